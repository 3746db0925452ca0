package dev.globaltable.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ImportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.IndexNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * Errors as the service sends them: typed where the API models the shape, HTTP status 400, with the error code, the
 * service's name and the message in {@code awsErrorDetails()}.
 *
 * @since 0.1.0
 */
public final class ServiceErrors {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private ServiceErrors() {}

    /** A {@code ValidationException}, which the API does not model: a plain {@link DynamoDbException}. */
    public static DynamoDbException validation(String message) {
        return (DynamoDbException) prepare(DynamoDbException.builder(), "ValidationException", message)
                .build();
    }

    /** The table, index or other resource does not exist or is not active. */
    public static ResourceNotFoundException resourceNotFound(String message) {
        return prepare(ResourceNotFoundException.builder(), "ResourceNotFoundException", message)
                .build();
    }

    /** The resource exists already or is being changed. */
    public static ResourceInUseException resourceInUse(String message) {
        return prepare(ResourceInUseException.builder(), "ResourceInUseException", message)
                .build();
    }

    /**
     * The condition of a write was not met.
     *
     * @param item the item as it was, when the request asked for it with {@code ReturnValuesOnConditionCheckFailure}
     */
    public static ConditionalCheckFailedException conditionalCheckFailed(@Nullable Map<String, AttributeValue> item) {
        return prepare(
                        ConditionalCheckFailedException.builder().item(item),
                        "ConditionalCheckFailedException",
                        "The conditional request failed")
                .build();
    }

    /** A statement inserts an item whose primary key another item has. */
    public static DuplicateItemException duplicateItem(String message) {
        return prepare(DuplicateItemException.builder(), "DuplicateItemException", message)
                .build();
    }

    /** A transaction was cancelled; one reason per action, in the order of the actions. */
    public static TransactionCanceledException transactionCanceled(List<CancellationReason> reasons) {
        String message = "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + reasons.stream().map(CancellationReason::code).toList();
        return prepare(
                        TransactionCanceledException.builder().cancellationReasons(reasons),
                        "TransactionCanceledException",
                        message)
                .build();
    }

    /** A client request token was used again for another request. */
    public static IdempotentParameterMismatchException idempotentParameterMismatch() {
        return prepare(
                        IdempotentParameterMismatchException.builder(),
                        "IdempotentParameterMismatchException",
                        "DynamoDB rejected the request because you retried a request with a different payload but with"
                                + " an idempotent token that was already used.")
                .build();
    }

    /** More capacity was asked for than the table or index has. */
    public static ProvisionedThroughputExceededException provisionedThroughputExceeded(
            String message, ThrottlingReason reason) {
        return prepare(
                        ProvisionedThroughputExceededException.builder().throttlingReasons(List.of(reason)),
                        "ProvisionedThroughputExceededException",
                        message)
                .build();
    }

    /** More was asked for than an on-demand table or index may serve. */
    public static ThrottlingException throttling(String message, ThrottlingReason reason) {
        return prepare(ThrottlingException.builder().throttlingReasons(List.of(reason)), "ThrottlingException", message)
                .build();
    }

    /** A shard iterator was used more than 15 minutes after its issue. */
    public static ExpiredIteratorException expiredIterator(String message) {
        return prepare(ExpiredIteratorException.builder(), "ExpiredIteratorException", message)
                .build();
    }

    /** A stream record is asked for that was older than a day. */
    public static TrimmedDataAccessException trimmedDataAccess(String message) {
        return prepare(TrimmedDataAccessException.builder(), "TrimmedDataAccessException", message)
                .build();
    }

    /** More is asked for than the API gives at once, or more is under way than it allows. */
    public static LimitExceededException limitExceeded(String message) {
        return prepare(LimitExceededException.builder(), "LimitExceededException", message)
                .build();
    }

    /** The table does not exist, as the operations on backups say it. */
    public static TableNotFoundException tableNotFound(String message) {
        return prepare(TableNotFoundException.builder(), "TableNotFoundException", message)
                .build();
    }

    /** There is no backup with this ARN. */
    public static BackupNotFoundException backupNotFound(String message) {
        return prepare(BackupNotFoundException.builder(), "BackupNotFoundException", message)
                .build();
    }

    /** The backup, or another one of its table, is being created, deleted or restored from. */
    public static BackupInUseException backupInUse(String message) {
        return prepare(BackupInUseException.builder(), "BackupInUseException", message)
                .build();
    }

    /** The table has no backups yet. */
    public static ContinuousBackupsUnavailableException continuousBackupsUnavailable(String message) {
        return prepare(
                        ContinuousBackupsUnavailableException.builder(),
                        "ContinuousBackupsUnavailableException",
                        message)
                .build();
    }

