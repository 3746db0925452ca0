package dev.globaltable.http;

import dev.globaltable.error.NotSimulatedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What is answered before a request gets to a Region, or instead of what a Region failed to answer. */
final class Refusals {

    private Refusals() {}

    static AwsServiceException unknownOperation() {
        return refusal(400, "UnknownOperationException", null);
    }

    static AwsServiceException missingAuthenticationToken() {
        return refusal(400, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }

    static AwsServiceException incompleteSignature(String message) {
        return refusal(400, "IncompleteSignatureException", message);
    }

    static AwsServiceException invalidSignature(String message) {
        return refusal(400, "InvalidSignatureException", message);
    }

    static AwsServiceException malformed(Throwable cause) {
        return refusal(400, "MalformedHttpRequestException", "Not a well-formed HTTP request: " + cause.getMessage());
    }

    static AwsServiceException tooLarge() {
        return refusal(413, "RequestEntityTooLargeException", null);
    }

    /** 501: no SDK tries again what the server says it does not implement. */
    static AwsServiceException notSimulated(NotSimulatedException absent) {
        return refusal(501, "NotSimulatedException", absent.getMessage());
    }

    static AwsServiceException internalError(@Nullable String target, Throwable failed) {
        Log.error("The simulation failed to answer " + target + ". This is a fault of the endpoint:", failed);
        return refusal(
                500,
                "InternalServerError",
                "The request processing has failed because of an unknown error, exception or failure.");
    }

    private static AwsServiceException refusal(int status, String code, @Nullable String message) {
        return DynamoDbException.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
