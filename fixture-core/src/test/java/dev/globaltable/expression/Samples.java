package dev.globaltable.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.item.Items;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** One item and one set of placeholders that all tests of expressions use. */
final class Samples {

    static final Map<String, AttributeValue> ITEM = Items.canonical(Map.ofEntries(
            Map.entry("pk", s("k")),
            Map.entry("s", s("str")),
            Map.entry("n", n("10")),
            Map.entry("b", b("ab")),
            Map.entry("ss", AttributeValue.fromSs(List.of("a", "b"))),
            Map.entry("ns", AttributeValue.fromNs(List.of("1", "2"))),
            Map.entry("bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a")))),
            Map.entry("l", l(n("1"), s("two"), m("x", n("9"), "y", n("8")), l(n("5"), n("6")))),
            Map.entry("m", m("x", n("1"), "y", m("z", s("deep"), "w", n("2")))),
            Map.entry("t", AttributeValue.fromBool(true)),
            Map.entry("z", AttributeValue.fromNul(true))));

    private static final Map<String, AttributeValue> VALUES = Map.ofEntries(
            Map.entry(":n", n("1")),
            Map.entry(":five", n("5")),
            Map.entry(":ten", n("10.0")),
            Map.entry(":s", s("str")),
            Map.entry(":st", s("st")),
            Map.entry(":b", b("a")),
            Map.entry(":ss", AttributeValue.fromSs(List.of("a"))),
            Map.entry(":all", AttributeValue.fromSs(List.of("b", "a"))),
            Map.entry(":ns", AttributeValue.fromNs(List.of("2.0", "1"))),
            Map.entry(":l", l(n("7"))),
            Map.entry(":m", m("y", n("8"), "x", n("9"))),
            Map.entry(":t", AttributeValue.fromBool(true)),
            Map.entry(":z", AttributeValue.fromNul(true)),
            Map.entry(":S", s("S")));

    private static final Map<String, String> NAMES = Map.of("#s", "s", "#m", "m", "#name", "name", "#dot", "m.x");

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private Samples() {}

    /** Those names and values the expressions mention. */
    static ExpressionAttributes attributes(String... expressions) {
        String text = String.join(" ", expressions);
        Predicate<String> used = key -> PLACEHOLDER
                .matcher(text)
                .results()
                .anyMatch(match -> match.group().equals(key));
        return ExpressionAttributes.of(chosen(NAMES, used), chosen(VALUES, used));
    }

    private static <T> @Nullable Map<String, T> chosen(Map<String, T> all, Predicate<String> used) {
        Map<String, T> chosen = new TreeMap<>(all);
        chosen.keySet().removeIf(used.negate());
        return chosen.isEmpty() ? null : chosen;
    }

    static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DynamoDbException.class, e -> {
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.statusCode()).isEqualTo(400);
        });
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    static AttributeValue b(String text) {
        return AttributeValue.fromB(SdkBytes.fromUtf8String(text));
    }

    static AttributeValue l(AttributeValue... elements) {
        return AttributeValue.fromL(List.of(elements));
    }

    static AttributeValue m(String name, AttributeValue value) {
        return AttributeValue.fromM(Map.of(name, value));
    }

    static AttributeValue m(String name, AttributeValue value, String other, AttributeValue otherValue) {
        return AttributeValue.fromM(Map.of(name, value, other, otherValue));
    }
}
