package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionTests {

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void people() {
        statements.put("people", "id", "1", "name", "Ada");
        statements.put("people", "id", "2", "name", "Grace");
    }

    private static ParameterizedStatement statement(String statement, Object... parameters) {
        ParameterizedStatement.Builder request =
                ParameterizedStatement.builder().statement(statement);
        if (parameters.length > 0) {
            request.parameters(Statements.values(parameters));
        }
        return request.build();
    }

    private ExecuteTransactionResponse call(
            Consumer<ExecuteTransactionRequest.Builder> details, ParameterizedStatement... transaction) {
        return statements.call(ExecuteTransactionRequest.builder()
                .transactStatements(transaction)
                .applyMutation(details)
                .build());
    }

    private List<String> run(String... transaction) {
        return call(
                        request -> {},
                        Stream.of(transaction).map(TransactionTests::statement).toArray(ParameterizedStatement[]::new))
                .responses()
                .stream()
                .map(response -> response.hasItem() ? Statements.text(response.item()) : "nothing")
                .toList();
    }

    private void refuses(String message, String... transaction) {
        DynamoDbException error = catchThrowableOfType(DynamoDbException.class, () -> run(transaction));
        assertThat(error).isExactlyInstanceOf(DynamoDbException.class);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    }

    /** The reasons for which a transaction was cancelled, as code and message. */
    private List<String> reasons(String... transaction) {
        TransactionCanceledException error =
                catchThrowableOfType(TransactionCanceledException.class, () -> run(transaction));
        assertThat(error).isNotNull();
        List<String> codes = error.cancellationReasons().stream()
                .map(reason -> reason.code())
                .toList();
        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
        return error.cancellationReasons().stream()
                .map(reason -> reason.code() + (reason.message() == null ? "" : ": " + reason.message()))
                .toList();
    }

    @Nested
    class Reads {

        @Test
        void eachStatementGivesOneItemInTheirOrder() {
            assertThat(run(
                            "SELECT name FROM people WHERE id = '2'",
                            "SELECT * FROM people WHERE id = '3'",
                            "SELECT * FROM people WHERE id = '1'"))
                    .containsExactly("{name: 'Grace'}", "nothing", "{id: '1', name: 'Ada'}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT * FROM people",
                    "SELECT * FROM people WHERE id IN ['2']",
                    "SELECT * FROM people WHERE id = '2' AND name = 'Grace'",
                    "SELECT * FROM orders WHERE customer = 'ada'",
                })
        void aStatementHasToNameOneItemAndNothingElse(String statement) {
            refuses(
                    "Validation failed in TransactStatements[1]: Select statements within ExecuteTransaction must specify"
                            + " the primary key in the where clause.",
                    "SELECT * FROM people WHERE id = '1'",
                    statement);
        }

        @Test
        void indexesAreNotRead() {
            refuses(
                    "Validation failed in TransactStatements[0]: Reads on indices are not supported within transactions.",
                    "SELECT * FROM \"people\".\"byName\" WHERE id = '1'");
        }

        @Test
        void anItemIsReadOnce() {
            refuses(
                    "Transaction request cannot include multiple operations on one item",
                    "SELECT * FROM people WHERE id = '1'",
                    "SELECT name FROM people WHERE id = '1'");
        }
    }

    @Nested
    class Writes {

        @Test
        void allStatementsTakeEffectAtOnce() {
            assertThat(run(
                            "INSERT INTO people VALUE {'id': '3'}",
                            "UPDATE people SET name = 'Hopper' WHERE id = '2' AND name = 'Grace'",
                            "DELETE FROM people WHERE id = '1'",
                            "DELETE FROM people WHERE id = '4' AND name = 'Nobody'"))
                    .isEmpty();

            assertThat(statements.person("3")).isEqualTo("{id: '3'}");
            assertThat(statements.person("2")).isEqualTo("{id: '2', name: 'Hopper'}");
            assertThat(statements.person("1")).isEqualTo("nothing");
        }

        @Test
        void aConditionThatDoesNotHoldCancelsThem() {
            assertThat(reasons(
                            "INSERT INTO people VALUE {'id': '3'}",
                            "UPDATE people SET name = 'Nobody' WHERE id = '4'",
                            "DELETE FROM people WHERE id = '2' AND name = 'Ada'"))
                    .containsExactly(
                            "None",
                            "ConditionalCheckFailed: The conditional request failed",
                            "ConditionalCheckFailed: The conditional request failed");
            assertThat(statements.person("3")).isEqualTo("nothing");
        }

        @Test
        void anItemThatIsThereAlreadyCancelsThem() {
            assertThat(reasons("INSERT INTO people VALUE {'id': '3'}", "INSERT INTO people VALUE {'id': '1'}"))
                    .containsExactly("None", "DuplicateItem: Duplicate primary key exists in table");
        }

        @Test
        void aStatementThatDoesNotFitTheTableCancelsThem() {
            assertThat(reasons("INSERT INTO people VALUE {'id': '3'}", "INSERT INTO people VALUE {'id': 1}"))
                    .containsExactly(
                            "None",
                            "ValidationError: Key attribute's data type should match its data type in table's schema: Key"
                                    + " id");
            assertThat(reasons("UPDATE people SET a = 1 WHERE name = 'Ada'"))
                    .containsExactly(
                            "ValidationError: Where clause does not contain a mandatory equality on all key attributes");
        }

        @Test
        void theItemThatFailedAConditionIsReturnedWhenAskedFor() {
            TransactionCanceledException error = catchThrowableOfType(
                    TransactionCanceledException.class,
                    () -> call(
                            request -> {},
                            ParameterizedStatement.builder()
                                    .statement("UPDATE people SET name = 'X' WHERE id = '1' AND name = 'Y'")
                                    .returnValuesOnConditionCheckFailure("ALL_OLD")
                                    .build()));

            assertThat(Statements.text(error.cancellationReasons().get(0).item()))
                    .isEqualTo("{id: '1', name: 'Ada'}");
        }

        @Test
        void anItemIsWrittenOnce() {
            refuses(
                    "Transaction request cannot include multiple operations on one item",
                    "INSERT INTO people VALUE {'id': '3'}",
                    "UPDATE people SET a = 1 WHERE id = '3'");
        }

        @Test
        void nothingIsReturned() {
            refuses(
                    "Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.",
                    "UPDATE people SET a = 1 WHERE id = '1' RETURNING ALL NEW *");
            refuses(
                    "Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.",
                    "INSERT INTO people VALUE {'id': '9'} RETURNING ALL OLD *");
        }

        @Test
        void theTableHasToExist() {
            ResourceNotFoundException error = catchThrowableOfType(
                    ResourceNotFoundException.class, () -> run("INSERT INTO nobody VALUE {'id': '1'}"));

            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Requested resource not found");
        }

        @Test
        void theyReachOtherRegionsItemByItem() {
            run("INSERT INTO people VALUE {'id': '3'}", "UPDATE people SET name = 'Hopper' WHERE id = '2'");
            assertThat(statements.get(Statements.AWAY, "people", "id", "3")).isEqualTo("nothing");

            statements.simulation().clock().advance(Duration.ofSeconds(1));

            assertThat(statements.get(Statements.AWAY, "people", "id", "3")).isEqualTo("{id: '3'}");
            assertThat(statements.get(Statements.AWAY, "people", "id", "2")).isEqualTo("{id: '2', name: 'Hopper'}");
        }
    }

    @Nested
    class Exists {

        @Test
        void checksAnItemThatIsNotWritten() {
            run(
                    "exists (SELECT * FROM people WHERE id = '1' AND name = 'Ada' AND nick IS MISSING)",
                    "UPDATE people SET name = 'Hopper' WHERE id = '2'");

            assertThat(statements.person("2")).isEqualTo("{id: '2', name: 'Hopper'}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"id = '1' AND name = 'Grace'", "id = '3' AND name IS MISSING"})
        void cancelsTheTransactionWhenThereIsNoSuchItem(String where) {
            assertThat(reasons(
                            "EXISTS(SELECT * FROM people WHERE " + where + ")",
                            "UPDATE people SET name = 'Hopper' WHERE id = '2'"))
                    .containsExactly("ConditionalCheckFailed: The conditional request failed", "None");
        }

        @Test
        void showsTheItemThatFailedWhenAskedFor() {
            ParameterizedStatement exists =
                    statement("EXISTS(SELECT * FROM people WHERE id = '1' AND name = 'Grace')").toBuilder()
                            .returnValuesOnConditionCheckFailure("ALL_OLD")
                            .build();

            TransactionCanceledException error = catchThrowableOfType(
                    TransactionCanceledException.class,
                    () -> call(request -> {}, exists, statement("UPDATE people SET name = 'Hopper' WHERE id = '2'")));
            assertThat(Statements.text(error.cancellationReasons().get(0).item()))
                    .isEqualTo("{id: '1', name: 'Ada'}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"id = '1'", "name = 'Ada'"})
        void needsTheKeyAndACondition(String where) {
            refuses(
                    "Validation failed in TransactStatements[1]: EXISTS() must contain a single item read with additional"
                            + " condition",
                    "UPDATE people SET name = 'Hopper' WHERE id = '2'",
                    "EXISTS(SELECT * FROM people WHERE " + where + ")");
        }

        @Test
        void goesWithWritesOnly() {
            refuses(
                    "ExecuteTransaction API does not support both read and write operations in the same request.",
                    "EXISTS(SELECT * FROM people WHERE id = '1' AND name = 'Ada')",
                    "SELECT * FROM people WHERE id = '2'");
        }
    }

    @Nested
    class Refused {

        @Test
        void readsBesideWrites() {
            refuses(
                    "ExecuteTransaction API does not support both read and write operations in the same request.",
                    "SELECT * FROM people WHERE id = '1'",
                    "INSERT INTO people VALUE {'id': '3'}");
        }

        @Test
        void whatIsNoStatement() {
            refuses("Unsupported operation: VariableReference", "INSERT INTO people VALUE {'id': '3'}", "garbage");
        }

        @Test
        void moreQuestionMarksThanParameters() {
            refuses(
                    "Validation failed in TransactStatements[0]: Number of parameters in request and statement don't match.",
                    "INSERT INTO people VALUE {'id': ?}");
        }

        @Test
        void moreThan100Statements() {
            String[] tooMany = Collections.nCopies(101, "SELECT * FROM people WHERE id = '1'")
                    .toArray(String[]::new);
            DynamoDbException error = catchThrowableOfType(DynamoDbException.class, () -> run(tooMany));

            assertThat(error.awsErrorDetails().errorMessage())
                    .endsWith(
                            "at 'transactStatements' failed to satisfy constraint: Member must have length less than or"
                                    + " equal to 100");
        }
    }

    @Nested
    class ClientRequestToken {

        private final ParameterizedStatement birthday =
                statement("UPDATE people SET age = if_not_exists(age, ?) WHERE id = '1'", 36);

        @Test
        void makesARepeatedTransactionHaveNoMoreEffect() {
            call(request -> request.clientRequestToken("once"), birthday);
            statements.run("UPDATE people SET age = 99 WHERE id = '1'");

            call(request -> request.clientRequestToken("once"), birthday);

            assertThat(statements.person("1")).isEqualTo("{age: 99, id: '1', name: 'Ada'}");
        }

        @Test
        void belongsToOneTransaction() {
            call(request -> request.clientRequestToken("once"), birthday);

            IdempotentParameterMismatchException error = catchThrowableOfType(
                    IdempotentParameterMismatchException.class,
                    () -> call(
                            request -> request.clientRequestToken("once"),
                            statement("UPDATE people SET age = 37 WHERE id = '1'")));

            assertThat(error).isNotNull();
        }
    }

    @Test
    void capacityIsReported() {
        ExecuteTransactionResponse response = call(
                request -> request.returnConsumedCapacity("TOTAL"),
                statement("UPDATE people SET age = 36 WHERE id = '1'"),
                statement("INSERT INTO people VALUE {'id': '3'}"));

        assertThat(response.consumedCapacity())
                .extracting(capacity -> capacity.tableName() + " " + capacity.capacityUnits())
                .containsExactly("people 4.0");
    }

    @Test
    void theHistoryTellsOfOneCall() {
        int before = statements
                .simulation()
                .history()
                .events(HistoryEvent.Operation.class)
                .size();

        run("INSERT INTO people VALUE {'id': '3'}", "DELETE FROM people WHERE id = '1'");

        assertThat(statements.simulation().history().events(HistoryEvent.Operation.class))
                .hasSize(before + 1)
                .last()
                .extracting(HistoryEvent.Operation::operation)
                .isEqualTo("ExecuteTransaction");
    }
}
