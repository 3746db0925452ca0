package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.error.NotSimulatedException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Statements that nobody means: whatever they are, the answer is DynamoDB's, it comes soon, and the stack stays whole. */
@Timeout(30)
class HostileStatementTests {

    private static final List<String> STATEMENTS = List.of(
            "SELECT id , n FROM people WHERE id = '1' AND n > 0 OR NOT contains ( l , 1 )",
            "SELECT * FROM \"orders\" WHERE customer = 'a' AND number BETWEEN 1 AND 9 ORDER BY number DESC",
            "INSERT INTO people VALUE { 'id' : '2' , 'l' : [ 1 , << 'a' , 'b' >> ] , 'm' : { 'x' : NULL } }",
            "UPDATE people SET n = n + 1 SET m . x = list_append ( l , [ ? ] ) REMOVE l [ 0 ] WHERE id = '1' RETURNING ALL NEW *",
            "DELETE FROM people WHERE id IN [ '1' ] AND attribute_type ( n , 'N' ) AND s IS NOT MISSING");

    private static final List<String> TOKENS = Stream.concat(
                    STATEMENTS.stream().flatMap(statement -> Stream.of(statement.split(" "))),
                    Stream.of(
                            "'",
                            "\"",
                            "`",
                            "``",
                            "--",
                            "/*",
                            "*/",
                            "1e99999",
                            "-",
                            "9".repeat(60),
                            "\0",
                            "\ud800",
                            "é",
                            "@"))
            .toList();

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void putAnItem() {
        statements.put("people", "id", "1", "n", 1);
    }

    private void send(String statement) {
        try {
            statements.run(statement);
        } catch (AwsServiceException refused) {
            assertThat(refused.statusCode()).as(statement).isEqualTo(400);
        } catch (NotSimulatedException notSimulated) {
            assertThat(notSimulated).hasMessageContaining("does not simulate");
        }
    }

    @Test
    void statementsWithTokensThatChangedPlacesAreAnswered() {
        Random random = new Random(11);
        for (int round = 0; round < 600; round++) {
            String[] tokens = STATEMENTS.get(round % STATEMENTS.size()).split(" ");
            for (int change = random.nextInt(4); change >= 0; change--) {
                tokens[random.nextInt(tokens.length)] = TOKENS.get(random.nextInt(TOKENS.size()));
            }
            send(String.join(" ", tokens));
        }
    }

    @Test
    void soupsOfTokensAreAnswered() {
        Random random = new Random(12);
        for (int round = 0; round < 600; round++) {
            send(random.ints(1 + random.nextInt(12), 0, TOKENS.size())
                    .mapToObj(TOKENS::get)
                    .collect(Collectors.joining(random.nextBoolean() ? " " : "")));
        }
    }

    static Stream<String> bombs() {
        String where = "SELECT * FROM people WHERE ";
        String insert = "INSERT INTO people VALUE {'id': '3', 'a': ";
        return Stream.of(
                where + "(".repeat(8000),
                where + "NOT ".repeat(2000) + "n = 1",
                where + "-".repeat(8000) + "1",
                where + "+ -".repeat(2600) + "1",
                where + "n = 1 AND ".repeat(750) + "n = 1",
                where + "n = 1 OR (".repeat(700),
                where + "size(".repeat(1500),
                where + "n" + ".n".repeat(4000) + " = 1",
                where + "n" + "[0]".repeat(2600) + " = 1",
                where + "n IN [" + "1,".repeat(4000) + "1]",
                where + "n = " + "9".repeat(8000),
                where + "n = 1e" + "9".repeat(8000),
                where + "n = '" + "''".repeat(4000) + "'",
                where + "n = 1 + " + "1 + ".repeat(1900) + "1",
                insert + "[".repeat(8000),
                insert + "{'a':".repeat(1600),
                insert + "<<".repeat(4000),
                insert + "[".repeat(100) + "1" + "]".repeat(100) + "}",
                "/*".repeat(4000),
                "--".repeat(4000),
                "SELECT " + "n, ".repeat(2600) + "n FROM people",
                "UPDATE people " + "SET n = 1 ".repeat(700) + "WHERE id = '1'",
                "`".repeat(8001));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bombs")
    void bombsAreAnswered(String bomb) {
        send(bomb);
    }
}
