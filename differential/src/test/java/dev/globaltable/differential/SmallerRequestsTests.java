package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class SmallerRequestsTests {

    @Test
    void anUpdateLosesAMemberOrAClauseOrWhatAClauseAssignsTo() {
        UpdateItemRequest update = UpdateItemRequest.builder()
                .tableName("t")
                .key(Map.of("pk", AttributeValue.fromS("a")))
                .updateExpression("SET #k = if_not_exists(pk.b, :v)")
                .expressionAttributeNames(Map.of("#k", "pk"))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("v")))
                .build();

        assertThat(SmallerRequests.of(update))
                .contains(
                        update.toBuilder()
                                .updateExpression("SET harmless = if_not_exists(pk.b, :v)")
                                .expressionAttributeNames(null)
                                .build(),
                        update.toBuilder().key(Map.of()).build(),
                        update.toBuilder().key(null).build())
                .doesNotContain(update);
    }

    @Test
    void aStatementLosesItsColumnsOrAConditionOrAParameter() {
        ExecuteStatementRequest statement = ExecuteStatementRequest.builder()
                .statement("SELECT n FROM t WHERE s = ? and n > ?")
                .parameters(AttributeValue.fromS(""), AttributeValue.fromN("1"))
                .build();

        assertThat(SmallerRequests.of(statement))
                .contains(
                        statement.toBuilder()
                                .statement("SELECT * FROM t WHERE s = ? and n > ?")
                                .build(),
                        statement.toBuilder()
                                .statement("SELECT n FROM t WHERE s = ?")
                                .build(),
                        statement.toBuilder()
                                .parameters(AttributeValue.fromS(""))
                                .build());
    }
}
