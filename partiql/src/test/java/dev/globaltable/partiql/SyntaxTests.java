package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.globaltable.error.NotSimulatedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class SyntaxTests {

    private static final String MALFORMED = "Statement wasn't well formed, can't be processed: ";

    @RegisterExtension
    final Statements statements = new Statements();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT                                        | Unexpected term
            SELECT *                                      | Expected FROM after SELECT list
            SELECT FROM people                            | Expected data manipulation
            SELECT a, FROM people                         | Expected data manipulation
            SELECT a b c FROM people                      | Expected FROM after SELECT list
            SELECT *, id FROM people                      | Other expressions may not be present in the select list when '*' is used without dot notation.
            SELECT size FROM people                       | Unexpected keyword
            SELECT user FROM people                       | Unexpected keyword
            SELECT date FROM people                       | Expected date string followed by the keyword DATE, found SYMBOL
            SELECT * FROM                                 | Unexpected term
            SELECT * FROM my-table                        | Unexpected keyword
            SELECT * FROM people WHERE                    | Unexpected term
            SELECT * FROM people WHERE id =               | Missing right-hand side expression of infix operator
            SELECT * FROM people WHERE id = 'a' AND       | Missing right-hand side expression of infix operator
            SELECT * FROM people WHERE id == 'a'          | Unexpected operator
            SELECT * FROM people WHERE id = 'a' name = 1  | Unexpected token after expression
            SELECT * FROM people WHERE id = 'a')          | Unexpected token after expression
            SELECT * FROM people WHERE (id = 'a'          | Expected RIGHT_PAREN
            SELECT * FROM people WHERE begins_with(id 'a')| Expected RIGHT_PAREN
            SELECT * FROM people WHERE id IN ()           | Unexpected term
            SELECT * FROM people WHERE id BETWEEN 1 OR 2  | Expected AND keyword
            SELECT * FROM people WHERE id IS WRONG        | Expected type name
            SELECT * FROM people WHERE a.b. = 1           | Invalid path dot component
            SELECT * FROM people WHERE a[1 = 1            | Expected RIGHT_BRACKET
            SELECT * FROM people WHERE a = [1             | Expected RIGHT_BRACKET
            SELECT * FROM people WHERE a = <<1            | Expected RIGHT_DOUBLE_ANGLE_BRACKET
            SELECT * FROM people WHERE a = 'open          | ``
            SELECT * FROM people WHERE a = #1             | ``
            SELECT * FROM people ORDER id                 | Expected BY
            SELECT * FROM people; SELECT * FROM people    | Unexpected token after semicolon. (Only one query is allowed.)
            INSERT people VALUE {'id': '1'}               | Unexpected keyword
            INSERT INTO                                   | Expected identifier for simple path
            INSERT INTO my-table VALUE {'id': '1'}        | Unexpected keyword
            INSERT INTO people VALUES {'id': '1'}         | Expected LEFT_PAREN for row value constructor
            INSERT INTO people (key, a) VALUES (1, 2)     | Unexpected keyword
            INSERT INTO people (a, b) VALUES (1, 2)       | Unexpected token after expression
            INSERT INTO people VALUE {'id'}               | Expected COLON
            INSERT INTO people VALUE {'id': '1'           | Expected RIGHT_CURLY
            INSERT INTO people VALUE {'id': '1',}         | Unexpected term
            UPDATE                                        | Expected identifier for simple path
            UPDATE people                                 | Expected data manipulation
            UPDATE my-table SET a = 1 WHERE id = '1'      | Expected data manipulation
            UPDATE people SET a WHERE id = '1'            | Expected '='
            UPDATE people SET map.new = 1 WHERE id = '1'  | Invalid path dot component
            UPDATE people REMOVE a, b WHERE id = '1'      | Unexpected token after expression
            UPDATE people SET a = 1 WHERE id = '1' RETURNING ALL OLD    | Unexpected term
            DELETE people WHERE id = '1'                  | Expected FROM after DELETE
            hello world                                   | Unexpected token after expression
            ;                                             | Unexpected term
            """)
    void whatIsWrongIsSaid(String statement, String problem) {
        statements.refuses(statement, MALFORMED + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            people                              | Unsupported operation: VariableReference
            5                                   | Unsupported operation: Literal
            {'a': 1}                            | Unsupported operation: Struct
            CREATE TABLE people                 | Unsupported operation: CreateTable
            DROP TABLE people                   | Unsupported operation: DropTable
            id = '1'                            | EXISTS can only be used in ExecuteTransaction write requests.
            EXISTS(SELECT * FROM people WHERE id = '1' AND a = 1) | EXISTS can only be used in ExecuteTransaction write requests.
            SELECT * FROM people WHERE EXISTS(SELECT * FROM people) | Unsupported token in expression: SELECT at 1:35:6
            """)
    void whatIsNoStatementOfDynamoDbIsRefused(String statement, String message) {
        statements.refuses(statement, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM people WHERE id = '1';",
                "SELECT * -- all of it\nFROM people /* these\nones */ WHERE id = '1'",
                "  select\t*\r\nfrom \"people\" where \"id\" = '1'",
                "SELECT * FROM people WHERE id = '1' AND @name = 'Ada'",
                "SELECT \"size\", \"user\", \"date\" FROM people WHERE id = '1'",
                "SELECT $1, _2 FROM people WHERE id = '1'",
            })
    void layoutCommentsAndQuotationMarksAreFree(String statement) {
        assertThat(statements.run(statement)).isEmpty();
    }

    @Test
    void ofSeveralThingsThatAreNotSupportedTheFirstIsTold() {
        statements.refuses(
                "SELECT DISTINCT id AS name FROM people LIMIT 1", "Unsupported token in expression: DISTINCT");
    }

    @Test
    void aPlaceIsToldByLineAndColumn() {
        statements.refuses(
                "SELECT *\n  FROM people\n WHERE /* a\ncomment */ city IS INT",
                "Unsupported data type for IS operator: INTEGER. Supported data types are [MISSING, NULL, BOOLEAN, BLOB,"
                        + " STRING, NUMERIC, STRUCT, TUPLE, LIST] at 4:17:2");
    }

    /** Unlike the other quotation marks, these cannot be doubled. */
    @Test
    void twoIonLiteralsAreNotOne() {
        statements.refuses("SELECT * FROM people WHERE id = `i``j`", MALFORMED + "Unexpected token after expression");
        statements.refuses(
                "SELECT * FROM people WHERE id = `i`",
                "Ion Literals are not supported: SYMBOL under key root at 1:33:3");
    }

    @Test
    void whatIsReturnedHasToBeSaid() {
        statements.refuses(
                "UPDATE people SET a = 1 WHERE id = '1' RETURNING",
                MALFORMED + "Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
    }

    @Test
    void aStatementHasAtMost8192Characters() {
        String statement = "SELECT * FROM people WHERE id = 'a'";

        assertThat(statements.run(statement + " ".repeat(8192 - statement.length())))
                .isEmpty();
        String longer = statement + " ".repeat(8193 - statement.length());
        statements.refuses(
                longer,
                "1 validation error detected: Value '" + longer
                        + "' at 'statement' failed to satisfy constraint: Member must"
                        + " have length less than or equal to 8192");
    }

    @Nested
    class NothingMakesItFall {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "(", "[", "{'a':", "<<", "NOT ", "- ", "+", "size(", "a.", "a[", "1+", "a=", "@", "'", "EXISTS("
                })
        void deepNesting(String opening) {
            String deep = opening.repeat(8000 / opening.length());
            for (String prefix : List.of(
                    "",
                    "SELECT * FROM people WHERE ",
                    "UPDATE people SET a = ",
                    "INSERT INTO people VALUE ",
                    "SELECT ")) {
                requireAnswer(prefix + deep);
            }
        }

        @Test
        void longChains() {
            requireAnswer("SELECT * FROM people WHERE id = '1'" + " AND a = 1".repeat(700));
            requireAnswer("SELECT * FROM people WHERE id = '1'" + " OR a = 1".repeat(700));
            requireAnswer("UPDATE people SET a = 1" + " + 1".repeat(2000) + " WHERE id = '1'");
            requireAnswer("SELECT * FROM people WHERE id IN (1" + ", 1".repeat(2000) + ")");
            requireAnswer("SELECT a" + ".a".repeat(4000) + " FROM people");
        }

        @RepeatedTest(20)
        void randomTokens(RepetitionInfo repetition) {
            Random random = new Random(repetition.getCurrentRepetition());
            List<String> tokens = List.of(
                    "SELECT",
                    "INSERT",
                    "INTO",
                    "VALUE",
                    "UPDATE",
                    "SET",
                    "REMOVE",
                    "DELETE",
                    "FROM",
                    "WHERE",
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "IS",
                    "MISSING",
                    "NULL",
                    "BETWEEN",
                    "LIKE",
                    "ORDER",
                    "BY",
                    "DESC",
                    "RETURNING",
                    "ALL",
                    "OLD",
                    "MODIFIED",
                    "NEW",
                    "EXISTS",
                    "people",
                    "orders",
                    "id",
                    "\"customer\"",
                    "number",
                    "a",
                    "size",
                    "contains",
                    "begins_with",
                    "list_append",
                    "set_add",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    "<<",
                    ">>",
                    ",",
                    ".",
                    ":",
                    ";",
                    "=",
                    "<>",
                    "<",
                    ">=",
                    "+",
                    "-",
                    "*",
                    "?",
                    "@",
                    "'x'",
                    "''",
                    "1",
                    "1.5e3",
                    "-0",
                    "99999999999999999999",
                    "`i`",
                    "TRUE",
                    "--",
                    "/*",
                    "*/",
                    "!",
                    "#",
                    "\\",
                    "\u00e9",
                    "\ud83d\ude00");
            for (int count = 0; count < 200; count++) {
                List<String> words = new ArrayList<>();
                if (random.nextBoolean()) {
                    words.add(List.of(
                                    "SELECT * FROM people WHERE",
                                    "UPDATE people SET a =",
                                    "INSERT INTO people VALUE {'id':",
                                    "DELETE FROM people WHERE id = 'x' AND",
                                    "SELECT")
                            .get(random.nextInt(5)));
                }
                int length = random.nextInt(25);
                for (int at = 0; at < length; at++) {
                    words.add(tokens.get(random.nextInt(tokens.size())));
                }
                requireAnswer(String.join(random.nextInt(4) == 0 ? "" : " ", words));
            }
        }

        /** Any answer that DynamoDB could give; a statement that is empty is not one. */
        private void requireAnswer(String statement) {
            Throwable thrown = catchThrowable(() -> statements.run(statement));
            if (thrown != null && !(thrown instanceof NotSimulatedException)) {
                assertThat(thrown).as(statement).isInstanceOf(DynamoDbException.class);
            }
        }
    }

    /** As DynamoDB does with every request, whose expressions need no table. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM nobody WHERE id = '1' AND age < []",
                "SELECT * FROM nobody.byAge WHERE age < []",
                "SELECT * FROM people.\"nothing\" WHERE id = '1' AND age < []",
                "DELETE FROM nobody WHERE id = '1' AND age < []",
                "UPDATE nobody SET name = 'Grace' WHERE id = '1' AND age < []"
            })
    void whatIsWrongWithAConditionIsToldBeforeATableOrIndexIsMissed(String statement) {
        statements.refuses(
                statement, "Incorrect operand type for operator or function; operator or function: <, operand type: L");
    }

    @Test
    void whatIsWrongWithAnUpdateOrColumnsIsToldBeforeATableIsMissed() {
        statements.refuses(
                "UPDATE nobody SET age = age + [] WHERE id = '1'",
                "Incorrect operand type for operator or function; operator or function: +, operand type: L");
        statements.refuses(
                "SELECT name.\"first\", name FROM nobody WHERE id = '1'",
                "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [name],"
                        + " path two: [name, first]");
    }
}