    /** The table has no point-in-time recovery. */
    public static PointInTimeRecoveryUnavailableException pointInTimeRecoveryUnavailable(String message) {
        return prepare(
                        PointInTimeRecoveryUnavailableException.builder(),
                        "PointInTimeRecoveryUnavailableException",
                        message)
                .build();
    }

    /** The table cannot be restored to this time. */
    public static InvalidRestoreTimeException invalidRestoreTime(String message) {
        return prepare(InvalidRestoreTimeException.builder(), "InvalidRestoreTimeException", message)
                .build();
    }

    /** The table to restore exists already. */
    public static TableAlreadyExistsException tableAlreadyExists(String message) {
        return prepare(TableAlreadyExistsException.builder(), "TableAlreadyExistsException", message)
                .build();
    }

    /** The table is being created or deleted, as the operations on backups say it. */
    public static TableInUseException tableInUse(String message) {
        return prepare(TableInUseException.builder(), "TableInUseException", message)
                .build();
    }

    /** The resource has no policy, or not the one that the request expects. */
    public static PolicyNotFoundException policyNotFound(String message) {
        return prepare(PolicyNotFoundException.builder(), "PolicyNotFoundException", message)
                .build();
    }

    /** There is no global table of version 2017.11.29 with this name. */
    public static GlobalTableNotFoundException globalTableNotFound(String message) {
        return prepare(GlobalTableNotFoundException.builder(), "GlobalTableNotFoundException", message)
                .build();
    }

    /** There is one already; the message is the one that AWS documents, as those of the following two. */
    public static GlobalTableAlreadyExistsException globalTableAlreadyExists() {
        return prepare(
                        GlobalTableAlreadyExistsException.builder(),
                        "GlobalTableAlreadyExistsException",
                        "The specified global table already exists.")
                .build();
    }

    /** The Region holds a replica of the global table of version 2017.11.29 already. */
    public static ReplicaAlreadyExistsException replicaAlreadyExists() {
        return prepare(
                        ReplicaAlreadyExistsException.builder(),
                        "ReplicaAlreadyExistsException",
                        "The specified replica is already part of the global table.")
                .build();
    }

    /** The Region holds no replica of the global table of version 2017.11.29. */
    public static ReplicaNotFoundException replicaNotFound() {
        return prepare(
                        ReplicaNotFoundException.builder(),
                        "ReplicaNotFoundException",
                        "The specified replica is no longer part of the global table.")
                .build();
    }

    /** A replica of the global table of version 2017.11.29 has no such index. */
    public static IndexNotFoundException indexNotFound() {
        return prepare(
                        IndexNotFoundException.builder(),
                        "IndexNotFoundException",
                        "The operation tried to access a nonexistent index.")
                .build();
    }

    /** There is no export with this ARN. */
    public static ExportNotFoundException exportNotFound(String message) {
        return prepare(ExportNotFoundException.builder(), "ExportNotFoundException", message)
                .build();
    }

    /** There is no import with this ARN. */
    public static ImportNotFoundException importNotFound(String message) {
        return prepare(ImportNotFoundException.builder(), "ImportNotFoundException", message)
                .build();
    }

    /** Another Region is writing an item of the request (STRONG-13). */
    public static ReplicatedWriteConflictException replicatedWriteConflict() {
        return prepare(
                        ReplicatedWriteConflictException.builder(),
                        "ReplicatedWriteConflictException",
                        "One or more items in this request are being modified by a request in another Region.")
                .build();
    }

    /** The caller is not permitted what the request asks for; the API does not model it. */
    public static DynamoDbException accessDenied(String message) {
        return (DynamoDbException) prepare(DynamoDbException.builder(), "AccessDeniedException", message)
                .build();
    }

    /** The Region is disabled for the account, so that its endpoint knows none of the account's credentials. */
    public static DynamoDbException regionDisabled() {
        return (DynamoDbException) prepare(
                        DynamoDbException.builder(),
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.")
                .build();
    }

    /** The service itself failed; HTTP status 500. */
    public static InternalServerErrorException internalServerError() {
        return prepare(
                        InternalServerErrorException.builder(),
                        SERVER_ERROR,
                        "InternalServerError",
                        "Internal server error")
                .build();
    }

    private static <B extends DynamoDbException.Builder> B prepare(B builder, String code, String message) {
        return prepare(builder, CLIENT_ERROR, code, message);
    }

    private static <B extends DynamoDbException.Builder> B prepare(B builder, int status, String code, String message) {
        builder.message(message).statusCode(status).awsErrorDetails(details(status, code, message));
        return builder;
    }

    private static AwsErrorDetails details(int status, String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("DynamoDb")
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                .build();
    }
}
