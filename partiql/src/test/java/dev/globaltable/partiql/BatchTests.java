package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.history.HistoryEvent;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

class BatchTests {

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void people() {
        statements.put("people", "id", "1", "name", "Ada");
        statements.put("people", "id", "2", "name", "Grace");
    }

    private static BatchStatementRequest statement(String statement, Object... parameters) {
        BatchStatementRequest.Builder request = BatchStatementRequest.builder().statement(statement);
        if (parameters.length > 0) {
            request.parameters(Statements.values(parameters));
        }
        return request.build();
    }

    private BatchExecuteStatementResponse call(BatchStatementRequest... batch) {
        return statements.call(
                BatchExecuteStatementRequest.builder().statements(batch).build());
    }

    private List<String> run(String... batch) {
        return call(Stream.of(batch).map(BatchTests::statement).toArray(BatchStatementRequest[]::new))
                .responses()
                .stream()
                .map(BatchTests::text)
                .toList();
    }

    /** The table, then the item, then the error, as far as they are there. */
    private static String text(BatchStatementResponse response) {
        return Stream.of(
                        String.valueOf(response.tableName()),
                        response.hasItem() ? Statements.text(response.item()) : "",
                        response.error() == null
                                ? ""
                                : response.error().codeAsString() + ": "
                                        + response.error().message())
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }

    @Nested
    class Reads {

        @Test
        void eachStatementGivesOneItemInTheirOrder() {
            assertThat(run(
                            "SELECT name FROM people WHERE id = '2'",
                            "SELECT * FROM people WHERE id = '3'",
                            "SELECT * FROM people WHERE id = '1'"))
                    .containsExactly("people {name: 'Grace'}", "people", "people {id: '1', name: 'Ada'}");
        }

        @Test
        void eachStatementHasItsOwnParameters() {
            assertThat(call(
                                    statement("SELECT name FROM people WHERE id = ?", "1"),
                                    statement("SELECT name FROM people WHERE id = ?", "2"))
                            .responses())
                    .extracting(BatchTests::text)
                    .containsExactly("people {name: 'Ada'}", "people {name: 'Grace'}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT * FROM people",
                    "SELECT * FROM people WHERE name = 'Ada'",
                    "SELECT * FROM people WHERE id IN ['1']",
                    "SELECT * FROM people WHERE id = '1' OR id = '2'",
                    "SELECT * FROM people WHERE id = '1' AND name = 'Ada'",
                    "SELECT * FROM orders WHERE customer = 'ada'",
                })
        void aStatementHasToNameOneItemAndNothingElse(String statement) {
            assertThat(run(statement))
                    .containsExactly(
                            "null ValidationError: Select statements within BatchExecuteStatement must specify the"
                                    + " primary key in the where clause.");
        }
    }

    @Nested
    class Writes {

        @Test
        void eachStatementSucceedsOrFailsByItself() {
            assertThat(run(
                            "INSERT INTO people VALUE {'id': '3'}",
                            "INSERT INTO people VALUE {'id': '1'}",
                            "UPDATE people SET name = 'Nobody' WHERE id = '4'",
                            "UPDATE people SET name = 'Hopper' WHERE id = '2' RETURNING ALL NEW *",
                            "DELETE FROM people WHERE id = '5'"))
                    .containsExactly(
                            "people",
                            "people DuplicateItem: Duplicate primary key exists in table",
                            "people ConditionalCheckFailed: The conditional request failed",
                            "people {id: '2', name: 'Hopper'}",
                            "people");
            assertThat(statements.person("3")).isEqualTo("{id: '3'}");
            assertThat(statements.person("1")).isEqualTo("{id: '1', name: 'Ada'}");
        }

