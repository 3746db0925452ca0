package dev.globaltable.differential;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a target did with one step: a tree of results, a refusal by the service, or something that is no answer at all. */
sealed interface Outcome {

    /** For people: one line. */
    String describe();

    /** The results, brought into the form in which they are compared. */
    record Answer(Object tree) implements Outcome {
        @Override
        public String describe() {
            return "answers " + Json.abridged(tree);
        }
    }

    /**
     * A service exception.
     *
     * @param details the item a failed condition returned, or the reasons of a cancelled transaction
     */
    record Refusal(
            String type,
            String code,
            int status,
            String message,
            @Nullable Object details) implements Outcome {

        static Refusal of(AwsServiceException exception) {
            return new Refusal(
                    exception.getClass().getSimpleName(),
                    exception.awsErrorDetails() == null
                            ? ""
                            : Objects.requireNonNullElse(
                                    exception.awsErrorDetails().errorCode(), ""),
                    exception.statusCode(),
                    exception.awsErrorDetails() == null
                            ? String.valueOf(exception.getMessage())
                            : Objects.requireNonNullElse(
                                    exception.awsErrorDetails().errorMessage(), ""),
                    details(exception));
        }

        private static @Nullable Object details(AwsServiceException exception) {
            if (exception instanceof ConditionalCheckFailedException failed && failed.hasItem()) {
                return item(failed.item());
            }
            return exception instanceof TransactionCanceledException cancelled && cancelled.hasCancellationReasons()
                    ? cancelled.cancellationReasons().stream().map(Tree::of).toList()
                    : null;
        }

        private static Map<String, Object> item(Map<String, AttributeValue> attributes) {
            Map<String, Object> item = new TreeMap<>();
            attributes.forEach((name, value) -> item.put(name, Tree.of(value)));
            return item;
        }

        boolean isValidation() {
            return code.equals("ValidationException");
        }

        Refusal withMessage(String other) {
            return new Refusal(type, code, status, other, details);
        }

        @Override
        public String describe() {
            return "refuses with " + status + " " + code + ": " + message
                    + (details == null ? "" : " " + Json.abridged(details));
        }
    }

    /** An operation or parameter that the simulation says it does not simulate. */
    record NotSimulated(String message) implements Outcome {
        @Override
        public String describe() {
            return "does not simulate: " + message;
        }
    }

    /** An exception no service sends: always a defect. */
    record Crash(String exception) implements Outcome {
        @Override
        public String describe() {
            return "crashes: " + exception;
        }
    }
}
