package dev.globaltable.differential;

import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Which method of the client sends which request. */
final class Dispatch {

    private record Route<R extends DynamoDbRequest>(
            Class<R> type, BiFunction<DynamoDbClient, R, DynamoDbResponse> method) {}

    private static final List<Route<?>> ROUTES = List.of(
            new Route<>(PutItemRequest.class, DynamoDbClient::putItem),
            new Route<>(GetItemRequest.class, DynamoDbClient::getItem),
            new Route<>(UpdateItemRequest.class, DynamoDbClient::updateItem),
            new Route<>(DeleteItemRequest.class, DynamoDbClient::deleteItem),
            new Route<>(QueryRequest.class, DynamoDbClient::query),
            new Route<>(ScanRequest.class, DynamoDbClient::scan),
            new Route<>(BatchGetItemRequest.class, DynamoDbClient::batchGetItem),
            new Route<>(BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem),
            new Route<>(TransactWriteItemsRequest.class, DynamoDbClient::transactWriteItems),
            new Route<>(TransactGetItemsRequest.class, DynamoDbClient::transactGetItems),
            new Route<>(ExecuteStatementRequest.class, DynamoDbClient::executeStatement),
            new Route<>(BatchExecuteStatementRequest.class, DynamoDbClient::batchExecuteStatement),
            new Route<>(ExecuteTransactionRequest.class, DynamoDbClient::executeTransaction),
            new Route<>(CreateTableRequest.class, DynamoDbClient::createTable),
            new Route<>(DescribeTableRequest.class, DynamoDbClient::describeTable),
            new Route<>(ListTablesRequest.class, DynamoDbClient::listTables),
            new Route<>(DeleteTableRequest.class, DynamoDbClient::deleteTable),
            new Route<>(UpdateTableRequest.class, DynamoDbClient::updateTable),
            new Route<>(UpdateTimeToLiveRequest.class, DynamoDbClient::updateTimeToLive),
            new Route<>(DescribeTimeToLiveRequest.class, DynamoDbClient::describeTimeToLive),
            new Route<>(DescribeLimitsRequest.class, DynamoDbClient::describeLimits));

    private Dispatch() {}

    static DynamoDbResponse call(DynamoDbClient client, DynamoDbRequest request) {
        for (Route<?> route : ROUTES) {
            if (route.type().isInstance(request)) {
                return call(route, client, request);
            }
        }
        throw new IllegalArgumentException(
                "No method for " + request.getClass().getSimpleName() + "; add it to ROUTES.");
    }

    private static <R extends DynamoDbRequest> DynamoDbResponse call(
            Route<R> route, DynamoDbClient client, DynamoDbRequest request) {
        return route.method().apply(client, route.type().cast(request));
    }

    /** Whether an answer to the request may have changed something. */
    static boolean writes(DynamoDbRequest request) {
        return switch (operation(request)) {
            case "GetItem",
                    "Query",
                    "Scan",
                    "BatchGetItem",
                    "TransactGetItems",
                    "DescribeTable",
                    "DescribeTimeToLive",
                    "DescribeLimits",
                    "ListTables" -> false;
            default -> true;
        };
    }

    /** The operation's name, as AWS writes it. */
    static String operation(DynamoDbRequest request) {
        String type = request.getClass().getSimpleName();
        return type.substring(0, type.length() - "Request".length());
    }
}
