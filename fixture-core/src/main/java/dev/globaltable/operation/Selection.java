package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** {@code Select}: whether a {@code Query} or {@code Scan} returns items or only counts them. */
final class Selection {

    /** The enum's values, in the order in which the service's message lists them. */
    static final List<String> VALUES =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    private Selection() {}

    /** Fails when {@code Select} contradicts the rest of the request. */
    static void check(@Nullable Select select, Projection projection) {
        if (select == null) {
            return;
        }
        switch (select) {
            case SPECIFIC_ATTRIBUTES -> {
                if (projection.isAll()) {
                    throw validation("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                            + " SPECIFIC_ATTRIBUTES");
                }
            }
            case ALL_PROJECTED_ATTRIBUTES -> {
                refuseProjection(projection, "ALL_PROJECTED_ATTRIBUTES");
                throw validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
            }
            case ALL_ATTRIBUTES -> refuseProjection(projection, "ALL_ATTRIBUTES");
            case COUNT -> refuseProjection(projection, "only the Count");
            default -> throw new IllegalArgumentException("Unchecked Select: " + select);
        }
    }

    private static void refuseProjection(Projection projection, String what) {
        if (!projection.isAll()) {
            throw validation("Cannot specify the " + projection.parameter() + " when choosing to get " + what);
        }
    }
}
