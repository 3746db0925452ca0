package dev.globaltable.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemTextTests {

    static Stream<Arguments> values() {
        SdkBytes bytes = SdkBytes.fromUtf8String("Hi");
        return Stream.of(
                Arguments.of(AttributeValue.fromS("say \"\\\"\n"), "\"say \\\"\\\\\\\"\\u000a\""),
                Arguments.of(AttributeValue.fromN("1.5"), "1.5"),
                Arguments.of(AttributeValue.fromB(bytes), "b\"SGk=\""),
                Arguments.of(AttributeValue.fromBool(true), "true"),
                Arguments.of(AttributeValue.fromNul(true), "null"),
                Arguments.of(
                        AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("a"))),
                        "[1, \"a\"]"),
                Arguments.of(AttributeValue.fromM(Map.of("a b", AttributeValue.fromN("1"))), "{\"a b\": 1}"),
                Arguments.of(AttributeValue.fromSs(List.of("b", "a")), "<\"a\", \"b\">"),
                Arguments.of(AttributeValue.fromNs(List.of("2", "1")), "<1, 2>"),
                Arguments.of(AttributeValue.fromBs(List.of(bytes)), "<b\"SGk=\">"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeHasItsForm(AttributeValue value, String text) {
        assertThat(ItemText.of(value)).isEqualTo(text);
    }

    @Test
    void attributesAreOrderedByName() {
        assertThat(ItemText.of(Map.of("b", AttributeValue.fromN("2"), "a", AttributeValue.fromN("1"))))
                .isEqualTo("{a: 1, b: 2}");
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, ab...", "abcdef, 3, ...", "abcdef, 2, ..", "'', 0, ''"})
    void aTextThatDoesNotFitIsCut(String text, int width, String cut) {
        assertThat(ItemText.cut(text, width)).isEqualTo(cut);
    }
}
