package dev.globaltable.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AttributeValuesTests {

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private static AttributeValue nested(int lists) {
        AttributeValue value = n("1");
        for (int i = 0; i < lists; i++) {
            value = AttributeValue.fromL(List.of(value));
        }
        return value;
    }

    private static void assertRefused(AttributeValue value, String message) {
        assertThatThrownBy(() -> AttributeValues.canonical(value))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
    }

    @Nested
    class Validation {

        @Test
        void wantsExactlyOneMember() {
            assertRefused(
                    AttributeValue.builder().build(),
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
            assertRefused(
                    AttributeValue.builder().s("a").n("1").build(),
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }

        @Test
        void findsABadMemberBeforeASecondOne() {
            assertRefused(
                    AttributeValue.builder().s("a").n("x").build(),
                    "The parameter cannot be converted to a numeric value: x");
        }

        @Test
        void refusesEmptySets() {
            String invalid = "One or more parameter values were invalid: ";
            assertRefused(AttributeValue.fromSs(List.of()), invalid + "An string set  may not be empty");
            assertRefused(AttributeValue.fromNs(List.of()), invalid + "An number set  may not be empty");
            assertRefused(AttributeValue.fromBs(List.of()), invalid + "Binary sets should not be empty");
        }

        @Test
        void refusesDuplicatesInSets() {
            String invalid = "One or more parameter values were invalid: ";
            assertRefused(
                    AttributeValue.fromSs(List.of("b", "a", "b")),
                    invalid + "Input collection [b, a, b] contains duplicates.");
            assertRefused(AttributeValue.fromNs(List.of("1", "1.0")), "Input collection contains duplicates");
            SdkBytes bytes = SdkBytes.fromUtf8String("b");
            assertRefused(
                    AttributeValue.fromBs(List.of(bytes, bytes)),
                    invalid + "Input collection [Yg==, Yg==]of type BS contains duplicates.");
        }

        @Test
        void refusesNullThatIsFalse() {
            assertRefused(
                    AttributeValue.fromNul(false),
                    "One or more parameter values were invalid: Null attribute value types must have the value of true");
        }

        @Test
        void allowsThirtyTwoLevels() {
            assertThat(AttributeValues.canonical(nested(32))).isEqualTo(nested(32));
            assertThat(Items.canonical(Map.of("a", nested(31)))).containsEntry("a", nested(31));
        }

        @Test
        void refusesMoreLevelsHoweverMany() {
            String message = "Nesting Levels have exceeded supported limits: "
                    + "Attributes in the item have nested levels beyond supported limit";
            assertRefused(nested(33), message);
            assertRefused(nested(5000), message);
            assertThatThrownBy(() -> Items.canonical(Map.of("a", nested(32)))).hasMessageContaining(message);
        }
    }

    @Nested
    class Equality {

        @Test
        void ofSetsIgnoresOrderAndTheSpellingOfNumbers() {
            AttributeValue left = AttributeValues.canonical(AttributeValue.fromNs(List.of("2.0", "1")));
            AttributeValue right = AttributeValues.canonical(AttributeValue.fromNs(List.of("1e0", "2")));
            assertThat(AttributeValues.equal(left, right)).isTrue();
        }

        @Test
        void ofListsHeedsOrder() {
            AttributeValue left = AttributeValue.fromL(List.of(n("1"), n("2")));
            AttributeValue right = AttributeValue.fromL(List.of(n("2"), n("1")));
            assertThat(AttributeValues.equal(left, right)).isFalse();
        }

        @Test
        void heedsTheType() {
            assertThat(AttributeValues.equal(n("1"), AttributeValue.fromS("1"))).isFalse();
        }
    }

    @Nested
    class Size {

        @Test
        void ofDocumentsIsThreeBytesAndOnePerElement() {
            assertThat(AttributeValues.sizeBytes(AttributeValue.fromL(List.of())))
                    .isEqualTo(3);
            assertThat(AttributeValues.sizeBytes(AttributeValue.fromL(List.of(n("1"), n("2")))))
                    .isEqualTo(9);
            assertThat(AttributeValues.sizeBytes(AttributeValue.fromM(Map.of("abc", AttributeValue.fromS("de")))))
                    .isEqualTo(9);
        }

        @Test
        void ofStringsIsThatOfTheirUtf8() {
            assertThat(AttributeValues.sizeBytes(AttributeValue.fromS("aé€😀"))).isEqualTo(10);
        }
    }

    @Test
    void aCanonicalItemIsOrderedByNameAllTheWayDown() {
        AttributeValue map = AttributeValue.fromM(Map.of("z", n("1.0"), "y", AttributeValue.fromSs(List.of("b", "a"))));
        assertThat(Items.canonical(Map.of("b", map, "a", n("01"))))
                .hasToString("{a=AttributeValue(N=1), b=AttributeValue(M={y=AttributeValue(SS=[a, b]), "
                        + "z=AttributeValue(N=1)})}");
    }
}
