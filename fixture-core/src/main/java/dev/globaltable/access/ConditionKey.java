package dev.globaltable.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a policy can ask of a request. */
public enum ConditionKey {
    LEADING_KEYS("dynamodb:LeadingKeys", true),
    ATTRIBUTES("dynamodb:Attributes", true),
    SELECT("dynamodb:Select", false),
    RETURN_VALUES("dynamodb:ReturnValues", false),
    RETURN_CONSUMED_CAPACITY("dynamodb:ReturnConsumedCapacity", false),
    ENCLOSING_OPERATION("dynamodb:EnclosingOperation", false),
    FULL_TABLE_SCAN("dynamodb:FullTableScan", false),
    REQUESTED_REGION("aws:RequestedRegion", false),
    PRINCIPAL_ARN("aws:PrincipalArn", false),
    PRINCIPAL_ACCOUNT("aws:PrincipalAccount", false),
    PRINCIPAL_TYPE("aws:PrincipalType", false),
    USERNAME("aws:username", false),
    SECURE_TRANSPORT("aws:SecureTransport", false);

    private final String spelling;
    private final boolean manyValued;

    ConditionKey(String spelling, boolean manyValued) {
        this.spelling = spelling;
        this.manyValued = manyValued;
    }

    /** The key of this name, in any case, as IAM reads it; {@code null} for one that is not simulated. */
    static @Nullable ConditionKey of(String name) {
        String sought = name.toLowerCase(Locale.ROOT);
        for (ConditionKey key : values()) {
            if (key.spelling.toLowerCase(Locale.ROOT).equals(sought)) {
                return key;
            }
        }
        return null;
    }

    /** Whether a request can have several values of it, which a policy compares with {@code ForAllValues:} or {@code ForAnyValue:}. */
    boolean isManyValued() {
        return manyValued;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
