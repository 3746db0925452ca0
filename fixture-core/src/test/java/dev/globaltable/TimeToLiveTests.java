package dev.globaltable;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import dev.globaltable.operation.StreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

class TimeToLiveTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NOW = START.getEpochSecond();
    private static final Duration INTERVAL = Duration.ofMinutes(31);

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
            GlobalTableDefinition.named("sessions").partitionKey("id").replicationDelay("2s"));

    private final Endpoint us = in(US_EAST_1);
    private final Endpoint eu = in(EU_WEST_1);

    private Endpoint in(Region region) {
        return new Endpoint(checked::simulation, region);
    }

    private static UpdateTimeToLiveRequest update(String table, boolean enabled, String attribute) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(enabled).attributeName(attribute))
                .build();
    }

    private static DescribeTimeToLiveRequest describe(String table) {
        return DescribeTimeToLiveRequest.builder().tableName(table).build();
    }

    private static TimeToLiveDescription described(Endpoint endpoint) {
        return endpoint.<DescribeTimeToLiveResponse>call(describe("sessions")).timeToLiveDescription();
    }

    private void enable() {
        us.call(update("sessions", true, "expires"));
    }

    private void advance(Duration duration) {
        checked.simulation().clock().advance(duration);
    }

    private static Map<String, AttributeValue> session(String id, long expires) {
        return item("id", id, "expires", expires);
    }

    private static boolean has(Endpoint endpoint, String id) {
        return !endpoint.get("sessions", item("id", id)).isEmpty();
    }

    @Nested
    class Settings {

        @Test
        void areOffAtFirstAndReachEveryReplica() {
            // CUR-40
            assertThat(described(us))
                    .isEqualTo(TimeToLiveDescription.builder()
                            .timeToLiveStatus(TimeToLiveStatus.DISABLED)
                            .build());

            UpdateTimeToLiveResponse response = us.call(update("sessions", true, "expires"));

            assertThat(response.timeToLiveSpecification().enabled()).isTrue();
            assertThat(response.timeToLiveSpecification().attributeName()).isEqualTo("expires");
            TimeToLiveDescription enabled = TimeToLiveDescription.builder()
                    .timeToLiveStatus(TimeToLiveStatus.ENABLED)
                    .attributeName("expires")
                    .build();
            assertThat(described(us)).isEqualTo(enabled);
            assertThat(described(eu)).isEqualTo(enabled);
        }

        @Test
        void areRefusedWhenTheyChangeNothing() {
            us.refuses(update("sessions", false, "expires"), "TimeToLive is already disabled");
            enable();
            us.refuses(update("sessions", true, "expires"), "TimeToLive is already enabled");
            us.refuses(
                    update("sessions", true, "until"),
                    "TimeToLive is active on a different AttributeName: current AttributeName is expires");
            us.refuses(
                    update("sessions", false, "until"),
                    "TimeToLive is active on a different AttributeName: current AttributeName is expires");
        }

        @Test
        void cannotBeChangedTwiceInAShortTime() {
            // CUR-40
            enable();

            eu.refuses(
                    update("sessions", false, "expires"),
                    "Time to live has been modified multiple times within a fixed interval");
            advance(INTERVAL.minusMillis(1));
            eu.refuses(
                    update("sessions", false, "expires"),
                    "Time to live has been modified multiple times within a fixed interval");
            advance(Duration.ofMillis(1));
            eu.call(update("sessions", false, "expires"));

            assertThat(described(us))
                    .isEqualTo(TimeToLiveDescription.builder()
                            .timeToLiveStatus(TimeToLiveStatus.DISABLED)
                            .build());
            us.refuses(
                    update("sessions", true, "expires"),
                    "Time to live has been modified multiple times within a fixed interval");
        }

        @Test
        void needATableAndASpecification() {
            us.refuses(
                    update("missing", true, "expires"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: missing not found");
            us.refuses(
                    describe("missing"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: missing not found");
            us.refuses(
                    UpdateTimeToLiveRequest.builder().tableName("ab").build(),
                    "2 validation errors detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have"
                            + " length greater than or equal to 3; Value null at 'timeToLiveSpecification' failed to"
                            + " satisfy constraint: Member must not be null");
            us.refuses(
                    UpdateTimeToLiveRequest.builder()
                            .tableName("sessions")
                            .timeToLiveSpecification(ttl -> {})
                            .build(),
                    "2 validation errors detected: Value null at 'timeToLiveSpecification.enabled' failed to satisfy"
                            + " constraint: Member must not be null; Value null at"
                            + " 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must not be"
                            + " null");
            us.refuses(
                    update("sessions", true, ""),
                    "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 1");
        }
    }

    @Nested
    class SettingsInVirtualTime {

        @RegisterExtension
        final CheckedSimulation slow = CheckedSimulation.of(builder -> builder.tableStatusDelay(Duration.ofSeconds(10))
                .globalTable(GlobalTableDefinition.named("sessions").partitionKey("id")));

        private final Endpoint us = new Endpoint(slow::simulation, US_EAST_1);

        @Test
        void passThroughEnablingAndDisabling() {
            us.call(update("sessions", true, "expires"));
            assertThat(described(us).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLING);
            assertThat(described(us).attributeName()).isEqualTo("expires");
            slow.simulation().clock().advance(Duration.ofSeconds(10));
            assertThat(described(us).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);

            slow.simulation().clock().advance(INTERVAL);
            us.call(update("sessions", false, "expires"));
            assertThat(described(us).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLING);
            slow.simulation().clock().advance(Duration.ofSeconds(10));
            assertThat(described(us).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
        }

        @Test
        void endWithATableThatIsDeletedMeanwhile() {
            new StreamReader(slow.simulation(), US_EAST_1).createTable("orders", StreamViewType.KEYS_ONLY);
            slow.simulation().clock().advance(Duration.ofSeconds(10));
            us.put("orders", item("id", "1", "expires", NOW + 11));
            us.call(update("orders", true, "expires"));
            slow.simulation().clock().advance(Duration.ofSeconds(5));
            us.call(DeleteTableRequest.builder().tableName("orders").build());

            slow.simulation().clock().advance(Duration.ofMinutes(5));

            assertThat(slow.simulation().history().events(HistoryEvent.ItemsExpired.class))
                    .isEmpty();
        }

        @Test
        void needATableThatIsThere() {
            new StreamReader(slow.simulation(), US_EAST_1).createTable("orders", StreamViewType.KEYS_ONLY);

            us.refuses(
                    update("orders", true, "expires"),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table orders is being created");
            us.refuses(
                    describe("orders"),
                    "Cannot describe time to live while table is in CREATING state: Current table state is CREATING");
        }
    }

    @Nested
    class Expiry {

        @Test
        void deletesAnItemAMinuteAfterItsTime() {
            // TTL-1, TTL-8
            enable();
            us.put("sessions", session("1", NOW + 30));
            checked.simulation().settle();

            advance(Duration.ofSeconds(85));
            assertThat(has(us, "1")).isTrue();
            advance(Duration.ofSeconds(5));
            checked.simulation().settle();

            assertThat(has(us, "1")).isFalse();
            assertThat(has(eu, "1")).isFalse();
        }

        @Test
        void followsTheItem() {
            enable();
            us.put("sessions", session("refreshed", NOW + 30));
            us.put("sessions", session("shortened", NOW + 3000));
            us.put("sessions", session("kept", NOW + 30));
            us.put("sessions", session("refreshed", NOW + 3000));
            us.put("sessions", session("shortened", NOW + 30));
            us.put("sessions", item("id", "kept"));

            advance(Duration.ofMinutes(10));

            assertThat(has(us, "refreshed")).isTrue();
            assertThat(has(us, "shortened")).isFalse();
            assertThat(has(us, "kept")).isTrue();
        }

        @Test
        void takesOnlyNumbersForTimes() {
            // TTL-1
            enable();
            us.put("sessions", item("id", "text", "expires", Long.toString(NOW - 10)));
            us.put("sessions", item("id", "huge", "expires", number("9e125")));
            us.put("sessions", item("id", "fraction", "expires", number((NOW - 10) + ".5")));
            us.put("sessions", session("negative", -1));

            advance(Duration.ofDays(365));

            assertThat(has(us, "text")).isTrue();
            assertThat(has(us, "huge")).isTrue();
            assertThat(has(us, "fraction")).isFalse();
            assertThat(has(us, "negative")).isTrue();
        }

        @Test
        void leavesAloneWhatExpiredFiveYearsAgo() {
            enable();
            long fiveYears = Duration.ofDays(5 * 365).toSeconds();
            us.put("sessions", session("old", NOW - fiveYears - 120));
            us.put("sessions", session("less-old", NOW - fiveYears + 120));

            advance(Duration.ofSeconds(1));

            assertThat(has(us, "old")).isTrue();
            assertThat(has(us, "less-old")).isFalse();
        }

        @Test
        void meetsWhatWasThereBeforeItWasEnabled() {
            us.put("sessions", session("1", NOW - 600));

            enable();
            advance(Duration.ofSeconds(1));

            assertThat(has(us, "1")).isFalse();
        }

        @Test
        void endsWhenItIsDisabled() {
            enable();
            us.put("sessions", session("1", NOW + 7200));
            advance(INTERVAL);
            us.call(update("sessions", false, "expires"));

            advance(Duration.ofHours(3));

            assertThat(has(us, "1")).isTrue();
        }

        @Test
        void costsOtherTablesNothing() {
            us.put("sessions", session("1", NOW - 600));

            advance(Duration.ofDays(1));

            assertThat(has(us, "1")).isTrue();
            assertThat(checked.simulation().history().events(HistoryEvent.ItemsExpired.class))
                    .isEmpty();
        }

        @Test
        void doesNotMoveTheClockWhenASimulationSettles() {
            enable();
            us.put("sessions", session("1", NOW + 3600));

            checked.simulation().settle();

            assertThat(checked.simulation().clock().instant()).isEqualTo(START.plusSeconds(2));
            assertThat(has(us, "1")).isTrue();
        }

        @Test
        void onTheWayOfAMessageIsDeliveredToo() {
            enable();
            us.put("sessions", session("1", NOW + 30));
            advance(Duration.ofMillis(89_500));
            us.put("sessions", item("id", "2"));

            checked.simulation().settle();

            assertThat(checked.simulation().network().inFlight()).isEmpty();
            assertThat(has(us, "1")).isFalse();
            assertThat(has(eu, "1")).isFalse();
        }

        @Test
        void isNoMoreWhenTheTableIsGone() {
            new StreamReader(checked.simulation(), US_EAST_1).createTable("orders", StreamViewType.KEYS_ONLY);
            us.call(update("orders", true, "expires"));
            us.put("orders", item("id", "1", "expires", NOW + 30));
            us.call(DeleteTableRequest.builder().tableName("orders").build());

            advance(Duration.ofMinutes(5));

            assertThat(checked.simulation().history().events(HistoryEvent.ItemsExpired.class))
                    .isEmpty();
        }

        @Test
        void stopsWithTheTable() {
            enable();
            us.put("sessions", session("1", NOW + 30));
            checked.simulation().settle();
            eu.call(DeleteTableRequest.builder().tableName("sessions").build());

            advance(Duration.ofMinutes(5));

            assertThat(has(us, "1")).isFalse();
        }
    }

    @Nested
    class ExpiryInAGlobalTable {

        private List<Record> removals(Region region) {
            return new StreamReader(checked.simulation(), region)
                    .records("sessions").stream()
                            .filter(event -> event.eventName() == OperationType.REMOVE)
                            .toList();
        }

        @Test
        void runsInOneRegionAndIsADeleteLikeAnyOtherInTheRest() {
            // TTL-2, TTL-3
            enable();
            us.put("sessions", session("1", NOW + 30));
            advance(Duration.ofMinutes(2));

            HistoryEvent.ItemsExpired run =
                    checked.simulation().history().events(HistoryEvent.ItemsExpired.class).stream()
                            .reduce((one, other) -> {
                                throw new AssertionError("Two Regions ran: " + one + ", " + other);
                            })
                            .orElseThrow();
            Region other = run.region().equals(US_EAST_1) ? EU_WEST_1 : US_EAST_1;

            assertThat(run.items()).isEqualTo(1);
            assertThat(removals(run.region())).singleElement().satisfies(removal -> {
                assertThat(removal.userIdentity().type()).isEqualTo("Service");
                assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
            });
            assertThat(removals(other))
                    .singleElement()
                    .satisfies(removal -> assertThat(removal.userIdentity()).isNull());
        }

        @Test
        void choosesTheRegionByTheSeed() {
            List<Region> first = regionsThatRan(1);

            assertThat(first).isEqualTo(regionsThatRan(1)).contains(US_EAST_1, EU_WEST_1);
            assertThat(regionsThatRan(2)).isNotEqualTo(first);
        }

        private List<Region> regionsThatRan(long seed) {
            try (Simulation simulation = Simulation.builder()
                    .seed(seed)
                    .globalTable(GlobalTableDefinition.named("sessions").partitionKey("id"))
                    .start()) {
                Endpoint endpoint = new Endpoint(() -> simulation, US_EAST_1);
                endpoint.call(update("sessions", true, "expires"));
                for (int n = 0; n < 20; n++) {
                    endpoint.put("sessions", session("s" + n, NOW + 100 + n));
                }
                simulation.clock().advance(Duration.ofMinutes(10));
                return simulation.history().events(HistoryEvent.ItemsExpired.class).stream()
                        .map(HistoryEvent.ItemsExpired::region)
                        .toList();
            }
        }

        @Test
        void seesTheLocalCopyAlone() {
            // TTL-4: the refresh has not arrived where time to live runs; the delete is the later write
            enable();
            us.put("sessions", session("1", NOW + 30));
            checked.simulation().settle();
            checked.simulation().network().isolate(EU_WEST_1);
            us.put("sessions", session("1", NOW + 3600));
            advance(Duration.ofSeconds(31));

            assertThat(checked.simulation().table("sessions").expire(EU_WEST_1)).isEqualTo(1);
            assertThat(has(us, "1")).isTrue();
            checked.simulation().network().heal();
            checked.simulation().settle();

            assertThat(has(us, "1")).isFalse();
            assertThat(has(eu, "1")).isFalse();
        }

        @Test
        void runsInEachOfTwoRegionsThatCannotHearOfEachOther() {
            // TTL-5
            enable();
            us.put("sessions", session("1", NOW + 30));
            checked.simulation().settle();
            checked.simulation().network().isolate(EU_WEST_1);

            advance(Duration.ofMinutes(5));

            assertThat(checked.simulation().history().events(HistoryEvent.ItemsExpired.class))
                    .extracting(HistoryEvent.ItemsExpired::region)
                    .containsExactlyInAnyOrder(US_EAST_1, EU_WEST_1);
            assertThat(removals(US_EAST_1)).hasSize(1);
            assertThat(removals(EU_WEST_1)).hasSize(1);
        }
    }

    @Nested
    class ExpiryOnDemand {

        @Test
        void doesNotWait() {
            // TTL-8
            enable();
            us.put("sessions", session("1", NOW + 30));
            us.put("sessions", session("2", NOW + 31));
            advance(Duration.ofSeconds(31));

            assertThat(checked.simulation().table("sessions").expire(US_EAST_1)).isEqualTo(1);

            assertThat(has(us, "1")).isFalse();
            assertThat(has(us, "2")).isTrue();
        }

        @Test
        void worksOnTablesOfOneRegion() {
            new StreamReader(checked.simulation(), US_EAST_1).createTable("orders", StreamViewType.KEYS_ONLY);
            us.call(update("orders", true, "expires"));
            us.put("orders", session("1", NOW - 30));

            assertThat(checked.simulation().expireItems(US_EAST_1, "orders")).isEqualTo(1);
        }

        @Test
        void needsATableWithTimeToLive() {
            assertThatThrownBy(() -> checked.simulation().expireItems(US_EAST_1, "orders"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "There is no table \"orders\" in us-east-1. Create it there, or name a Region that holds"
                                    + " a replica.");
            assertThatThrownBy(() -> checked.simulation().table("sessions").expire(EU_WEST_1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Time to live is not enabled on table \"sessions\" in eu-west-1. Call UpdateTimeToLive"
                            + " first, as the application's set-up does.");
        }
    }

    @Test
    void cannotComeBeforeTheTimeOfExpiry() {
        assertThatThrownBy(() -> Simulation.builder().timeToLiveDelay(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An item cannot be deleted before it expires: found a delay of PT-1S. Give a positive"
                        + " duration, or none at all.");
    }

    @Nested
    class WhenTheTestSettles {

        @RegisterExtension
        final CheckedSimulation two = CheckedSimulation.of(
                GlobalTableDefinition.named("sessions").partitionKey("id").replicationDelay("10s"),
                GlobalTableDefinition.named("users")
                        .partitionKey("id")
                        .globalIndex("byName", "name")
                        .indexDelay("12s"));

        /** An item expires while nothing is behind any more but the index of another table, by 12 seconds. */
        @Test
        void aDeleteOnTheWayIsDeliveredToo() {
            Endpoint first = new Endpoint(two::simulation, US_EAST_1);
            Endpoint second = new Endpoint(two::simulation, EU_WEST_1);
            first.call(update("sessions", true, "expires"));
            first.put("sessions", session("1", NOW + 23 - 60));
            two.simulation().clock().advance(Duration.ofSeconds(10));
            first.put("users", item("id", "1", "name", "Ada"));

            two.simulation().settle();

            assertThat(two.simulation().network().inFlight()).isEmpty();
            assertThat(has(first, "1")).isFalse();
            assertThat(has(second, "1")).isFalse();
        }
    }
}