        @Test
        void whatCannotBeExecutedIsToldOfItsStatementAlone() {
            assertThat(run(
                            "INSERT INTO people VALUE {'id': '3'}",
                            "INSERT INTO people VALU {'id': '4'}",
                            "garbage",
                            "UPDATE people SET a = 1 WHERE name = 'Ada'",
                            "INSERT INTO people VALUE {'id': ?}",
                            "INSERT INTO people VALUE {'id': 1}",
                            "INSERT INTO nobody VALUE {'id': '1'}",
                            "EXISTS(SELECT * FROM people WHERE id = '1' AND name = 'Ada')"))
                    .containsExactly(
                            "people",
                            "null ValidationError: Statement wasn't well formed, can't be processed: Unexpected token after"
                                    + " expression",
                            "null ValidationError: Invalid operation. Only select, insert, update and delete operations are"
                                    + " valid",
                            "null ValidationError: Where clause does not contain a mandatory equality on all key attributes",
                            "null ValidationError: Number of parameters in request and statement don't match.",
                            "null ValidationError: Key attribute's data type should match its data type in table's schema:"
                                    + " Key id",
                            "null ResourceNotFound: Requested resource not found",
                            "null ValidationError: EXISTS can only be used in ExecuteTransaction write requests.");
        }

        @Test
        void theItemThatFailedAConditionIsReturnedWhenAskedFor() {
            BatchStatementResponse response = call(BatchStatementRequest.builder()
                            .statement("UPDATE people SET name = 'X' WHERE id = '1' AND name = 'Y'")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")
                            .build())
                    .responses()
                    .get(0);

            assertThat(Statements.text(response.error().item())).isEqualTo("{id: '1', name: 'Ada'}");
        }
    }

    @Test
    void readsAndWritesAreNotMixed() {
        assertThatThrownBy(() -> run("INSERT INTO people VALUE {'id': '3'}", "SELECT * FROM people WHERE id = '1'"))
                .hasMessageContaining("Read and write requests together in the same batch is not supported.");
        assertThat(statements.person("3")).isEqualTo("nothing");
    }

    @Test
    void twoStatementsAboutOneItemAreRefused() {
        assertThatThrownBy(() -> run("INSERT INTO people VALUE {'id': '3'}", "UPDATE people SET a = 1 WHERE id = '3'"))
                .hasMessageContaining("Provided list of item keys contains duplicates");
        assertThatThrownBy(() -> run("SELECT name FROM people WHERE id = '1'", "SELECT * FROM people WHERE id = '1'"))
                .hasMessageContaining("Provided list of item keys contains duplicates");
    }

    @Test
    void aBatchHasOneTo25Statements() {
        assertThatThrownBy(this::run)
                .hasMessageContaining(
                        "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 1");
        String[] tooMany =
                Collections.nCopies(26, "SELECT * FROM people WHERE id = '1'").toArray(String[]::new);
        assertThatThrownBy(() -> run(tooMany))
                .hasMessageContaining(
                        "at 'statements' failed to satisfy constraint: Member must have length less than or"
                                + " equal to 25");
    }

    @Test
    void capacityIsReportedForEachStatement() {
        BatchExecuteStatementResponse response = statements.call(BatchExecuteStatementRequest.builder()
                .statements(
                        statement("SELECT * FROM people WHERE id = '1'"),
                        statement("SELECT * FROM people WHERE id = '2'").toBuilder()
                                .consistentRead(true)
                                .build())
                .returnConsumedCapacity("TOTAL")
                .build());

        assertThat(response.consumedCapacity())
                .extracting(capacity -> capacity.tableName() + " " + capacity.capacityUnits())
                .containsExactly("people 0.5", "people 1.0");
    }

    @Test
    void theHistoryTellsOfOneCall() {
        int before = statements
                .simulation()
                .history()
                .events(HistoryEvent.Operation.class)
                .size();

        run("INSERT INTO people VALUE {'id': '3'}", "INSERT INTO people VALUE {'id': '4'}");

        assertThat(statements.simulation().history().events(HistoryEvent.Operation.class))
                .hasSize(before + 1)
                .last()
                .extracting(HistoryEvent.Operation::operation)
                .isEqualTo("BatchExecuteStatement");
    }
}
