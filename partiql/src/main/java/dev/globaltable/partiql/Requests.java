package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What differs between a request and the statement it stands for. */
final class Requests {

    private static final Pattern PARAMETER = Pattern.compile(
            "Invalid (?:Condition|Filter|KeyCondition|Projection|Update)Expression: (.*)", Pattern.DOTALL);

    private Requests() {}

    /** Fails as a statement does, which has no expressions that a message could name. */
    static <T> T plainly(Supplier<T> action) {
        try {
            return action.get();
        } catch (DynamoDbException refused) {
            String message = refused.awsErrorDetails() == null
                    ? null
                    : refused.awsErrorDetails().errorMessage();
            Matcher named = PARAMETER.matcher(message == null ? "" : message);
            throw named.matches() ? validation(named.group(1)) : refused;
        }
    }
}
