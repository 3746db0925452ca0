package dev.globaltable.expression;

import static dev.globaltable.expression.Samples.assertRefused;
import static dev.globaltable.expression.Samples.attributes;
import static dev.globaltable.expression.Samples.l;
import static dev.globaltable.expression.Samples.m;
import static dev.globaltable.expression.Samples.n;
import static dev.globaltable.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UpdateExpressionTests {

    private static UpdateExpression parse(String text) {
        return UpdateExpression.parse(text, attributes(text));
    }

    private static UpdateResult apply(String text) {
        return parse(text).apply(Samples.ITEM);
    }

    private static Map<String, AttributeValue> updated(String text) {
        return apply(text).item();
    }

    @Nested
    class Set {

        @Test
        void readsTheItemAsItWas() {
            assertThat(updated("SET n = s, s = n")).containsEntry("n", s("str")).containsEntry("s", n("10"));
        }

        @Test
        void addsAndSubtracts() {
            assertThat(updated("SET a = n + :n, c = :n - n, d = (n) + (:ten)"))
                    .containsEntry("a", n("11"))
                    .containsEntry("c", n("-9"))
                    .containsEntry("d", n("20"));
        }

        @Test
        void takesTheOldValueWhereThereIsOne() {
            assertThat(updated("SET n = if_not_exists(n, :n) + :n, a = if_not_exists(a, :n) + :n"))
                    .containsEntry("n", n("11"))
                    .containsEntry("a", n("2"));
        }

        @Test
        void appendsLists() {
            assertThat(updated("SET a = list_append(:l, if_not_exists(c, :l))")).containsEntry("a", l(n("7"), n("7")));
        }

        @Test
        void reachesIntoDocuments() {
            assertThat(updated("SET m.y.w = :n, l[3][0] = :s").get("m"))
                    .isEqualTo(m("x", n("1"), "y", m("z", s("deep"), "w", n("1"))));
        }

        @Test
        void pastTheEndOfAListAppendsInOrder() {
            assertThat(updated("SET l[9] = :s, l[7] = :n, l[0] = :five")
                            .get("l")
                            .l())
                    .startsWith(n("5"))
                    .endsWith(n("1"), s("str"))
                    .hasSize(6);
        }
    }

    @Nested
    class Remove {

        @Test
        void meansTheIndexesOfTheOldList() {
            assertThat(updated("REMOVE l[0], l[1] SET l[2] = :n").get("l").l())
                    .containsExactly(n("1"), l(n("5"), n("6")));
        }

        @Test
        void ofWhatIsNotThereDoesNothing() {
            assertThat(updated("REMOVE a, m.q, l[9]")).isEqualTo(Samples.ITEM);
        }
    }

    @Nested
    class Add {

        @Test
        void toNumbersAndSets() {
            assertThat(updated("ADD n :n, m.x :n, a :ten, ss :all, ns :ns"))
                    .containsEntry("n", n("11"))
                    .containsEntry("a", n("10"))
                    .containsEntry("ss", AttributeValue.fromSs(List.of("a", "b")))
                    .containsEntry("ns", AttributeValue.fromNs(List.of("1", "2")));
        }
    }

    @Nested
    class Delete {

        @Test
        void takesElementsOutOfASet() {
            assertThat(updated("DELETE ss :ss")).containsEntry("ss", AttributeValue.fromSs(List.of("b")));
        }

        @Test
        void takesAnEmptySetAwayAltogether() {
            assertThat(updated("DELETE ss :all, a :ss")).doesNotContainKeys("ss", "a");
        }
    }

    @Nested
    class Failure {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET a.b = :n",
                    "SET m.q.r = :n",
                    "SET s[0] = :n",
                    "SET m[0] = :n",
                    "SET l.a = :n",
                    "REMOVE a.b",
                    "REMOVE s[0]",
                    "ADD m.q.r :n",
                    "DELETE l[9].a :ss"
                })
        void ofAPathThatLeadsNowhere(String text) {
            UpdateExpression update = parse(text);
            assertRefused(
                    () -> update.apply(Samples.ITEM),
                    "The document path provided in the update expression is invalid for update");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET a = q",
                    "SET a = m.q",
                    "SET a = n + q",
                    "SET n = if_not_exists(n, q)",
                    "SET a = s + if_not_exists(n, q)",
                    "SET a = list_append(q, :l)"
                })
        void ofAnOperandThatDoesNotExist(String text) {
            UpdateExpression update = parse(text);
            assertRefused(
                    () -> update.apply(Samples.ITEM),
                    "The provided expression refers to an attribute that does not exist in the item");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET a = s + :n",
                    "SET a = s + q",
                    "SET a = list_append(n, :l)",
                    "ADD s :n",
                    "ADD ss :ns",
                    "DELETE s :ss",
                    "DELETE ns :ss"
                })
        void ofAnOperandOfTheWrongType(String text) {
            UpdateExpression update = parse(text);
            assertRefused(
                    () -> update.apply(Samples.ITEM), "An operand in the update expression has an incorrect data type");
        }
    }

    @Nested
    class Mistakes {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "SET|Syntax error; token: \"<EOF>\", near: \"SET\"",
                    "SET a = :n + :n + :n|Syntax error; token: \"+\", near: \":n + :n\"",
                    "SET a = (n + :n) + :n|Syntax error; token: \"+\", near: \") + :n\"",
                    "SET a = :n, REMOVE b|Syntax error; token: \"REMOVE\", near: \", REMOVE b\"",
                    "ADD a n|Syntax error; token: \"n\", near: \"a n\"",
                    "a = :n|Syntax error; token: \"a\", near: \"a =\"",
                    "SET a = ((:n))|The expression has redundant parentheses;",
                    "SET a = :n SET b = :n|The \"SET\" section can only be used once in an update expression;",
                    "SET a = :n SET name = :n|Attribute name is a reserved keyword; reserved keyword: name",
                    "SET a = :n SET b = :n REMOVE name|The \"SET\" section can only be used once in an update expression;",
                    "SET m.x = :n REMOVE m|Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m]",
                    "SET m.x = :n, m[0] = :n|Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]",
                    "SET a = :q, a = :n|Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
                    "SET a = n + :s|Incorrect operand type for operator or function; operator or function: +, operand type: S",
                    "SET a = list_append(:s, :l)|Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
                    "SET a = list_append(l, :l) + :n|The function is not allowed to be used this way in an expression; function: list_append",
                    "SET a = size(s)|The function is not allowed in an update expression; function: size",
                    "SET a = if_not_exists(:n, :n)|Operator or function requires a document path; operator or function: if_not_exists",
                    "SET a = if_not_exists(b, b)|The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [b]",
                    "ADD a :l|Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND",
                    "DELETE n :n|Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND"
                })
        void areNamed(String text, String problem) {
            assertRefused(() -> parse(text), "Invalid UpdateExpression: " + problem);
        }
    }

    @Nested
    class TouchedPaths {

        @Test
        void giveThePartsThatChanged() {
            UpdateResult result = apply("SET m.x = :five, a = :n REMOVE s DELETE ss :all");
            assertThat(result.updatedOld())
                    .hasToString("{m=AttributeValue(M={x=AttributeValue(N=1)}), s=AttributeValue(S=str), "
                            + "ss=AttributeValue(SS=[a, b])}");
            assertThat(result.updatedNew())
                    .hasToString("{a=AttributeValue(N=1), m=AttributeValue(M={x=AttributeValue(N=5)})}");
        }

        @Test
        void nameTheAttributesThatAreModified() {
            assertThat(parse("SET m.x = s REMOVE l[0] ADD n :n").modifiedAttributes())
                    .containsExactly("l", "m", "n");
        }
    }
}
