package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

class ServiceModelTests {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(GetItemRequest.builder().tableName("table").key(KEY).build(), List.of()),
                arguments(
                        GetItemRequest.builder().build(),
                        List.of("key: Member must not be null", "tableName: Member must not be null")),
                arguments(
                        PutItemRequest.builder()
                                .tableName("")
                                .item(KEY)
                                .returnValues("X")
                                .build(),
                        List.of(
                                "returnValues: Member must satisfy enum value set: [ALL_NEW, ALL_OLD, NONE, UPDATED_NEW,"
                                        + " UPDATED_OLD]",
                                "tableName: Member must have length greater than or equal to 1")),
                arguments(
                        QueryRequest.builder()
                                .tableName("table")
                                .limit(0)
                                .indexName("")
                                .build(),
                        List.of(
                                "indexName: Member must have length greater than or equal to 3",
                                "indexName: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                                "limit: Member must have value greater than or equal to 1")),
                arguments(
                        ScanRequest.builder()
                                .tableName("table")
                                .segment(-1)
                                .totalSegments(1_000_001)
                                .build(),
                        List.of(
                                "segment: Member must have value greater than or equal to 0",
                                "totalSegments: Member must have value less than or equal to 1000000")),
                arguments(
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("table", List.of()))
                                .build(),
                        List.of(
                                "requestItems: Map value must satisfy constraint: [Member must have length less than or equal to"
                                        + " 25, Member must have length greater than or equal to 1]")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestViolatesWhatTheModelForbids(DynamoDbRequest request, List<String> violations) {
        assertThat(ServiceModel.violations(request)).isEqualTo(violations);
    }

    @Test
    void theViolationsOfAMessageAreReadWithoutTheirValues() {
        assertThat(ServiceModel.reported(
                        "2 validation errors detected: Value 'a; Value' at 'indexName' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 3; Value null at 'tableName' failed"
                                + " to satisfy constraint: Member must not be null"))
                .containsExactly(
                        "indexName: Member must have length greater than or equal to 3",
                        "tableName: Member must not be null");
    }

    @Test
    void aMessageThatCountsItsViolationsWronglyReportsNone() {
        assertThat(ServiceModel.reported("2 validation errors detected: Value null at 'tableName' failed to satisfy"
                        + " constraint: Member must not be null"))
                .isEmpty();
    }
}
