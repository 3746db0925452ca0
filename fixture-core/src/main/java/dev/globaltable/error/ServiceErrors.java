package dev.globaltable.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Errors as the service sends them: typed where the API models the shape, HTTP status 400, with the error code, the
 * service's name and the message in {@code awsErrorDetails()}.
 *
 * @since 0.1.0
 */
public final class ServiceErrors {

    private static final int CLIENT_ERROR = 400;

    private ServiceErrors() {}

    /** A {@code ValidationException}, which the API does not model: a plain {@link DynamoDbException}. */
    public static DynamoDbException validation(String message) {
        return finish(DynamoDbException.builder(), "ValidationException", message);
    }

    /** The table, index or other resource does not exist or is not active. */
    public static DynamoDbException resourceNotFound(String message) {
        return finish(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
    }

    /** The table to copy or restore does not exist. */
    public static DynamoDbException tableNotFound(String message) {
        return finish(TableNotFoundException.builder(), "TableNotFoundException", message);
    }

    /** The resource exists already or is being changed. */
    public static DynamoDbException resourceInUse(String message) {
        return finish(ResourceInUseException.builder(), "ResourceInUseException", message);
    }

    /** Too many of something at once. */
    public static DynamoDbException limitExceeded(String message) {
        return finish(LimitExceededException.builder(), "LimitExceededException", message);
    }

    /**
     * The condition of a write was not met.
     *
     * @param item the item as it was, when the request asked for it with {@code ReturnValuesOnConditionCheckFailure}
     */
    public static DynamoDbException conditionalCheckFailed(@Nullable Map<String, AttributeValue> item) {
        return finish(
                ConditionalCheckFailedException.builder().item(item),
                "ConditionalCheckFailedException",
                "The conditional request failed");
    }

    /** A transaction was cancelled; one reason per action, in the order of the actions. */
    public static DynamoDbException transactionCanceled(String message, List<CancellationReason> reasons) {
        return finish(
                TransactionCanceledException.builder().cancellationReasons(reasons),
                "TransactionCanceledException",
                message);
    }

    /** Another transaction holds the item. */
    public static DynamoDbException transactionConflict(String message) {
        return finish(TransactionConflictException.builder(), "TransactionConflictException", message);
    }

    /** A transaction with this client request token is still under way. */
    public static DynamoDbException transactionInProgress(String message) {
        return finish(TransactionInProgressException.builder(), "TransactionInProgressException", message);
    }

    /** A client request token was used again with different parameters. */
    public static DynamoDbException idempotentParameterMismatch(String message) {
        return finish(IdempotentParameterMismatchException.builder(), "IdempotentParameterMismatchException", message);
    }

    /** Items with one partition key value in a table with local secondary indexes grew past 10 GB. */
    public static DynamoDbException itemCollectionSizeLimitExceeded(String message) {
        return finish(
                ItemCollectionSizeLimitExceededException.builder(),
                "ItemCollectionSizeLimitExceededException",
                message);
    }

    /** More capacity was asked for than the table has. */
    public static DynamoDbException provisionedThroughputExceeded(String message) {
        return finish(
                ProvisionedThroughputExceededException.builder(), "ProvisionedThroughputExceededException", message);
    }

    /** Another Region is changing the item of a multi-Region strongly consistent table (rule STRONG-11). */
    public static DynamoDbException replicatedWriteConflict(String message) {
        return finish(ReplicatedWriteConflictException.builder(), "ReplicatedWriteConflictException", message);
    }

    private static DynamoDbException finish(DynamoDbException.Builder builder, String code, String message) {
        return (DynamoDbException) builder.message(message)
                .statusCode(CLIENT_ERROR)
                .awsErrorDetails(details(code, message))
                .build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("DynamoDb")
                .sdkHttpResponse(
                        SdkHttpResponse.builder().statusCode(CLIENT_ERROR).build())
                .build();
    }
}
