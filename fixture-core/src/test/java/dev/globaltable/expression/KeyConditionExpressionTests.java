package dev.globaltable.expression;

import static dev.globaltable.expression.Samples.assertRefused;
import static dev.globaltable.expression.Samples.attributes;
import static dev.globaltable.expression.Samples.n;
import static dev.globaltable.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.expression.SortKeyCondition.Operator;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.KeyAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConditionExpressionTests {

    private static final KeyAttribute PARTITION = new KeyAttribute("pk", AttributeType.S);
    private static final KeyAttribute SORT = new KeyAttribute("sk", AttributeType.N);

    private static KeyCondition resolve(String text) {
        return KeyConditionExpression.parse(text, attributes(text)).resolve(PARTITION, SORT);
    }

    @Test
    void thePartitionAlone() {
        assertThat(resolve("(:s = pk)")).isEqualTo(new KeyCondition(s("str"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pk = :s AND sk = :five|EQUAL|5",
                "sk < :five AND pk = :s|LESS|4.9",
                "pk = :s AND (:five < sk)|GREATER|5.1",
                "pk = :s AND :five >= sk|LESS_OR_EQUAL|5",
                "(pk = :s AND sk >= :five)|GREATER_OR_EQUAL|5",
                "pk = :s AND sk BETWEEN :five AND :ten|BETWEEN|10"
            })
    void aRangeOfSortKeys(String text, Operator operator, String inside) {
        SortKeyCondition sort = resolve(text).sort();
        assertThat(sort.operator()).isEqualTo(operator);
        assertThat(sort.matches(n(inside))).isTrue();
    }

    @Test
    void aBetweenRangeEndsAtItsBounds() {
        SortKeyCondition sort = resolve("pk = :s AND sk BETWEEN :five AND :ten").sort();
        assertThat(sort.matches(n("4.99"))).isFalse();
        assertThat(sort.matches(n("10.01"))).isFalse();
    }

    @Test
    void aPrefixOfTheSortKey() {
        String text = "pk = :s AND begins_with(sk, :st)";
        KeyCondition condition = KeyConditionExpression.parse(text, attributes(text))
                .resolve(PARTITION, new KeyAttribute("sk", AttributeType.S));
        assertThat(condition.sort()).isEqualTo(new SortKeyCondition("sk", Operator.BEGINS_WITH, List.of(s("st"))));
        assertThat(condition.sort().matches(s("start"))).isTrue();
        assertThat(condition.sort().matches(s("art"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo = :s|Query condition missed key schema element: pk",
                "pk = :s AND foo = :n|Query condition missed key schema element: sk",
                "pk < :s|Query key condition not supported",
                "begins_with(pk, :s) AND sk = :n|Query key condition not supported",
                "pk = :s OR sk = :n|Invalid operator used in KeyConditionExpression: OR",
                "NOT pk = :s|Invalid operator used in KeyConditionExpression: NOT",
                "pk <> :s|Invalid operator used in KeyConditionExpression: <>",
                "pk IN (:s)|Invalid operator used in KeyConditionExpression: IN",
                "pk = :s AND contains(sk, :s)|Invalid operator used in KeyConditionExpression: contains",
                "attribute_exists(pk)|Invalid operator used in KeyConditionExpression: attribute_exists",
                "pk = :s AND sk > :n AND sk < :ten|KeyConditionExpressions must only contain one condition per key",
                "pk = :s AND foo = :n AND sk = :n|Conditions can be of length 1 or 2 only",
                "size(pk) = :n|KeyConditionExpressions cannot contain nested operations",
                "pk = sk|Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
                "foo.bar = :s|KeyConditionExpressions cannot have conditions on nested attributes",
                "pk.a = :s|Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
                ":s = :s|Invalid condition in KeyConditionExpression: No key attribute specified",
                "pk = :s AND :n BETWEEN sk AND :ten|Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand",
                "pk = :n|One or more parameter values were invalid: Condition parameter type does not match schema type",
                "pk = :s AND sk = :s|One or more parameter values were invalid: Condition parameter type does not match schema type",
                "pk = :q|Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :q"
            })
    void namesMistakes(String text, String message) {
        assertRefused(() -> resolve(text), message);
    }

    @Test
    void aTableWithoutSortKeyTakesOneCondition() {
        String text = "pk = :s AND sk = :n";
        KeyConditionExpression expression = KeyConditionExpression.parse(text, attributes(text));
        assertRefused(() -> expression.resolve(PARTITION, null), "Query key condition not supported");
    }
}
