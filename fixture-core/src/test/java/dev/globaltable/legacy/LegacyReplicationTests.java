package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.legacy.LegacyTables.with;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.SimulatedTable;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What replicas of version 2017.11.29 hold, and what their streams tell of it. */
class LegacyReplicationTests {

    private static final String START = "1767225600";

    @RegisterExtension
    final CheckedSimulation checked = LegacyTables.emulated();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    @BeforeEach
    void createGlobalTable() {
        LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
    }

    private SimulatedTable orders() {
        return checked.simulation().table("orders");
    }

    private void advance(Duration duration) {
        checked.simulation().clock().advance(duration);
    }

    private void settle() {
        checked.simulation().settle();
    }

    private Map<String, AttributeValue> get(Endpoint endpoint, String key) {
        return endpoint.get("orders", item("pk", key));
    }

    private static UpdateItemRequest.Builder update(String key, String expression, Object... values) {
        return UpdateItemRequest.builder()
                .tableName("orders")
                .key(item("pk", key))
                .updateExpression(expression)
                .expressionAttributeValues(item(values));
    }

    /** Each record as its name, its old and its new image. */
    private List<List<Object>> records(Region region) {
        List<List<Object>> records = new ArrayList<>();
        for (Record record : orders().stream(region).records()) {
            records.add(List.of(
                    record.eventNameAsString(),
                    record.dynamodb().hasOldImage() ? record.dynamodb().oldImage() : Map.of(),
                    record.dynamodb().hasNewImage() ? record.dynamodb().newImage() : Map.of()));
        }
        return records;
    }

    private static List<Object> record(String name, Map<String, AttributeValue> old, Map<String, AttributeValue> now) {
        return List.of(name, old, now);
    }

    private static final Map<String, AttributeValue> NOTHING = Map.of();

    @Nested
    class AnItem {

        @Test
        void tellsWhenAndWhereItWasWrittenInEveryRegion() {
            // REP-1
            us.call(put("pk", "1", "v", "a"));
            settle();

            assertThat(get(us, "1")).isEqualTo(with(US_EAST_1, START, "pk", "1", "v", "a"));
            assertThat(get(eu, "1")).isEqualTo(get(us, "1"));
        }

        @Test
        void tellsTheTimeInSecondsAndMicroseconds() {
            // 2.3
            advance(Duration.ofNanos(835_001_000));

            us.call(put("pk", "1"));

            assertThat(get(us, "1")).isEqualTo(with(US_EAST_1, START + ".835001", "pk", "1"));
        }

        @Test
        void tellsTheTimeOfTheRegionsOwnClock() {
            // LWW-3
            checked.simulation().clock().in(US_EAST_1).setAhead(Duration.ofMillis(-500));

            us.call(put("pk", "1"));

            assertThat(get(us, "1")).isEqualTo(with(US_EAST_1, "1767225599.5", "pk", "1"));
        }

        @Test
        void isAnsweredToItsWriterAsItIsWritten() {
            // REP-2: the service follows after the call
            us.call(put("pk", "1", "n", 1));

            UpdateItemResponse updated = us.call(
                    update("1", "ADD n :one", ":one", 1).returnValues("ALL_NEW").build());
            PutItemResponse overwritten = us.call(
                    put("pk", "1", "n", 9).toBuilder().returnValues("ALL_OLD").build());

            assertThat(updated.attributes()).isEqualTo(with(US_EAST_1, START, "pk", "1", "n", 2));
            assertThat(overwritten.attributes()).isEqualTo(with(US_EAST_1, START + ".000001", "pk", "1", "n", 2));
        }

        @Test
        void doesNotKeepWhatAnApplicationWritesIntoTheServicesAttributes() {
            // REP-1
            us.call(put(
                    "pk", "1", "aws:rep:updatetime", "soon", "aws:rep:updateregion", "mars", "aws:rep:deleting", true));

            assertThat(get(us, "1")).isEqualTo(with(US_EAST_1, START, "pk", "1"));
        }

        @Test
        void isReplicatedEvenIfTheApplicationWroteTheVeryAttributesThatTheServiceAdds() {
            Map<String, AttributeValue> item = with(US_EAST_1, START, "pk", "1", "v", "a");
            us.call(put().toBuilder().item(item).build());
            settle();

            assertThat(get(eu, "1")).isEqualTo(item);
            assertThat(records(US_EAST_1)).containsExactly(record("INSERT", NOTHING, item));
        }

