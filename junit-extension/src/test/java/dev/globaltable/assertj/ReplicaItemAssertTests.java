package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.assertj.Profiles.EU;
import static dev.globaltable.assertj.Profiles.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class ReplicaItemAssertTests {

    private final Profiles profiles = new Profiles();

    @AfterEach
    void close() {
        profiles.close();
    }

    private ReplicaItemAssert item(Region region) {
        return assertThat(profiles.table).in(region).item("42");
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message.stripTrailing());
    }

    @Nested
    class Staleness {

        @Test
        void aReplicaIsStaleWhileANewerVersionIsOnItsWay() {
            profiles.put(US, "42", "Ada");

            item(EU).isStale().in(US).isFresh();
        }

        @Test
        void aReplicaIsFreshWhenTheNewestVersionHasArrived() {
            profiles.put(US, "42", "Ada");
            profiles.advanceMillis(800);

            item(EU).isFresh();
        }

        @Test
        void isStaleFailsOnTheNewestVersion() {
            profiles.put(US, "42", "Ada");
            profiles.advanceMillis(800);

            assertFails(() -> item(EU).isStale(), """
                    Expected item profiles/42 to be stale in eu-west-1, but that replica holds the newest version.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                    In flight: nothing.
                    Virtual time 0.800000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void isFreshFailsWhileANewerVersionIsOnItsWay() {
            profiles.put(US, "42", "Ada");
            profiles.simulation.settle();
            profiles.put(US, "42", "Grace");
            profiles.advanceMillis(300);

            assertFails(() -> item(EU).isFresh(), """
                    Expected item profiles/42 to be fresh in eu-west-1, but 0.800000@us-east-1#2 is newer than what that replica holds; it is under way as #2.

                      Region     Item                           Version
                      us-east-1  {name: "Grace", userId: "42"}  0.800000@us-east-1#2
                      eu-west-1  {name: "Ada", userId: "42"}    0.000000@us-east-1#1
                    In flight: 1 version.
                      #2 profiles/42 us-east-1 -> eu-west-1 0.800000@us-east-1#2, due 1.600000 (in 0.500000 s)
                    Virtual time 1.100000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void aVersionBehindAClosedLinkIsShownAsHeldUp() {
            profiles.put(US, "42", "Ada");
            profiles.simulation.network().isolate(EU);
            profiles.advanceMillis(5000);

            assertFails(() -> item(EU).isFresh(), """
                    Expected item profiles/42 to be fresh in eu-west-1, but 0.000000@us-east-1#1 is newer than what that replica holds; it is under way as #1.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  (never arrived)              -
                    In flight: 1 version.
                      #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, held up: the link is closed
                    Virtual time 5.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void anItemThatWasNeverWrittenIsNeitherStaleNorFresh() {
            String rest = """
                    , but no Region ever accepted a write to it.

                      Region     Item             Version
                      us-east-1  (never arrived)  -
                      eu-west-1  (never arrived)  -
                    In flight: nothing.
                    Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """;

            assertFails(() -> item(EU).isStale(), "Expected item profiles/42 to be stale in eu-west-1" + rest);
            assertFails(() -> item(EU).isFresh(), "Expected item profiles/42 to be fresh in eu-west-1" + rest);
        }
    }

    @Nested
    class Presence {

        @Test
        void anItemIsAbsentBeforeItArrivesAndExistsAfterwards() {
            profiles.put(US, "42", "Ada");
            item(EU).isAbsent().in(US).exists();

            profiles.simulation.settle();
            item(EU).exists();
        }

        @Test
        void aDeletedItemIsAbsent() {
            profiles.put(US, "42", "Ada");
            profiles.delete(US, "42");

            item(US).isAbsent();
        }

        @Test
        void isAbsentFailsOnAnItemThatIsThere() {
            profiles.put(US, "42", "Ada");

            assertFails(() -> item(US).isAbsent(), """
                    Expected item profiles/42 to be absent in us-east-1, but it is there.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  (never arrived)              -
                    In flight: 1 version.
                      #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.800000 s)
                    Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void existsFailsOnADeletedItem() {
            profiles.put(US, "42", "Ada");
            profiles.delete(US, "42");
            profiles.simulation.settle();

            assertFails(() -> item(EU).exists(), """
                    Expected item profiles/42 to exist in eu-west-1, but it is deleted there.

                      Region     Item       Version
                      us-east-1  (deleted)  0.000001@us-east-1#2
                      eu-west-1  (deleted)  0.000001@us-east-1#2
                    In flight: nothing.
                    Virtual time 0.800000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void existsFailsOnAnItemThatHasNotArrived() {
            profiles.put(US, "42", "Ada");

            assertThatThrownBy(() -> item(EU).exists())
                    .hasMessageStartingWith(
                            "Expected item profiles/42 to exist in eu-west-1, but it never got there.\n");
        }
    }

    @Nested
    class Content {

        @Test
        void anItemEqualsAMapOfPlainValuesOrOfAttributeValues() {
            profiles.put(US, "42", "Ada");

            item(US).isEqualTo(Map.of("userId", "42", "name", "Ada"))
                    .isEqualTo(Map.of("userId", AttributeValue.fromS("42"), "name", AttributeValue.fromS("Ada")))
                    .isEqualTo((Object) Map.of("userId", "42", "name", "Ada"));
        }

        @Test
        void isEqualToFailsOnAnotherItem() {
            profiles.put(US, "42", "Ada");

            assertFails(() -> item(US).isEqualTo(Map.of("userId", "42")), """
                    Expected item profiles/42 in us-east-1 to be {userId: "42"}, but it is another item.

                      Region     Item                         Version
                      us-east-1  {name: "Ada", userId: "42"}  0.000000@us-east-1#1
                      eu-west-1  (never arrived)              -
                    In flight: 1 version.
                      #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.800000 s)
                    Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                    """);
        }

        @Test
        void isEqualToRefusesWhatIsNoMap() {
            assertThatThrownBy(() -> item(US).isEqualTo("Ada"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("An item is compared with a map of attributes, for example Map.of(\"userId\", \"42\");"
                            + " found Ada.");
        }

        @Test
        void hasAttributeFailsOnAnotherValueOrNone() {
            profiles.put(US, "42", "Ada");

            item(US).hasAttribute("name", "Ada").doesNotHaveAttribute("email");
            assertThatThrownBy(() -> item(US).hasAttribute("name", "Grace"))
                    .hasMessageStartingWith(
                            "Expected item profiles/42 in us-east-1 to have name = \"Grace\", but found name = \"Ada\".\n\n");
            assertThatThrownBy(() -> item(US).hasAttribute("visits", 1))
                    .hasMessageStartingWith(
                            "Expected item profiles/42 in us-east-1 to have visits = 1, but it has no such attribute.\n\n");
            assertThatThrownBy(() -> item(US).doesNotHaveAttribute("name"))
                    .hasMessageStartingWith(
                            "Expected item profiles/42 in us-east-1 to have no attribute name, but found name = \"Ada\".\n\n");
        }

        static Stream<Arguments> values() {
            SdkBytes bytes = SdkBytes.fromUtf8String("Hi");
            Map<String, Object> nested = new HashMap<>();
            nested.put("list", List.of(1, "a"));
            nested.put("nothing", null);
            return Stream.of(
                    Arguments.of(AttributeValue.fromN("1"), 1.0),
                    Arguments.of(AttributeValue.fromN("100"), AttributeValue.fromN("1E2")),
                    Arguments.of(AttributeValue.fromBool(true), true),
                    Arguments.of(AttributeValue.fromB(bytes), "Hi".getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(AttributeValue.fromB(bytes), bytes),
                    Arguments.of(AttributeValue.fromNul(true), null),
                    Arguments.of(AttributeValue.fromNs(List.of("1", "2")), AttributeValue.fromNs(List.of("2.0", "1"))),
                    Arguments.of(AttributeValue.fromSs(List.of("a", "b")), AttributeValue.fromSs(List.of("b", "a"))),
                    Arguments.of(
                            AttributeValue.fromM(Map.of(
                                    "list",
                                    AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("a"))),
                                    "nothing",
                                    AttributeValue.fromNul(true))),
                            nested));
        }

        @ParameterizedTest
        @MethodSource("values")
        void plainValuesStandForAttributeValuesAndNumbersAreComparedByValue(AttributeValue stored, Object expected) {
            profiles.simulation.execute(
                    US,
                    PutItemRequest.builder()
                            .tableName("profiles")
                            .item(Map.of("userId", AttributeValue.fromS("42"), "value", stored))
                            .build());

            item(US).hasAttribute("value", expected);
            assertThatThrownBy(() -> item(US).hasAttribute("value", "another")).isInstanceOf(AssertionError.class);
        }

        @Test
        void aValueThatStandsForNothingIsRefused() {
            profiles.put(US, "42", "Ada");

            assertThatThrownBy(() -> item(US).hasAttribute("name", 'A'))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No attribute value for java.lang.Character A. Give a String, Number, Boolean, byte[],"
                            + " SdkBytes, List, Map, null, or an AttributeValue (for sets: AttributeValue.fromSs, fromNs,"
                            + " fromBs).");
        }
    }

    @Test
    void aDescriptionIsHandedOnAlongTheWay() {
        profiles.put(US, "42", "Ada");

        assertThatThrownBy(() -> assertThat(profiles.table)
                        .as("100 %s sure")
                        .in(US)
                        .item("42")
                        .isStale())
                .hasMessageStartingWith("[100 %s sure] Expected item profiles/42 to be stale in us-east-1");
    }

    @Test
    void aRegionWithoutAReplicaIsRefused() {
        assertThatThrownBy(() -> assertThat(profiles.table).in(Region.SA_EAST_1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The table \"profiles\" has no replica in sa-east-1; it has replicas in"
                        + " [us-east-1, eu-west-1].");
    }

    @Test
    void theEntryPointsLiveBesideAssertJsOwn() {
        assertThat(profiles.table.name()).isEqualTo("profiles");
        assertThat(profiles.table.regions()).containsExactly(US, EU);
        assertThat(profiles.simulation).hasConverged();
    }
}
