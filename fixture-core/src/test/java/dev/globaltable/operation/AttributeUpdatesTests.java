package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static dev.globaltable.operation.Endpoint.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** {@code AttributeUpdates}: updates from before expressions. */
class AttributeUpdatesTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String MISMATCH = "Type mismatch for attribute to update";

    private static final AttributeValue A = AttributeValue.fromSs(List.of("a"));

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    @BeforeEach
    void putTheItem() {
        us.put(
                "people",
                item(
                        "id", "1",
                        "s", "str",
                        "n", 5,
                        "ss", AttributeValue.fromSs(List.of("a", "b")),
                        "ns", AttributeValue.fromNs(List.of("1", "2")),
                        "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))),
                        "l", List.of(1)));
    }

    private static AttributeValueUpdate put(Object value) {
        return update(AttributeAction.PUT, value(value));
    }

    private static AttributeValueUpdate add(Object value) {
        return update(AttributeAction.ADD, value(value));
    }

    private static AttributeValueUpdate delete(Object value) {
        return update(AttributeAction.DELETE, value(value));
    }

    private static AttributeValueUpdate delete() {
        return update(AttributeAction.DELETE, null);
    }

    private static AttributeValueUpdate update(@Nullable AttributeAction action, @Nullable AttributeValue value) {
        return AttributeValueUpdate.builder().action(action).value(value).build();
    }

    private static UpdateItemRequest.Builder request(Map<String, AttributeValueUpdate> updates) {
        return UpdateItemRequest.builder()
                .tableName("people")
                .key(item("id", "1"))
                .attributeUpdates(updates);
    }

    private static UpdateItemRequest request(String attribute, AttributeValueUpdate update) {
        return request(Map.of(attribute, update)).build();
    }

    /** What the attribute is after the update, null when it is gone. */
    private @Nullable AttributeValue after(String attribute, AttributeValueUpdate update) {
        us.call(request(attribute, update));
        return us.get("people", item("id", "1")).get(attribute);
    }

    @Nested
    class Put {

        @Test
        void replacesTheAttributeWhateverItsType() {
            assertThat(after("n", put(map("a", 1)))).isEqualTo(map("a", 1));
            assertThat(after("new", put(true))).isEqualTo(value(true));
        }

        @Test
        void isTheActionWhenNoneIsGiven() {
            assertThat(after("n", update(null, value("text")))).isEqualTo(value("text"));
        }

        @Test
        void takesADottedNameAsItIs() {
            assertThat(after("m.a", put(1))).isEqualTo(value(1));
        }
    }

    @Nested
    class Add {

        @Test
        void addsNumbersUnitesSetsAndAppendsToLists() {
            assertThat(after("n", add(-7))).isEqualTo(value(-2));
            assertThat(after("ss", add(AttributeValue.fromSs(List.of("c", "a")))))
                    .isEqualTo(AttributeValue.fromSs(List.of("a", "b", "c")));
            assertThat(after("ns", add(AttributeValue.fromNs(List.of("2.0", "3")))))
                    .isEqualTo(AttributeValue.fromNs(List.of("1", "2", "3")));
            assertThat(after("l", add(List.of(1, "x")))).isEqualTo(value(List.of(1, 1, "x")));
        }

        @Test
        void createsTheAttribute() {
            assertThat(after("n2", add(3))).isEqualTo(value(3));
            assertThat(after("ss2", add(A))).isEqualTo(A);
            assertThat(after("l2", add(List.of("x")))).isEqualTo(value(List.of("x")));
        }

        @ParameterizedTest
        @CsvSource({"s", "ss", "l"})
        void needsAnAttributeOfTheSameType(String attribute) {
            us.refuses(request(attribute, add(1)), MISMATCH);
        }

        static Stream<Arguments> otherTypes() {
            return Stream.of(
                    arguments("x", "STRING"),
                    arguments(new byte[1], "BINARY"),
                    arguments(map(), "MAP"),
                    arguments(true, "BOOLEAN"),
                    arguments(AttributeValue.fromNul(true), "NULL"));
        }

        @ParameterizedTest
        @MethodSource("otherTypes")
        void isForNumbersSetsAndListsOnly(Object value, String type) {
            us.refuses(request("absent", add(value)), INVALID + "ADD action is not supported for the type " + type);
        }
    }

    @Nested
    class Delete {

        @Test
        void removesTheAttribute() {
            assertThat(after("s", delete())).isNull();
            assertThat(after("absent", delete())).isNull();
        }

        @Test
        void removesElementsOfASetAndASetThatLosesAll() {
            assertThat(after("ss", delete(A))).isEqualTo(AttributeValue.fromSs(List.of("b")));
            assertThat(after("ns", delete(AttributeValue.fromNs(List.of("2", "1", "0")))))
                    .isNull();
            assertThat(after("absent", delete(A))).isNull();
        }

        @ParameterizedTest
        @CsvSource({"s", "ns", "l"})
        void needsAnAttributeOfTheSameType(String attribute) {
            us.refuses(request(attribute, delete(A)), MISMATCH);
        }

        static Stream<Arguments> otherTypes() {
            return Stream.of(arguments("x", "STRING"), arguments(1, "NUMBER"), arguments(List.of(), "LIST"));
        }

        @ParameterizedTest
        @MethodSource("otherTypes")
        void takesValuesFromSetsOnly(Object value, String type) {
            us.refuses(
                    request("absent", delete(value)),
                    INVALID + "DELETE action with value is not supported for the type " + type);
        }
    }

    @Nested
    class AnAbsentItem {

        private UpdateItemRequest absent(Map<String, AttributeValueUpdate> updates) {
            return request(updates).key(item("id", "2")).build();
        }

        @Test
        void isCreatedByPutAndAdd() {
            us.call(absent(Map.of("s", put("x"), "n", add(1), "gone", delete())));

            assertThat(us.get("people", item("id", "2"))).isEqualTo(item("id", "2", "n", 1, "s", "x"));
        }

        @Test
        void isLeftAbsentByDeleteAlone() {
            int writes = us.writes();

            UpdateItemResponse response = us.call(absent(Map.of("s", delete(), "ss", delete(A))).toBuilder()
                    .returnValues(ReturnValue.ALL_NEW)
                    .build());

            assertThat(response.hasAttributes()).isFalse();
            assertThat(us.writes()).isEqualTo(writes);
        }

        @Test
        void isCreatedByNoUpdatesAtAll() {
            us.call(absent(Map.of()));

            assertThat(us.get("people", item("id", "2"))).isEqualTo(item("id", "2"));
        }
    }

    @Nested
    class ReturnValues {

        static Stream<Arguments> answers() {
            return Stream.of(
                    arguments(ReturnValue.NONE, null),
                    arguments(
                            ReturnValue.UPDATED_OLD,
                            item("n", 5, "s", "str", "ss", AttributeValue.fromSs(List.of("a", "b")))),
                    arguments(
                            ReturnValue.UPDATED_NEW,
                            item("n", 7, "new", "x", "ss", AttributeValue.fromSs(List.of("b")))));
        }

        @ParameterizedTest
        @MethodSource("answers")
        void showTheAttributesThatWereNamed(ReturnValue wanted, Map<String, AttributeValue> expected) {
            UpdateItemResponse response = us.call(
                    request(Map.of("n", add(2), "s", delete(), "ss", delete(A), "new", put("x"), "absent", delete()))
                            .returnValues(wanted)
                            .build());

            assertThat(response.hasAttributes() ? response.attributes() : null).isEqualTo(expected);
        }
    }

    @Nested
    class ARequest {

        @Test
        void hasAValueForAllButDelete() {
            String problem = INVALID + "Only DELETE action is allowed when no attribute value is specified";

            us.refuses(request("n", update(AttributeAction.PUT, null)), problem);
            us.refuses(request("n", update(AttributeAction.ADD, null)), problem);
            us.refuses(request("n", update(null, null)), problem);
            us.refuses(request(Collections.singletonMap("n", null)).build(), problem);
        }

        @Test
        void leavesTheKeyAlone() {
            us.refuses(
                    request("id", put("1")), INVALID + "Cannot update attribute id. This attribute is part of the key");
        }

        @Test
        void changesNothingUnlessTheConditionIsMet() {
            us.refuses(
                    request(Map.of("n", add(1)))
                            .expected(Map.of(
                                    "n",
                                    ExpectedAttributeValue.builder()
                                            .value(value(6))
                                            .build()))
                            .build(),
                    ConditionalCheckFailedException.class,
                    "The conditional request failed");
        }

        @Test
        void hasItsExpectedCheckedBeforeItsUpdates() {
            us.refuses(
                    request(Map.of("n", add("x")))
                            .expected(
                                    Map.of("n", ExpectedAttributeValue.builder().build()))
                            .build(),
                    INVALID + "Value must be provided when Exists is null for Attribute: n");
        }

        @Test
        void makesNoItemThatIsTooLarge() {
            us.refuses(
                    request("s", put("x".repeat(410_000))),
                    "Item size to update has exceeded the maximum allowed size");
        }

        @Test
        void namesAnActionOfTheModel() {
            us.refuses(
                    request("n", AttributeValueUpdate.builder().action("add").build()),
                    "1 validation error detected: Value 'add' at 'attributeUpdates.n.member.action' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [ADD, DELETE, PUT]");
        }
    }
}