        @Test
        void isTheSameHoweverItIsWritten() {
            us.call(TransactWriteItemsRequest.builder()
                    .transactItems(
                            TransactWriteItem.builder()
                                    .put(put -> put.tableName("orders").item(item("pk", "1")))
                                    .build(),
                            TransactWriteItem.builder()
                                    .update(change -> change.tableName("orders")
                                            .key(item("pk", "2"))
                                            .updateExpression("SET v = :v")
                                            .expressionAttributeValues(item(":v", "b")))
                                    .build())
                    .build());
            us.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "orders",
                            List.of(WriteRequest.builder()
                                    .putRequest(put -> put.item(item("pk", "3")))
                                    .build())))
                    .build());
            settle();

            assertThat(get(eu, "1")).isEqualTo(with(US_EAST_1, START, "pk", "1"));
            assertThat(get(eu, "2")).isEqualTo(with(US_EAST_1, START, "pk", "2", "v", "b"));
            assertThat(get(eu, "3")).isEqualTo(with(US_EAST_1, START, "pk", "3"));
        }
    }

    @Nested
    class Streams {

        @Test
        void tellAPutTwiceAtItsOriginAndOnceElsewhere() {
            // REP-2
            us.call(put("pk", "1", "v", "a"));
            settle();

            Map<String, AttributeValue> complete = with(US_EAST_1, START, "pk", "1", "v", "a");
            assertThat(records(US_EAST_1))
                    .containsExactly(
                            record("INSERT", NOTHING, item("pk", "1", "v", "a")),
                            record("MODIFY", item("pk", "1", "v", "a"), complete));
            assertThat(records(EU_WEST_1)).containsExactly(record("INSERT", NOTHING, complete));
        }

        @Test
        void tellAnUpdateFirstWithTheAttributesOfTheWriteBefore() {
            // REP-2
            us.call(put("pk", "1", "n", 1));
            settle();
            eu.call(update("1", "SET n = :n", ":n", 2).build());
            settle();

            Map<String, AttributeValue> before = with(US_EAST_1, START, "pk", "1", "n", 1);
            Map<String, AttributeValue> updated = with(US_EAST_1, START, "pk", "1", "n", 2);
            Map<String, AttributeValue> complete = with(EU_WEST_1, "1767225601", "pk", "1", "n", 2);
            assertThat(records(EU_WEST_1))
                    .containsExactly(
                            record("INSERT", NOTHING, before),
                            record("MODIFY", before, updated),
                            record("MODIFY", updated, complete));
            assertThat(records(US_EAST_1).get(2)).isEqualTo(record("MODIFY", before, complete));
        }

        @Test
        void tellADeleteOnceAtItsOriginAndTwiceElsewhere() {
            // REP-3
            us.call(put("pk", "1", "v", "a"));
            settle();
            us.call(delete("1"));
            settle();

            Map<String, AttributeValue> complete = with(US_EAST_1, START, "pk", "1", "v", "a");
            Map<String, AttributeValue> marked = with(US_EAST_1, START, "pk", "1", "v", "a");
            marked.put("aws:rep:deleting", AttributeValue.fromBool(true));
            assertThat(records(US_EAST_1).get(2)).isEqualTo(record("REMOVE", complete, NOTHING));
            assertThat(records(US_EAST_1)).hasSize(3);
            assertThat(records(EU_WEST_1))
                    .containsExactly(
                            record("INSERT", NOTHING, complete),
                            record("MODIFY", complete, marked),
                            record("REMOVE", marked, NOTHING));
        }

        @Test
        void tellNothingOfAWriteThatChangesNothing() {
            // LWW-7, LWW-8, STR-9
            us.call(put("pk", "1", "n", 1));
            us.call(update("1", "SET n = :n", ":n", 1).build());
            us.call(delete("2"));
            settle();

            assertThat(records(US_EAST_1)).hasSize(2);
            assertThat(records(EU_WEST_1)).hasSize(1);
        }

        @Test
        void tellAPutOfTheSameItemTwiceAsItComesWithoutTheServicesAttributes() {
            // REP-1, REP-2: a put replaces the whole item
            us.call(put("pk", "1"));
            us.call(put("pk", "1"));
            settle();

            assertThat(records(US_EAST_1)).hasSize(4);
            assertThat(get(eu, "1")).isEqualTo(with(US_EAST_1, START + ".000001", "pk", "1"));
        }
    }

    @Nested
    class Conflicts {

        @Test
        void areWonByTheLaterWrite() {
            // LWW-2, LWW-6
            us.call(put("pk", "1", "v", "us"));
            advance(Duration.ofMillis(10));
            eu.call(put("pk", "1", "v", "eu"));
            settle();

            assertThat(get(us, "1")).isEqualTo(with(EU_WEST_1, START + ".01", "pk", "1", "v", "eu"));
            assertThat(get(eu, "1")).isEqualTo(get(us, "1"));
            assertThat(orders().conflicts()).hasSize(1);
        }

        @Test
        void areDecidedByTheRegionsNameAtEqualTimes() {
            // LWW-4: the service's own write is no later than the application's
            eu.call(put("pk", "1", "v", "eu"));
            us.call(put("pk", "1", "v", "us"));
            settle();

            assertThat(get(us, "1")).isEqualTo(with(US_EAST_1, START, "pk", "1", "v", "us"));
        }

        @Test
        void betweenADeleteAndALaterPutAreWonByThePut() {
            // LWW-9, LWW-10
            us.call(put("pk", "1", "v", "a"));
            settle();
            us.call(delete("1"));
            advance(Duration.ofMillis(1));
            eu.call(put("pk", "1", "v", "b"));
            settle();

            assertThat(get(us, "1")).isEqualTo(with(EU_WEST_1, "1767225601.001", "pk", "1", "v", "b"));
            assertThat(records(EU_WEST_1)).hasSize(3);
        }

        @Test
        void withADeleteThatIsEarlierMarkNothing() {
            // REP-3: no first step of a delete that loses
            us.call(put("pk", "1"));
            settle();
            us.call(delete("1"));
            advance(Duration.ofMillis(1));
            eu.call(update("1", "SET v = :v", ":v", "b").build());
            settle();

            assertThat(records(EU_WEST_1))
                    .extracting(record -> record.get(0))
                    .containsExactly("INSERT", "MODIFY", "MODIFY");
        }

        @Test
        void surviveAPartition() {
            // ISO-1 ... ISO-3
            us.call(put("pk", "1", "v", "a"));
            settle();
            checked.simulation().network().cutLink(US_EAST_1, EU_WEST_1);
            checked.simulation().network().cutLink(EU_WEST_1, US_EAST_1);
            us.call(delete("1"));
            eu.call(put("pk", "2", "v", "b"));
            advance(Duration.ofHours(30));

            assertThat(get(eu, "1")).isNotEmpty();
            assertThat(get(us, "2")).isEmpty();
            checked.simulation().network().heal();
            settle();

            assertThat(get(eu, "1")).isEmpty();
            assertThat(get(us, "2")).isNotEmpty();
        }
    }

    @Nested
    class TimeToLive {

        private void enable(Endpoint endpoint) {
            endpoint.call(UpdateTimeToLiveRequest.builder()
                    .tableName("orders")
                    .timeToLiveSpecification(ttl -> ttl.attributeName("t").enabled(true))
                    .build());
        }

        private int expire(Region region) {
            return checked.simulation().expireItems(region, "orders");
        }

        @Test
        void isEnabledInOneRegionAndDeletesThereAlone() {
            // TTL-6
            enable(us);
            us.call(put("pk", "1", "t", 1_767_225_605L));
            settle();
            advance(Duration.ofMinutes(5));

            assertThat(get(us, "1")).isEmpty();
            assertThat(get(eu, "1")).isNotEmpty();
            assertThat(checked.simulation().network().inFlight()).isEmpty();
            assertThat(orders().stream(US_EAST_1).records())
                    .last()
                    .satisfies(
                            record -> assertThat(record.userIdentity().type()).isEqualTo("Service"));
            eu.call(delete("1"));
        }

        @Test
        void deletesInEachRegionThatHasIt() {
            // TTL-3, TTL-6
            enable(us);
            enable(eu);
            us.call(put("pk", "1", "t", 1_767_225_605L));
            settle();
            advance(Duration.ofMinutes(5));

            assertThat(get(us, "1")).isEmpty();
            assertThat(get(eu, "1")).isEmpty();
            assertThat(records(EU_WEST_1)).extracting(record -> record.get(0)).containsExactly("INSERT", "REMOVE");
            assertThat(orders().stream(EU_WEST_1).records())
                    .last()
                    .satisfies(
                            record -> assertThat(record.userIdentity().type()).isEqualTo("Service"));
        }

        @Test
        void doesNotKeepAwayWhatAnotherRegionWroteBeforeTheDelete() {
            // TTL-6, unlike TTL-4: the delete is no version that others could lose to
            enable(us);
            us.call(put("pk", "1", "t", 1_767_225_605L));
            settle();
            checked.simulation().network().cutLink(EU_WEST_1, US_EAST_1);
            eu.call(put("pk", "1", "t", 1_999_999_999L));
            advance(Duration.ofSeconds(30));
            assertThat(expire(US_EAST_1)).isEqualTo(1);
            checked.simulation().network().heal();
            settle();

            assertThat(get(us, "1")).isEqualTo(get(eu, "1")).isNotEmpty();
        }
    }

    @Nested
    class ThePendingReplicationCount {

        @Test
        void countsWhatIsWrittenHereAndNotYetThere() {
            // reference 5.1
            us.call(put("pk", "1"));
            us.call(put("pk", "2"));

            assertThat(orders().pendingReplicationCount(US_EAST_1, EU_WEST_1)).isEqualTo(2);
            assertThat(orders().pendingReplicationCount(EU_WEST_1, US_EAST_1)).isZero();
            settle();
            assertThat(orders().pendingReplicationCount(US_EAST_1, EU_WEST_1)).isZero();
        }
    }

    @Nested
    class ThreeRegions {

        @Test
        void hearOfAWriteFromItsOriginAlone() {
            // LWW-14
            LegacyTables.createTables(checked, US_WEST_2);
            us.call(LegacyTables.update(LegacyTables.addition(US_WEST_2)));
            us.call(put("pk", "1", "v", "a"));

            assertThat(orders().inFlight()).hasSize(2);
            settle();

            assertThat(get(new Endpoint(checked::simulation, US_WEST_2), "1")).isEqualTo(get(us, "1"));
            assertThat(records(US_WEST_2)).hasSize(1);
        }
    }
}
