package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.AttachedPolicy;
import dev.globaltable.PolicyStatement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** Which permissions statements need: their own actions, not those of the operations that they stand for. */
class StatementAccessTests {

    private static final String PEOPLE = "arn:aws:dynamodb:us-east-1:123456789012:table/people";

    @RegisterExtension
    final Statements statements = new Statements();

    private AccessPrincipal caller;
    private DynamoDbClient client;

    @BeforeEach
    void people() {
        statements.put("people", "id", "1", "name", "Ada");
        statements.put("people", "id", "2", "name", "Grace");
        caller = statements.simulation().access().user("caller");
        client = caller.client(Statements.HOME);
    }

    /** What is said to be denied, {@code null} when the statement is not refused for want of permission. */
    private @Nullable String denied(String statement) {
        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class, () -> client.executeStatement(execute -> execute.statement(statement)));
        if (error == null || !error.awsErrorDetails().errorCode().equals("AccessDeniedException")) {
            return null;
        }
        String message = error.awsErrorDetails().errorMessage();
        return message.substring(message.indexOf("dynamodb:"), message.indexOf(" with an explicit deny"))
                .replace(" on resource:", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT * FROM people | dynamodb:PartiQLSelect",
                "INSERT INTO people VALUE {'id': '3'} | dynamodb:PartiQLInsert",
                "UPDATE people SET name = 'Eve' WHERE id = '1' | dynamodb:PartiQLUpdate",
                "DELETE FROM people WHERE id = '1' | dynamodb:PartiQLDelete"
            })
    void eachKindHasAnActionOfItsOwn(String statement, String action) {
        caller.attach(PolicyStatement.deny("dynamodb:PartiQL*"));

        assertThat(denied(statement)).isEqualTo(action + " " + PEOPLE);
    }

    @Test
    void thatATableIsMissingIsToldToThePermittedAlone() {
        caller.attach(PolicyStatement.deny("*"));

        assertThat(denied("SELECT * FROM absent"))
                .isEqualTo("dynamodb:PartiQLSelect " + PEOPLE.replace("people", "absent"));
        assertThat(denied("SELEC * FROM people")).as("no statement").isNull();
    }

    @Test
    void theActionsOfOtherOperationsSayNothing() {
        caller.attach(PolicyStatement.allow("dynamodb:PartiQL*"));

        assertThat(denied("SELECT * FROM people")).isNull();
        assertThat(denied("UPDATE people SET name = 'Eve' WHERE id = '1'")).isNull();
    }

    private @Nullable String deniedUnder(PolicyStatement statement, String sql) {
        try (AttachedPolicy policy = caller.attach(PolicyStatement.allow("*"), statement)) {
            assertThat(policy).isNotNull();
            return denied(sql);
        }
    }

    @Test
    void theyFillTheConditionKeys() {
        PolicyStatement deny = PolicyStatement.deny("dynamodb:*");

        PolicyStatement scans = deny.when("Bool", "dynamodb:FullTableScan", "true");
        assertThat(deniedUnder(scans, "SELECT * FROM people")).isNotNull();
        assertThat(deniedUnder(scans, "SELECT * FROM people WHERE id = '1'")).isNull();

        PolicyStatement ofTwo = deny.leadingKeys("2");
        assertThat(deniedUnder(ofTwo, "SELECT * FROM people WHERE id IN ['1', '2']"))
                .isNotNull();
        assertThat(deniedUnder(ofTwo, "SELECT * FROM people WHERE id = '1'")).isNull();
        assertThat(deniedUnder(ofTwo, "INSERT INTO people VALUE {'id': '2'}")).isNotNull();
        assertThat(deniedUnder(ofTwo, "DELETE FROM people WHERE id = '2'")).isNotNull();

        PolicyStatement secret = deny.attributes("secret");
        assertThat(deniedUnder(secret, "SELECT secret.code FROM people")).isNotNull();
        assertThat(deniedUnder(secret, "SELECT name FROM people WHERE contains(secret, 'x')"))
                .isNotNull();
        assertThat(deniedUnder(secret, "UPDATE people SET name = secret WHERE id = '1'"))
                .isNotNull();
        assertThat(deniedUnder(secret, "SELECT name FROM people")).isNull();

        PolicyStatement all = deny.when("StringEquals", "dynamodb:Select", "ALL_ATTRIBUTES");
        assertThat(deniedUnder(all, "SELECT * FROM people")).isNotNull();
        assertThat(deniedUnder(all, "SELECT name FROM people")).isNull();

        PolicyStatement old = deny.when("StringEquals", "dynamodb:ReturnValues", "ALL_OLD");
        assertThat(deniedUnder(old, "DELETE FROM people WHERE id = '1' RETURNING ALL OLD *"))
                .isNotNull();
    }

    @Test
    void aBatchReportsTheDeniedAndExecutesTheOthers() {
        caller.attach(
                PolicyStatement.allow("*"),
                PolicyStatement.deny("dynamodb:PartiQLUpdate").leadingKeys("1"));

        List<BatchStatementResponse> responses = client.batchExecuteStatement(batch -> batch.statements(
                        update("UPDATE people SET name = 'Eve' WHERE id = '1'"),
                        update("UPDATE people SET name = 'Eve' WHERE id = '2'")))
                .responses();

        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).error().code()).isEqualTo(BatchStatementErrorCodeEnum.ACCESS_DENIED);
        assertThat(responses.get(0).error().message())
                .isEqualTo("User: arn:aws:iam::123456789012:user/caller is not authorized to perform:"
                        + " dynamodb:PartiQLUpdate on resource: " + PEOPLE
                        + " with an explicit deny in an identity-based policy");
        assertThat(responses.get(1).error()).isNull();
        assertThat(name("1")).isEqualTo(Map.of("name", AttributeValue.fromS("Ada")));
        assertThat(name("2")).isEqualTo(Map.of("name", AttributeValue.fromS("Eve")));
    }

    private static BatchStatementRequest update(String statement) {
        return BatchStatementRequest.builder().statement(statement).build();
    }

    private Map<String, AttributeValue> name(String id) {
        return statements
                .simulation()
                .client(Statements.HOME)
                .executeStatement(execute -> execute.statement("SELECT name FROM people WHERE id = '" + id + "'"))
                .items()
                .get(0);
    }

    @Test
    void aTransactionIsRefusedAsAWhole() {
        caller.attach(PolicyStatement.allow("*"), PolicyStatement.deny("dynamodb:PartiQLDelete"));

        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class,
                () -> client.executeTransaction(transaction -> transaction.transactStatements(
                        part("UPDATE people SET name = 'Eve' WHERE id = '1'"),
                        part("DELETE FROM people WHERE id = '2'"))));

        assertThat(error).isExactlyInstanceOf(DynamoDbException.class);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(name("1")).isEqualTo(Map.of("name", AttributeValue.fromS("Ada")));
    }

    private static ParameterizedStatement part(String statement) {
        return ParameterizedStatement.builder().statement(statement).build();
    }
}
