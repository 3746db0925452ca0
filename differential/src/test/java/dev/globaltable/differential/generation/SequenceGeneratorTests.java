package dev.globaltable.differential.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceGeneratorTests {

    @Test
    void theSameSeedAndNumberGiveTheSameSteps() {
        List<Step> steps = new SequenceGenerator(7, 50).sequence(3);

        assertThat(new SequenceGenerator(7, 50).sequence(3)).isEqualTo(steps);
        assertThat(new SequenceGenerator(8, 50).sequence(3)).isNotEqualTo(steps);
        assertThat(new SequenceGenerator(7, 50).sequence(4)).isNotEqualTo(steps);
    }

    @Test
    void aStepDoesNotDependOnTheStepsBeforeIt() {
        List<Step> steps = new SequenceGenerator(7, 50).sequence(3);

        assertThat(new SequenceGenerator(7, 20).sequence(3).subList(0, 22)).isEqualTo(steps.subList(0, 22));
    }

    @Test
    void everyOperationOccurs() {
        assertThat(new SequenceGenerator(1, 2_000)
                        .sequence(0).stream()
                                .map(step -> step.request().getClass().getSimpleName())
                                .distinct())
                .containsExactlyInAnyOrder(
                        "CreateTableRequest",
                        "DescribeTableRequest",
                        "ListTablesRequest",
                        "DeleteTableRequest",
                        "UpdateTableRequest",
                        "UpdateTimeToLiveRequest",
                        "DescribeTimeToLiveRequest",
                        "DescribeLimitsRequest",
                        "PutItemRequest",
                        "GetItemRequest",
                        "UpdateItemRequest",
                        "DeleteItemRequest",
                        "BatchGetItemRequest",
                        "BatchWriteItemRequest",
                        "TransactWriteItemsRequest",
                        "TransactGetItemsRequest",
                        "ExecuteStatementRequest",
                        "BatchExecuteStatementRequest",
                        "ExecuteTransactionRequest",
                        "QueryRequest",
                        "ScanRequest");
    }

    @Test
    void readsGoToIndexesInEveryWay() {
        List<Object> indexes = new SequenceGenerator(1, 2_000)
                .sequence(2).stream()
                        .filter(step -> Members.has(step.request(), "IndexName"))
                        .map(step -> Members.get(step.request(), "IndexName"))
                        .filter(name -> name != null && !name.toString().startsWith("no"))
                        .distinct()
                        .toList();

        assertThat(indexes).anyMatch(name -> name.toString().startsWith("global"));
        assertThat(indexes).anyMatch(name -> name.toString().startsWith("local"));
    }
}
