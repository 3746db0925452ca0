package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tables that a request names by their ARN: what was consumed is told of the ARN then, as AWS documents it. */
class TableArnTests {

    private static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/people";
    private static final Map<String, AttributeValue> KEY = item("id", "1");
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(PutItemRequest.builder()
                        .tableName(ARN)
                        .item(KEY)
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(GetItemRequest.builder()
                        .tableName(ARN)
                        .key(KEY)
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(UpdateItemRequest.builder()
                        .tableName(ARN)
                        .key(KEY)
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(DeleteItemRequest.builder()
                        .tableName(ARN)
                        .key(KEY)
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(QueryRequest.builder()
                        .tableName(ARN)
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(item(":id", "1"))
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(ScanRequest.builder()
                        .tableName(ARN)
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                ARN,
                                KeysAndAttributes.builder().keys(List.of(KEY)).build()))
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(BatchWriteItemRequest.builder()
                        .requestItems(Map.of(
                                ARN,
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(KEY))
                                        .build())))
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(TransactGetItemsRequest.builder()
                        .transactItems(TransactGetItem.builder()
                                .get(get -> get.tableName(ARN).key(KEY))
                                .build())
                        .returnConsumedCapacity(TOTAL)
                        .build()),
                arguments(TransactWriteItemsRequest.builder()
                        .transactItems(
                                TransactWriteItem.builder()
                                        .put(put -> put.tableName(ARN).item(KEY))
                                        .build(),
                                TransactWriteItem.builder()
                                        .conditionCheck(check -> check.tableName(ARN)
                                                .key(item("id", "2"))
                                                .conditionExpression("attribute_not_exists(id)"))
                                        .build())
                        .returnConsumedCapacity(TOTAL)
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areToldOfByTheirArn(AwsRequest request) {
        AwsResponse response = us.call(request);

        assertThat(consumed(response)).extracting(ConsumedCapacity::tableName).containsExactly(ARN);
    }

    private static List<ConsumedCapacity> consumed(AwsResponse response) {
        Object consumed = response.sdkFields().stream()
                .filter(field -> field.memberName().equals("ConsumedCapacity"))
                .findFirst()
                .orElseThrow()
                .getValueOrDefault(response);
        return consumed instanceof List<?> all
                ? all.stream().map(ConsumedCapacity.class::cast).toList()
                : List.of((ConsumedCapacity) consumed);
    }
}
