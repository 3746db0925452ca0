package dev.globaltable.timeline;

import dev.globaltable.history.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A call and its answer in a few words. */
final class OperationText {

    private OperationText() {}

    static String of(HistoryEvent.Operation operation) {
        AwsServiceException error = operation.error();
        return of(
                operation.operation(),
                operation.request(),
                error == null
                        ? answer(operation.response())
                        : Optional.of(error.awsErrorDetails().errorCode()));
    }

    static String of(HistoryEvent.CacheAnswered answer) {
        return of(answer.operation(), answer.request(), answer(answer.response()));
    }

    private static String of(String operation, AwsRequest request, Optional<String> answered) {
        StringBuilder text = new StringBuilder(operation);
        request.getValueForField("TableName", String.class)
                .ifPresent(table -> text.append(' ').append(table));
        if (request instanceof TransactWriteItemsRequest transaction) {
            int actions = transaction.transactItems().size();
            text.append(' ').append(actions).append(actions == 1 ? " action" : " actions");
        }
        subject(request).ifPresent(item -> text.append(' ').append(ItemText.of(item)));
        answered.ifPresent(answer -> text.append(" -> ").append(answer));
        return text.toString();
    }

    /** What came of a call, in as few words as there are. */
    static String brief(HistoryEvent.Operation operation) {
        return answer(operation.response()).orElse("");
    }

    static String brief(HistoryEvent.CacheAnswered answered) {
        return answer(answered.response()).orElse("");
    }

    /** The name of an error without what all names have in common. */
    static String brief(AwsServiceException error) {
        return error.awsErrorDetails().errorCode().replaceFirst("Exception$", "");
    }

    private static Optional<Map<String, AttributeValue>> subject(AwsRequest request) {
        if (request instanceof GetItemRequest get) {
            return Optional.of(get.key());
        }
        if (request instanceof PutItemRequest put) {
            return Optional.of(put.item());
        }
        if (request instanceof UpdateItemRequest update) {
            return Optional.of(update.key());
        }
        return request instanceof DeleteItemRequest delete ? Optional.of(delete.key()) : Optional.empty();
    }

    private static Optional<String> answer(@Nullable AwsResponse response) {
        if (response instanceof GetItemResponse get) {
            return Optional.of(get.hasItem() ? ItemText.of(get.item()) : "no item");
        }
        if (response instanceof QueryResponse query) {
            return Optional.of(items(query.count()));
        }
        if (response instanceof ScanResponse scan) {
            return Optional.of(items(scan.count()));
        }
        if (response instanceof BatchGetItemResponse batch) {
            int found = batch.responses().values().stream().mapToInt(List::size).sum();
            return Optional.of(items(found));
        }
        if (response instanceof TransactGetItemsResponse transaction) {
            return Optional.of(items((int) transaction.responses().stream()
                    .filter(ItemResponse::hasItem)
                    .count()));
        }
        return Optional.empty();
    }

    private static String items(int count) {
        return count == 1 ? "1 item" : count + " items";
    }
}
