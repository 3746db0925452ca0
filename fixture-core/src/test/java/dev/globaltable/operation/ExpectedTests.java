package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.number;
import static dev.globaltable.operation.Endpoint.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** {@code Expected} and {@code ConditionalOperator}: the conditions of writes from before expressions. */
class ExpectedTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String FAILED = "The conditional request failed";

    private static final Map<String, AttributeValue> ITEM = item(
            "id", "1",
            "s", "str",
            "n", 5,
            "b", bytes("ab"),
            "ss", AttributeValue.fromSs(List.of("a", "b")),
            "ns", AttributeValue.fromNs(List.of("1", "2")),
            "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))),
            "l", List.of(1, "x", true),
            "m", map("a", 1),
            "t", true,
            "z", AttributeValue.fromNul(true));

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    @BeforeEach
    void putTheItem() {
        us.put("people", ITEM);
    }

    private static AttributeValue bytes(String text) {
        return AttributeValue.fromB(SdkBytes.fromUtf8String(text));
    }

    private static ExpectedAttributeValue is(String operator, Object... values) {
        return ExpectedAttributeValue.builder()
                .comparisonOperator(operator)
                .attributeValueList(Arrays.stream(values).map(Endpoint::value).toList())
                .build();
    }

    private static ExpectedAttributeValue.Builder expect() {
        return ExpectedAttributeValue.builder();
    }

    private static PutItemRequest put(Map<String, ExpectedAttributeValue> expected) {
        return PutItemRequest.builder()
                .tableName("people")
                .item(ITEM)
                .expected(expected)
                .build();
    }

    private static PutItemRequest put(String attribute, ExpectedAttributeValue.Builder expected) {
        return put(Map.of(attribute, expected.build()));
    }

    private void fails(PutItemRequest request) {
        us.refuses(request, ConditionalCheckFailedException.class, FAILED);
    }

    static Stream<Arguments> met() {
        return Stream.of(
                arguments("n", is("EQ", number("5.0"))),
                arguments("ss", is("EQ", AttributeValue.fromSs(List.of("b", "a")))),
                arguments("l", is("EQ", List.of(1, "x", true))),
                arguments("m", is("EQ", map("a", 1))),
                arguments("n", is("NE", 6)),
                arguments("n", is("NE", "5")),
                arguments("absent", is("NE", 5)),
                arguments("n", is("LE", 5)),
                arguments("n", is("LT", 6)),
                arguments("s", is("GE", "str")),
                arguments("b", is("GT", bytes("aa"))),
                arguments("n", is("BETWEEN", 5, 7)),
                arguments("n", is("IN", 3, 4, 5)),
                arguments("s", is("BEGINS_WITH", "st")),
                arguments("b", is("BEGINS_WITH", bytes("a"))),
                arguments("s", is("CONTAINS", "tr")),
                arguments("b", is("CONTAINS", bytes("b"))),
                arguments("ss", is("CONTAINS", "a")),
                arguments("ns", is("CONTAINS", number("2.0"))),
                arguments("bs", is("CONTAINS", bytes("a"))),
                arguments("l", is("CONTAINS", true)),
                arguments("s", is("NOT_CONTAINS", "q")),
                arguments("s", is("NOT_CONTAINS", 1)),
                arguments("n", is("NOT_CONTAINS", 5)),
                arguments("n", is("NOT_NULL")),
                arguments("z", is("NOT_NULL")),
                arguments("absent", is("NULL")));
    }

    static Stream<Arguments> notMet() {
        return Stream.of(
                arguments("n", is("EQ", "5")),
                arguments("absent", is("EQ", 5)),
                arguments("n", is("NE", 5)),
                arguments("n", is("LT", 5)),
                arguments("s", is("LT", 5)),
                arguments("absent", is("LE", 5)),
                arguments("n", is("BETWEEN", 6, 7)),
                arguments("n", is("IN", "5")),
                arguments("ss", is("BEGINS_WITH", "a")),
                arguments("ss", is("CONTAINS", 1)),
                arguments("m", is("CONTAINS", "a")),
                arguments("absent", is("CONTAINS", "a")),
                arguments("absent", is("NOT_CONTAINS", "a")),
                arguments("s", is("NOT_CONTAINS", "tr")),
                arguments("absent", is("NOT_NULL")),
                arguments("z", is("NULL")),
                arguments("m.a", is("EQ", 1)));
    }

    @Nested
    class AComparison {

        static Stream<Arguments> met() {
            return ExpectedTests.met();
        }

        static Stream<Arguments> notMet() {
            return ExpectedTests.notMet();
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("met")
        void isMet(String attribute, ExpectedAttributeValue expected) {
            us.call(put(Map.of(attribute, expected)));
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("notMet")
        void isNotMet(String attribute, ExpectedAttributeValue expected) {
            fails(put(Map.of(attribute, expected)));
        }

        @Test
        void mayHaveItsOneValueInValue() {
            us.call(put("n", expect().comparisonOperator("GT").value(value(4))));
            fails(put("n", expect().comparisonOperator("GT").value(value(5))));
        }

        static Stream<Arguments> invalid() {
            AttributeValue set = AttributeValue.fromSs(List.of("a"));
            return Stream.of(
                    arguments(is("EQ"), "Invalid number of argument(s) for the EQ ComparisonOperator"),
                    arguments(is("EQ", 1, 2), "Invalid number of argument(s) for the EQ ComparisonOperator"),
                    arguments(is("BETWEEN", 1), "Invalid number of argument(s) for the BETWEEN ComparisonOperator"),
                    arguments(is("IN"), "Invalid number of argument(s) for the IN ComparisonOperator"),
                    arguments(is("NOT_NULL", 1), "Invalid number of argument(s) for the NOT_NULL ComparisonOperator"),
                    arguments(is("LT", set), "ComparisonOperator LT is not valid for SS AttributeValue type"),
                    arguments(is("GE", true), "ComparisonOperator GE is not valid for BOOL AttributeValue type"),
                    arguments(is("IN", map()), "ComparisonOperator IN is not valid for M AttributeValue type"),
                    arguments(
                            is("BEGINS_WITH", 1),
                            "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type"),
                    arguments(
                            is("CONTAINS", List.of("a")),
                            "ComparisonOperator CONTAINS is not valid for L AttributeValue type"),
                    arguments(
                            is("NOT_CONTAINS", set),
                            "ComparisonOperator NOT_CONTAINS is not valid for SS AttributeValue type"),
                    arguments(is("LT", set, set), "Invalid number of argument(s) for the LT ComparisonOperator"),
                    arguments(is("IN", "a", 1, set), "AttributeValues inside AttributeValueList must be of same type"),
                    arguments(
                            is("BETWEEN", "a", set),
                            "ComparisonOperator BETWEEN is not valid for SS AttributeValue type"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("invalid")
        void hasSoManyValuesOfSuchTypes(ExpectedAttributeValue expected, String problem) {
            us.refuses(put(Map.of("absent", expected)), INVALID + problem);
        }

        @Test
        void checksTheValuesThemselvesBeforeTheirNumber() {
            us.refuses(
                    put(Map.of("absent", is("EQ", number("x"), 1))),
                    "The parameter cannot be converted to a numeric value: x");
        }

        @Test
        void findsTheLowerBoundFirst() {
            us.refuses(
                    put(Map.of("absent", is("BETWEEN", 10, 9))),
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    @Nested
    class ExistsAndValue {

        @Test
        void askForAValue() {
            us.call(put("n", expect().value(value(5))));
            us.call(put("n", expect().value(value(5)).exists(true)));
            fails(put("n", expect().value(value(6))));
            fails(put("absent", expect().value(value(5))));
        }

        @Test
        void askForAnAttributeNotToExist() {
            us.call(put("absent", expect().exists(false)));
            fails(put("n", expect().exists(false)));
        }

        static Stream<Arguments> invalid() {
            AttributeValue five = value(5);
            return Stream.of(
                    arguments(expect(), "Value must be provided when Exists is null"),
                    arguments(expect().exists(true), "Value must be provided when Exists is true"),
                    arguments(expect().exists(false).value(five), "Value cannot be used when Exists is false"),
                    arguments(
                            expect().exists(false).comparisonOperator("NULL"),
                            "Exists and ComparisonOperator cannot be used together"),
                    arguments(
                            expect().value(five).attributeValueList(five),
                            "Value and AttributeValueList cannot be used together"),
                    arguments(
                            expect().value(five).comparisonOperator("EQ").attributeValueList(five),
                            "Value and AttributeValueList cannot be used together"),
                    arguments(
                            expect().exists(false).attributeValueList(List.of()),
                            "AttributeValueList can only be used with a ComparisonOperator"),
                    arguments(
                            expect().comparisonOperator("EQ"),
                            "Value or AttributeValueList must be used with ComparisonOperator: EQ"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("invalid")
        void goTogetherInFewWays(ExpectedAttributeValue.Builder expected, String problem) {
            us.refuses(put("n", expected), INVALID + problem + " for Attribute: n");
        }
    }

    @Nested
    class SeveralEntries {

        private PutItemRequest put(ConditionalOperator together) {
            return ExpectedTests.put(Map.of("n", is("EQ", 5), "s", is("EQ", "other"))).toBuilder()
                    .conditionalOperator(together)
                    .build();
        }

        @Test
        void mustAllBeMetUnlessOneIsEnough() {
            fails(put(null));
            fails(put(ConditionalOperator.AND));
            us.call(put(ConditionalOperator.OR));
        }

        @Test
        void areCheckedInTheOrderOfTheirNames() {
            us.refuses(
                    ExpectedTests.put(Map.of("b", expect().exists(true).build(), "a", is("EQ"))),
                    INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                0 | ConditionalOperator cannot be used without Filter or Expected
                1 | ConditionalOperator can only be used when Filter or Expected has two or more elements
                """)
        void areWhatAConditionalOperatorIsFor(int entries, String problem) {
            Map<String, ExpectedAttributeValue> expected = entries == 0 ? Map.of() : Map.of("n", is("EQ", 5));

            us.refuses(
                    ExpectedTests.put(expected).toBuilder()
                            .conditionalOperator("OR")
                            .build(),
                    problem);
        }

        @Test
        void mayBeNone() {
            us.call(ExpectedTests.put(Map.of()));
        }

        @Test
        void thatAreNullAreEmpty() {
            Map<String, ExpectedAttributeValue> expected = new LinkedHashMap<>();
            expected.put("n", null);

            us.refuses(
                    ExpectedTests.put(expected),
                    INVALID + "Value must be provided when Exists is null for Attribute: n");
        }

        @Test
        void haveNames() {
            us.refuses(ExpectedTests.put(Collections.singletonMap("", is("NULL"))), "Empty attribute name");
        }
    }

    @Nested
    class EveryWrite {

        private final Map<String, ExpectedAttributeValue> wrong = Map.of("n", is("EQ", 6));

        @Test
        void isKeptFromTheItem() {
            int writes = us.writes();
            UpdateItemRequest update = UpdateItemRequest.builder()
                    .tableName("people")
                    .key(item("id", "1"))
                    .expected(wrong)
                    .build();
            DeleteItemRequest delete = DeleteItemRequest.builder()
                    .tableName("people")
                    .key(item("id", "1"))
                    .expected(wrong)
                    .build();

            us.refuses(update, ConditionalCheckFailedException.class, FAILED);
            us.refuses(delete, ConditionalCheckFailedException.class, FAILED);

            assertThat(us.writes()).isEqualTo(writes);
        }

        @Test
        void showsTheItemWhenAsked() {
            ConditionalCheckFailedException failure = us.refuses(
                    put(wrong).toBuilder()
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build(),
                    ConditionalCheckFailedException.class,
                    FAILED);

            assertThat(failure.item()).isEqualTo(ITEM);
        }
    }

    @Test
    void theModelKnowsTheOperators() {
        us.refuses(
                put("n", expect().comparisonOperator("eq")).toBuilder()
                        .conditionalOperator("XOR")
                        .build(),
                "2 validation errors detected: Value 'eq' at 'expected.n.member.comparisonOperator' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT,"
                        + " NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]; Value 'XOR' at 'conditionalOperator' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [OR, AND]");
    }
}
