package dev.globaltable.expression;

import static dev.globaltable.expression.Samples.assertRefused;
import static dev.globaltable.expression.Samples.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionExpressionTests {

    private static ConditionExpression parse(String text) {
        return ConditionExpression.parse(ExpressionKind.CONDITION, text, attributes(text));
    }

    private static void assertInvalid(String text, String problem) {
        assertRefused(() -> parse(text), "Invalid ConditionExpression: " + problem);
    }

    @Nested
    class Evaluation {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "n = :ten",
                    "a <> :n",
                    "n > :five",
                    "n BETWEEN :five AND :ten",
                    "s IN (:n, :s)",
                    "NOT a = :n",
                    "NOT NOT n = :ten",
                    "a = :n or n = :ten and s = :s",
                    "NOT a = :n AND n = :ten",
                    "(a = :n OR n = :ten) AND s = :s",
                    "(n) = :ten",
                    "ns = :ns",
                    "l[2] = :m",
                    "z = :z",
                    "attribute_exists(m.y.z)",
                    "attribute_not_exists(m.y.q)",
                    "attribute_not_exists(s.a)",
                    "attribute_not_exists(l[9])",
                    "attribute_type(#s, :S)",
                    "begins_with(s, :st)",
                    "begins_with(b, :b)",
                    "contains(s, :st)",
                    "contains(ss, :b) OR contains(bs, :b)",
                    "contains(ns, :n)",
                    "contains(l, :m)",
                    "size(s) = size(l) OR size(l) > size(s)",
                    "size(b) < :five",
                    ":five > size(#m)"
                })
        void holds(String text) {
            assertThat(parse(text).matches(Samples.ITEM)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a = :n",
                    "a < :n",
                    "s < :five",
                    "n = :s",
                    "a = b",
                    "NOT a <> :n",
                    "size(n) = :n",
                    "size(a) < :n",
                    "attribute_exists(#dot)",
                    "contains(n, :n)",
                    "begins_with(n, :st)",
                    "n BETWEEN :five AND s",
                    "a IN (:n, a.b)"
                })
        void doesNotHold(String text) {
            assertThat(parse(text).matches(Samples.ITEM)).isFalse();
        }

        @Test
        void ofAnAbsentItemSeesNoAttributes() {
            assertThat(parse("attribute_not_exists(pk)").matches(null)).isTrue();
            assertThat(parse("pk = :s").matches(null)).isFalse();
        }
    }

    @Nested
    class SyntaxErrors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "a|<EOF>|a",
                    "a =|<EOF>|=",
                    "a = = b|=|= = b",
                    "`  = b`|=|`  = b`",
                    "a != :n|!|a !=",
                    "(a = :n|<EOF>|:n",
                    "a = :n)|)|:n)",
                    "()|)|()",
                    "a = 5|5|= 5",
                    "a = \"x\"|\"|= \"x",
                    "a[01] = :n|1|01]",
                    "a[-1] = :n|-|[-1",
                    "a..b = :n|.|..b",
                    "_a = :n|_|_a",
                    "a IN ()|)|()",
                    "a IN :n|:n|IN :n",
                    "a AND b = :n|AND|a AND b",
                    "(a) AND b = :n|AND|) AND b",
                    "foo(a = :n)|=|a = :n",
                    "and = :n|and|and =",
                    "#m(a)|(|#m(a",
                    "a = :n b = :n|b|:n b =",
                    "((a))|<EOF>|)"
                })
        void showTheTokenAndItsNeighbours(String text, String token, String near) {
            assertInvalid(text, "Syntax error; token: \"" + token + "\", near: \"" + near + "\"");
        }

        @Test
        void anEmptyExpression() {
            assertInvalid("", "The expression can not be empty;");
        }

        @Test
        void whiteSpaceAlone() {
            assertInvalid("  ", "Syntax error; token: \"<EOF>\", near: \"  \"");
        }
    }

    @Nested
    class Mistakes {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "((a = :n))|The expression has redundant parentheses;",
                    "name = :n|Attribute name is a reserved keyword; reserved keyword: name",
                    "a.Status = :n|Attribute name is a reserved keyword; reserved keyword: Status",
                    "#q = :n|An expression attribute name used in the document path is not defined; attribute name: #q",
                    "a = :q|An expression attribute value used in expression is not defined; attribute value: :q",
                    "foo(a)|Invalid function name; function: foo",
                    "ATTRIBUTE_EXISTS(a)|Invalid function name; function: ATTRIBUTE_EXISTS",
                    "size(a)|The function is not allowed to be used this way in an expression; function: size",
                    "attribute_exists(a) = :n|The function is not allowed to be used this way in an expression; function: attribute_exists",
                    "if_not_exists(a, :n) = :n|The function is not allowed in a condition expression; function: if_not_exists",
                    "attribute_exists(a, b)|Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
                    "attribute_exists(:n)|Operator or function requires a document path; operator or function: attribute_exists",
                    "begins_with(a, :n)|Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
                    "a < :l|Incorrect operand type for operator or function; operator or function: <, operand type: L",
                    "size(:n) = :n|Incorrect operand type for operator or function; operator or function: size, operand type: N",
                    "attribute_type(a, :s)|Invalid attribute type name found; type: str, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}",
                    "a.b[0] = a.b[0]|The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b, [0]]",
                    "#s IN (:n, s)|The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [s]",
                    "a BETWEEN :ten AND :n|The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:10.0}, upper bound operand: AttributeValue: {N:1}",
                    "a BETWEEN :n AND :s|The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:str}",
                    "a[2147483648] = :n|List index is not within the allowable range; index: [2147483648]"
                })
        void areNamed(String text, String problem) {
            assertInvalid(text, problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "((a = :n)) AND b = = c|The expression has redundant parentheses;",
                    "#q = :n AND name = :n|Attribute name is a reserved keyword; reserved keyword: name",
                    "foo(name)|Invalid function name; function: foo",
                    "name = foo(a)|Attribute name is a reserved keyword; reserved keyword: name",
                    "attribute_exists(:q, a)|An expression attribute value used in expression is not defined; attribute value: :q",
                    "a BETWEEN a AND :l|Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L"
                })
        void areReportedInTheOrderOfTheService(String text, String problem) {
            assertInvalid(text, problem);
        }
    }

    @Nested
    class Limits {

        @Test
        void fourKilobytesOfText() {
            assertThat(parse("n = :ten" + " ".repeat(4088)).matches(Samples.ITEM))
                    .isTrue();
            assertInvalid(
                    "n = :ten" + " ".repeat(4089),
                    "Expression size has exceeded the maximum allowed size; expression size: 4097");
        }

        @Test
        void threeHundredOperators() {
            String condition = IntStream.range(0, 150).mapToObj(i -> "a=:n").collect(Collectors.joining(" OR "));
            assertThat(parse("NOT " + condition).matches(Samples.ITEM)).isTrue();
            assertInvalid("NOT NOT " + condition, "The expression contains too many operators; operator count: 301");
        }

        @Test
        void aHundredChoices() {
            String choices = ",:n".repeat(99);
            assertThat(parse("n IN (:ten" + choices + ")").matches(Samples.ITEM))
                    .isTrue();
            assertInvalid(
                    "n IN (:ten,:n" + choices + ")",
                    "The IN operator is provided with too many operands; number of operands: 101");
        }

        @Test
        void thirtyTwoPathElements() {
            assertThat(parse("attribute_exists(a" + ".a".repeat(31) + ")").matches(Samples.ITEM))
                    .isFalse();
            assertInvalid(
                    "attribute_exists(a" + "[0]".repeat(32) + ")",
                    "The document path has too many nesting levels; nesting levels: 33");
        }

        @Test
        void parenthesesOfAnyDepthGiveAnErrorOfTheService() {
            assertInvalid("(".repeat(2000) + "a=:n" + ")".repeat(2000), "The expression has redundant parentheses;");
        }
    }

    @Nested
    class KeyRules {

        @Test
        void aFilterOfAQueryMayNotLookAtTheKey() {
            ConditionExpression filter = parse("NOT (a = :n AND b IN (:s, pk))");
            assertRefused(
                    () -> filter.requireNoKeyAttributes(List.of("pk")),
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk");
        }

        @Test
        void noPathLeadsIntoAKey() {
            ConditionExpression condition = parse("pk.a = :n");
            assertRefused(
                    () -> condition.requireScalarKeys(List.of("pk")),
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
        }
    }

    @Test
    void knowsTheAttributesItLooksAt() {
        assertThat(parse("a.b = :n AND size(#s) > size(l[0])").attributes()).containsExactly("a", "l", "s");
    }

    @Test
    void anErrorNamesTheParameter() {
        assertRefused(
                () -> ConditionExpression.parse(ExpressionKind.FILTER, "a", attributes()),
                "Invalid FilterExpression: Syntax error; token: \"<EOF>\", near: \"a\"");
    }

    @Test
    void thereAre573ReservedWords() {
        assertThat(ReservedWords.all()).hasSize(573);
    }
}
