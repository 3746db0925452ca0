package dev.globaltable.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Short forms of transactions. */
final class Transactions {

    static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();
    static final CancellationReason CONDITION = reason("ConditionalCheckFailed", "The conditional request failed");

    private Transactions() {}

    static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return put(table, item, put -> put);
    }

    static TransactWriteItem put(String table, Map<String, AttributeValue> item, UnaryOperator<Put.Builder> rest) {
        Put put = rest.apply(Put.builder().tableName(table).item(item)).build();
        return TransactWriteItem.builder().put(put).build();
    }

    static TransactWriteItem delete(String table, Map<String, AttributeValue> key) {
        Delete delete = Delete.builder().tableName(table).key(key).build();
        return TransactWriteItem.builder().delete(delete).build();
    }

    static TransactWriteItem update(String table, Map<String, AttributeValue> key, String expression) {
        return update(table, key, expression, Map.of());
    }

    static TransactWriteItem update(
            String table, Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        Update update = Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .build();
        return TransactWriteItem.builder().update(update).build();
    }

    static TransactWriteItem check(String table, Map<String, AttributeValue> key, String condition) {
        ConditionCheck check = ConditionCheck.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(condition)
                .build();
        return TransactWriteItem.builder().conditionCheck(check).build();
    }

    static TransactGetItem get(String table, Map<String, AttributeValue> key) {
        return get(table, key, get -> get);
    }

    static TransactGetItem get(String table, Map<String, AttributeValue> key, UnaryOperator<Get.Builder> rest) {
        Get get = rest.apply(Get.builder().tableName(table).key(key)).build();
        return TransactGetItem.builder().get(get).build();
    }

    static TransactWriteItemsRequest write(TransactWriteItem... actions) {
        return write(Arrays.asList(actions));
    }

    static TransactWriteItemsRequest write(List<TransactWriteItem> actions) {
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    static TransactGetItemsRequest read(TransactGetItem... reads) {
        return read(Arrays.asList(reads));
    }

    static TransactGetItemsRequest read(List<TransactGetItem> reads) {
        return TransactGetItemsRequest.builder().transactItems(reads).build();
    }

    static CancellationReason reason(String code, String message) {
        return CancellationReason.builder().code(code).message(message).build();
    }

    static CancellationReason invalid(String message) {
        return reason("ValidationError", message);
    }

    /** The reasons of a transaction that is expected to be cancelled. */
    static List<CancellationReason> cancelled(Endpoint endpoint, AwsRequest request, String codes) {
        return endpoint.refuses(
                        request,
                        TransactionCanceledException.class,
                        "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]")
                .cancellationReasons();
    }
}
