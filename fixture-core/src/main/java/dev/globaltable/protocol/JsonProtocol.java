package dev.globaltable.protocol;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * DynamoDB's JSON 1.0 protocol as one function: a target and a body in, an answer out.
 *
 * <p>Stateless and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JsonProtocol {

    private JsonProtocol() {}

    /**
     * Reads a request, has it answered, and writes the answer or the error.
     *
     * @param target the value of the {@code X-Amz-Target} header, such as {@code DynamoDB_20120810.GetItem}; {@code null}
     *     when the header is missing
     * @param body the JSON document in UTF-8
     * @param service answers a request or throws an {@link AwsServiceException}; anything else it throws passes through
     * @return the answer
     */
    public static WireResponse answer(@Nullable String target, byte[] body, Function<AwsRequest, AwsResponse> service) {
        AwsResponse response;
        try {
            response = service.apply(readRequest(target, body));
        } catch (AwsServiceException e) {
            return writeError(e);
        }
        return writeResponse(response);
    }

    /**
     * Whether the service has the operation that a request is for.
     *
     * @param target the value of the {@code X-Amz-Target} header; {@code null} when the header is missing
     */
    public static boolean hasOperation(@Nullable String target) {
        return Operations.requestBuilder(target) != null;
    }

    /**
     * Reads a request.
     *
     * @param target the value of the {@code X-Amz-Target} header
     * @param body the JSON document in UTF-8
     * @return the request, not validated
     * @throws DynamoDbException with code {@code UnknownOperationException} for a target the service does not have, or
     *     {@code SerializationException} for a body that is not JSON or has a value of a wrong type
     */
    public static AwsRequest readRequest(@Nullable String target, byte[] body) {
        AwsRequest.Builder builder = Operations.requestBuilder(target);
        if (builder == null) {
            throw refusal("UnknownOperationException", null);
        }
        try {
            new ShapeReader(new JsonReader(body)).readInto((SdkPojo) builder);
        } catch (SerializationFault fault) {
            throw refusal("SerializationException", fault.getMessage());
        }
        return builder.build();
    }

    /**
     * The request as it would arrive had it travelled as JSON, for transports that pass the object on.
     *
     * @param request the request as an application built it
     * @return the request itself, unless the SDK would leave out some of it
     */
    public static AwsRequest asItArrives(AwsRequest request) {
        if (!NullEntries.in(request)) {
            return request;
        }
        JsonWriter json = new JsonWriter();
        new ShapeWriter(json).write(request);
        AwsRequest.Builder arrived = request.toBuilder();
        new ShapeReader(new JsonReader(json.toBytes())).readInto((SdkPojo) arrived);
        return arrived.build();
    }

    /**
     * Writes the answer to a request that succeeded; the request id is taken from the response's metadata.
     *
     * @param response the response
     * @return status 200 with the response as JSON
     */
    public static WireResponse writeResponse(AwsResponse response) {
        JsonWriter json = new JsonWriter();
        new ShapeWriter(json).write(response);
        return WireResponse.of(200, RequestIds.of(response), json.toBytes());
    }

    /**
     * Writes the answer to a request that failed; the request id, status, code and message are the exception's.
     *
     * @param exception the failure
     * @return the failure's status with the error as JSON
     */
    public static WireResponse writeError(AwsServiceException exception) {
        return ErrorWriter.write(exception);
    }

    private static AwsServiceException refusal(String code, @Nullable String message) {
        return DynamoDbException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
