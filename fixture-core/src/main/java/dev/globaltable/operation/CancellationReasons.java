package dev.globaltable.operation;

import dev.globaltable.error.ServiceErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Why the actions of a transaction cannot be done: one reason for each, in their order. */
final class CancellationReasons {

    private static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();

    private final List<CancellationReason> reasons;

    CancellationReasons(int actions) {
        reasons = new ArrayList<>(Collections.nCopies(actions, NONE));
    }

    /** Takes a step of one action; empty when it failed, which is then the reason. */
    <T> Optional<T> attempt(int action, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (DynamoDbException refused) {
            reasons.set(action, reason(refused));
            return Optional.empty();
        }
    }

    /** Fails with {@code TransactionCanceledException} if any step did. */
    void requireNone() {
        if (!reasons.stream().allMatch(NONE::equals)) {
            throw ServiceErrors.transactionCanceled(reasons);
        }
    }

    private static CancellationReason reason(DynamoDbException refused) {
        return CancellationReason.builder()
                .code(code(refused.awsErrorDetails().errorCode()))
                .message(refused.awsErrorDetails().errorMessage())
                .item(item(refused))
                .build();
    }

    /** The reason for what a single write would be refused with. */
    private static String code(String errorCode) {
        return switch (errorCode) {
            case "ValidationException" -> "ValidationError";
            case "ThrottlingException" -> "ThrottlingError";
            default -> errorCode.substring(0, errorCode.length() - "Exception".length());
        };
    }

    private static @Nullable Map<String, AttributeValue> item(DynamoDbException refused) {
        return refused instanceof ConditionalCheckFailedException failed && failed.hasItem() ? failed.item() : null;
    }
}
