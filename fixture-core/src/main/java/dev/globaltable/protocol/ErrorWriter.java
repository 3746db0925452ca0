package dev.globaltable.protocol;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Writes a service exception as the service does: a type with its namespace, a message, and the members of its shape. */
final class ErrorWriter {

    private ErrorWriter() {}

    static WireResponse write(AwsServiceException exception) {
        AwsErrorDetails details = exception.awsErrorDetails();
        String code = details != null && details.errorCode() != null
                ? details.errorCode()
                : exception.getClass().getSimpleName();
        String message = details != null ? details.errorMessage() : exception.getMessage();
        JsonWriter json = new JsonWriter().startObject();
        json.name("__type").string(namespace(code) + code);
        if (message != null) {
            json.name(messageName(code)).string(message);
        }
        new ShapeWriter(json).writeMembers(exception);
        json.endObject();
        int status = exception.statusCode() == 0 ? 400 : exception.statusCode();
        return WireResponse.of(status, exception.requestId(), json.toBytes());
    }

    private static String namespace(String code) {
        return switch (code) {
            case "ValidationException" -> "com.amazon.coral.validate#";
            case "SerializationException",
                    "UnknownOperationException",
                    "AccessDeniedException",
                    "UnrecognizedClientException",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignatureException",
                    "InvalidSignatureException",
                    "MalformedHttpRequestException",
                    "RequestEntityTooLargeException" -> "com.amazon.coral.service#";
            case "NotSimulatedException" -> "dev.globaltable#";
            case "ThrottlingException" -> "com.amazon.coral.availability#";
            default -> "com.amazonaws.dynamodb.v20120810#";
        };
    }

    /** The framework in front of DynamoDB, and transactions, write a capital. */
    private static String messageName(String code) {
        return switch (code) {
            case "SerializationException", "UnknownOperationException", "TransactionCanceledException" -> "Message";
            default -> "message";
        };
    }
}
