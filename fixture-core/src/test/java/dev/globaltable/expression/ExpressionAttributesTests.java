package dev.globaltable.expression;

import static dev.globaltable.expression.Samples.assertRefused;
import static dev.globaltable.expression.Samples.n;
import static dev.globaltable.expression.Samples.s;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionAttributesTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "#", "#a-b", "##", "#é"})
    void aNamePlaceholderIsAHashAndAWord(String placeholder) {
        assertRefused(
                () -> ExpressionAttributes.of(Map.of(placeholder, "b"), null),
                "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + placeholder + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", ":", ":a-b", "#a"})
    void aValuePlaceholderIsAColonAndAWord(String placeholder) {
        assertRefused(
                () -> ExpressionAttributes.of(null, Map.of(placeholder, n("1"))),
                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + placeholder + "\"");
    }

    @Test
    void anEmptyMapDiffersFromNone() {
        assertRefused(() -> ExpressionAttributes.of(Map.of(), Map.of()), "ExpressionAttributeNames must not be empty");
        assertRefused(() -> ExpressionAttributes.of(null, Map.of()), "ExpressionAttributeValues must not be empty");
    }

    @Test
    void aWrongValueIsNamedByItsPlaceholder() {
        assertRefused(
                () -> ExpressionAttributes.of(null, Map.of(":v", n("abc"))),
                "ExpressionAttributeValues contains invalid value: "
                        + "The parameter cannot be converted to a numeric value: abc for key :v");
    }

    @Test
    void placeholdersAreCheckedBeforeValues() {
        assertRefused(
                () -> ExpressionAttributes.of(
                        null, Map.of(":v", AttributeValue.builder().build(), "x", n("1"))),
                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"x\"");
    }

    @Test
    void placeholdersHaveAtMost255Bytes() {
        String name = "#" + "x".repeat(255);
        assertRefused(
                () -> ExpressionAttributes.of(Map.of(name, "a"), null),
                "ExpressionAttributeNames contains invalid key: "
                        + "The expression attribute map contains a key that is too long; size of key: 256");
    }

    @Test
    void allValuesTogetherHaveAtMostTwoMegabytes() {
        AttributeValue large = s("x".repeat(1024 * 1024 + 1));
        assertRefused(
                () -> ExpressionAttributes.of(null, Map.of(":a", large, ":b", large)),
                "ExpressionAttributeValues exceeds max size");
    }

    @Test
    void allMustBeUsed() {
        ExpressionAttributes attributes =
                ExpressionAttributes.of(Map.of("#b", "b", "#a", "a", "#c", "c"), Map.of(":v", n("1")));
        ConditionExpression.parse(ExpressionKind.CONDITION, "attribute_exists(#c)", attributes);
        assertRefused(
                attributes::requireAllUsed,
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
    }
}
