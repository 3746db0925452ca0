package dev.globaltable;

import static dev.globaltable.Caller.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class StreamConsumerTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Simulation simulation;
    private Caller us;
    private Caller eu;
    private final List<List<String>> batches = new ArrayList<>();

    @BeforeEach
    void startTheSimulation() {
        start(Simulation.builder());
    }

    private void start(SimulationBuilder builder) {
        simulation = builder.globalTable(Caller.ITEMS.replicationDelay("1s")).start();
        us = new Caller(simulation, US_EAST_1);
        eu = new Caller(simulation, EU_WEST_1);
    }

    @AfterEach
    void closeTheSimulation() {
        simulation.close();
    }

    private SimulatedStream stream(Region region) {
        return simulation.table("items").stream(region);
    }

    private void advance(String duration) {
        simulation.clock().advance(Duration.parse(duration));
    }

    private Duration elapsed() {
        return Duration.between(START, simulation.clock().instant());
    }

    /** A handler that does nothing but to note the keys of its batches. */
    private void note(List<Record> records) {
        batches.add(records.stream().map(StreamConsumerTests::id).toList());
    }

    private static String id(Record record) {
        return record.dynamodb().keys().get("id").s();
    }

    private void put(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(id -> us.put(String.valueOf(id)));
    }

    @Nested
    class Delivery {

        @Test
        void happensAtTheNextPollOnTheClockOfTheTest() {
            stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            advance("PT0.1S");
            put(1, 2);

            advance("PT0.149999S");
            assertThat(batches).isEmpty();
            advance("PT0.000001S");
            assertThat(batches).containsExactly(List.of("1", "2"));
        }

        @Test
        void startsWithTheOldestRecordOrWithTheNextOne() {
            put(1, 1);
            List<String> latest = new ArrayList<>();
            stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            stream(US_EAST_1)
                    .consumer()
                    .fromLatest()
                    .subscribe(records -> records.forEach(record -> latest.add(id(record))));
            put(2, 2);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"));
            assertThat(latest).containsExactly("2");
        }

        @Test
        void isInBatchesOfAtMostTheGivenSize() {
            put(1, 5);
            StreamConsumer consumer =
                    stream(US_EAST_1).consumer().batchSize(2).subscribe(StreamConsumerTests.this::note);
            advance("PT0.25S");

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
            assertThat(consumer.invocations()).isEqualTo(3);
            assertThat(consumer.isCaughtUp()).isTrue();
        }

        @Test
        void waitsForAFullBatchAsLongAsTheWindow() {
            stream(US_EAST_1)
                    .consumer()
                    .batchSize(3)
                    .maximumBatchingWindow(Duration.ofSeconds(30))
                    .subscribe(StreamConsumerTests.this::note);
            put(1, 2);
            advance("PT30S");
            assertThat(batches).isEmpty();
            advance("PT0.25S");
            assertThat(batches).containsExactly(List.of("1", "2"));

            put(3, 3);
            advance("PT10S");
            put(4, 5);
            advance("PT0.25S");
            assertThat(batches).hasSize(2).endsWith(List.of("3", "4", "5"));
        }

        @Test
        void passesOverWhatTheFilterDoesNotMatch() {
            stream(US_EAST_1)
                    .consumer()
                    .filter(record -> record.eventName() == OperationType.REMOVE)
                    .subscribe(StreamConsumerTests.this::note);
            put(1, 3);
            us.delete("2");
            simulation.settle();

            assertThat(batches).containsExactly(List.of("2"));
        }

        @Test
        void endsWithTheSubscription() {
            StreamConsumer consumer = stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            put(1, 1);
            consumer.close();
            advance("PT1H");

            assertThat(batches).isEmpty();
        }

        @Test
        void costsNothingWhereNothingHappens() {
            StreamConsumer consumer = stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            advance("P36500D");

            assertThat(consumer.invocations()).isZero();
        }

        @Test
        void happensInEachRegionOnce() {
            List<String> regions = new ArrayList<>();
            for (Region region : List.of(US_EAST_1, EU_WEST_1)) {
                stream(region).subscribe(records -> records.forEach(record -> regions.add(record.awsRegion())));
            }
            us.put("1");
            simulation.settle();

            assertThat(regions).containsExactly("us-east-1", "eu-west-1");
        }

        @Test
        void needsAStream() {
            assertThatThrownBy(() -> stream(AP_SOUTHEAST_1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The table \"items\" has no stream in ap-southeast-1, nor had it one in the last 24 hours."
                                    + " Name a table and Region that have, or enable a stream with CreateTable or UpdateTable"
                                    + " first.");
        }
    }

    @Nested
    class Handlers {

        @Test
        void mayUseClientsAndTheClock() {
            stream(US_EAST_1).consumer().batchSize(1).subscribe(records -> {
                note(records);
                if (id(records.get(0)).equals("1")) {
                    us.put("2");
                    advance("PT1S");
                }
            });
            us.put("1");
            advance("PT0.25S");
            assertThat(elapsed()).isEqualTo(Duration.ofMillis(1250));
            advance("PT0.25S");

            assertThat(batches).containsExactly(List.of("1"), List.of("2"));
        }

        /** An asynchronous client answers on another thread, and the handler waits for it. */
        @Test
        void mayWaitForOtherThreads() {
            stream(US_EAST_1)
                    .consumer()
                    .filter(record -> id(record).equals("1"))
                    .subscribe(records ->
                            CompletableFuture.runAsync(() -> eu.put("from 1")).join());
            us.put("1");
            simulation.settle();

            assertThat(eu.get("from 1")).isEqualTo(item("from 1"));
        }

        /** Otherwise a handler that writes would never come to an end. */
        @Test
        void seeWhatTheyWriteAtTheNextPoll() {
            stream(US_EAST_1).consumer().batchSize(1).subscribe(records -> {
                int number = Integer.parseInt(id(records.get(0)));
                if (number <= 4) {
                    us.put(String.valueOf(number + 2));
                }
            });
            put(1, 2);
            simulation.settle();

            assertThat(stream(US_EAST_1).records()).hasSize(6);
            // The last two are written at the second poll, and arrive a second later.
            assertThat(elapsed()).isEqualTo(Duration.ofMillis(2 * 250 + 1000));
        }

        @Test
        void areNotCalledAfterOneOfThemEndedTheSubscription() {
            simulation.close();
            start(Simulation.builder().streamShards(4));
            AtomicReference<StreamConsumer> consumer = new AtomicReference<>();
            consumer.set(stream(US_EAST_1).subscribe(records -> {
                note(records);
                consumer.get().close();
            }));
            put(1, 40);
            advance("PT1S");

            assertThat(batches).hasSize(1);
        }

        @Test
        void areNotCalledAgainBeforeTheyAreDone() {
            AtomicInteger running = new AtomicInteger();
            stream(US_EAST_1).consumer().batchSize(1).subscribe(records -> {
                assertThat(running.incrementAndGet()).isEqualTo(1);
                note(records);
                advance("PT10S");
                running.decrementAndGet();
            });
            put(1, 3);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1"), List.of("2"), List.of("3"));
        }

        @Test
        void thatFailAnAssertionFailTheTest() {
            stream(US_EAST_1).subscribe(records -> assertThat(records).isEmpty());
            us.put("1");

            assertThatThrownBy(() -> advance("PT1S")).isInstanceOf(AssertionError.class);
        }
    }

    @Nested
    class Failures {

        private final List<DiscardedBatch> discarded = new ArrayList<>();

        private void failing(StreamConsumerBuilder consumer, String... poison) {
            consumer.subscribe(records -> {
                note(records);
                for (Record record : records) {
                    if (List.of(poison).contains(id(record))) {
                        throw new IllegalArgumentException("poison " + id(record));
                    }
                }
            });
        }

        @Test
        void makeTheBatchBeTriedAgainWhileItsShardWaits() {
            AtomicInteger left = new AtomicInteger(2);
            StreamConsumer consumer = stream(US_EAST_1).consumer().batchSize(2).subscribe(records -> {
                note(records);
                if (left.getAndDecrement() > 0) {
                    throw new IllegalStateException("down");
                }
            });
            put(1, 3);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"), List.of("3"));
            assertThat(elapsed()).isEqualTo(Duration.ofMillis(250 + 1000 + 2000));
            assertThat(consumer.lastError()).get().isInstanceOf(IllegalStateException.class);
            assertThat(consumer.isCaughtUp()).isTrue();
        }

        @Test
        void beyondTheMaximumOfRetriesSendTheBatchToTheDestination() {
            failing(
                    stream(US_EAST_1)
                            .consumer()
                            .batchSize(2)
                            .maximumRetryAttempts(1)
                            .onFailureDestination(discarded),
                    "2");
            put(1, 3);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("3"));
            assertThat(discarded).singleElement().satisfies(batch -> {
                assertThat(batch.condition()).isEqualTo("RetryAttemptsExhausted");
                assertThat(batch.invocations()).isEqualTo(2);
                assertThat(batch.records()).extracting(StreamConsumerTests::id).containsExactly("1", "2");
                assertThat(batch.shardId()).startsWith("shardId-");
                assertThat(batch.cause().orElseThrow()).hasMessage("poison 2");
            });
        }

        @Test
        void areNotLostWhereThereIsNoDestination() {
            failing(stream(US_EAST_1).consumer().maximumRetryAttempts(0), "1");
            us.put("1");

            assertThatThrownBy(() -> simulation.settle())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "The consumer of the stream of items in us-east-1 gave up on 1 records after 1 invocations"
                                    + " (RetryAttemptsExhausted), the last of which threw java.lang.IllegalArgumentException: poison"
                                    + " 1. If the test expects that, give the consumer an onFailureDestination(..) to look at.")
                    .hasRootCauseMessage("poison 1");
            put(2, 2);
            simulation.settle();
            assertThat(batches).containsExactly(List.of("1"), List.of("2"));
        }

        @Test
        void bisectTheBatchToFindTheRecordThatIsToBlame() {
            failing(
                    stream(US_EAST_1)
                            .consumer()
                            .bisectBatchOnError()
                            .maximumRetryAttempts(1)
                            .onFailureDestination(discarded),
                    "3");
            put(1, 4);
            simulation.settle();

            assertThat(batches)
                    .containsExactly(
                            List.of("1", "2", "3", "4"),
                            List.of("1", "2"),
                            List.of("3", "4"),
                            List.of("3"),
                            List.of("3"),
                            List.of("4"));
            assertThat(discarded)
                    .singleElement()
                    .satisfies(batch -> assertThat(batch.records())
                            .extracting(StreamConsumerTests::id)
                            .containsExactly("3"));
        }

        @Test
        void bisectOneHalfBeforeTheOtherIsTried() {
            failing(
                    stream(US_EAST_1)
                            .consumer()
                            .bisectBatchOnError()
                            .maximumRetryAttempts(0)
                            .onFailureDestination(discarded),
                    "1");
            put(1, 4);
            simulation.settle();

            assertThat(batches)
                    .containsExactly(
                            List.of("1", "2", "3", "4"),
                            List.of("1", "2"),
                            List.of("1"),
                            List.of("2"),
                            List.of("3", "4"));
        }

        @Test
        void areTriedAgainEvery64SecondsAtLast() {
            failing(stream(US_EAST_1).consumer(), "1");
            us.put("1");
            advance("PT10M");

            // At 0.25 s, then after 1, 2, 4, 8, 16, 32 and from then on 64 s.
            assertThat(batches).hasSize(15);
        }

        @Test
        void thatAreReportedAreNotBisected() {
            AtomicInteger calls = new AtomicInteger();
            stream(US_EAST_1).consumer().bisectBatchOnError().subscribeReportingFailures(records -> {
                note(records);
                return calls.getAndIncrement() == 0
                        ? List.of(records.get(2).dynamodb().sequenceNumber())
                        : List.of();
            });
            put(1, 4);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        }

        @Test
        void endForTheRecordsOfABatchThatAreTooOldAlone() {
            failing(
                    stream(US_EAST_1)
                            .consumer()
                            .pollInterval(Duration.ofSeconds(4))
                            .maximumRecordAge(Duration.ofSeconds(5))
                            .onFailureDestination(discarded),
                    "1");
            us.put("1");
            advance("PT3S");
            us.put("2");
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("2"));
            assertThat(discarded)
                    .singleElement()
                    .satisfies(batch -> assertThat(batch.records())
                            .extracting(StreamConsumerTests::id)
                            .containsExactly("1"));
        }

        @Test
        void thatAreReportedRecordByRecordKeepWhatCameBefore() {
            AtomicInteger calls = new AtomicInteger();
            stream(US_EAST_1).consumer().subscribeReportingFailures(records -> {
                note(records);
                boolean first = calls.getAndIncrement() == 0;
                return records.stream()
                        .filter(record -> first && List.of("4", "3").contains(id(record)))
                        .map(record -> record.dynamodb().sequenceNumber())
                        .toList();
            });
            put(1, 4);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        }

        @Test
        void thatNameAForeignRecordFailTheWholeBatch() {
            AtomicInteger calls = new AtomicInteger();
            stream(US_EAST_1).consumer().subscribeReportingFailures(records -> {
                note(records);
                return calls.getAndIncrement() == 0 ? List.of("no sequence number") : List.of();
            });
            put(1, 2);
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("1", "2"));
        }

        @Test
        void endWithTheAgeOfTheRecords() {
            failing(
                    stream(US_EAST_1)
                            .consumer()
                            .batchSize(1)
                            .maximumRecordAge(Duration.ofSeconds(5))
                            .onFailureDestination(discarded),
                    "1");
            us.put("1");
            advance("PT2S");
            us.put("2");
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1"), List.of("1"), List.of("1"), List.of("2"));
            assertThat(elapsed()).isEqualTo(Duration.ofMillis(5250));
            assertThat(discarded).extracting(DiscardedBatch::condition).containsExactly("RecordAgeExceeded");
        }

        /** What stood behind it for a day less a moment is not lost with it (STR-11). */
        @Test
        void endAfterADayInAnyCase() {
            failing(stream(US_EAST_1).consumer().batchSize(1).onFailureDestination(discarded), "1");
            us.put("1");
            advance("PT0.000001S");
            us.put("2");
            simulation.settle();

            assertThat(elapsed()).isEqualTo(Duration.ofHours(24));
            assertThat(discarded).hasSize(1);
            assertThat(batches).endsWith(List.of("1"), List.of("2"));
        }
    }

    @Nested
    class Redelivery {

        @Test
        void bringsTheLastBatchOnceMoreBeforeWhatIsNew() {
            StreamConsumer consumer = stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            put(1, 2);
            simulation.settle();
            put(3, 3);
            consumer.redeliverLastBatch();
            simulation.settle();

            assertThat(batches).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("3"));
        }

        @Test
        void doesNotWaitForTheRetryOfAnotherBatch() {
            AtomicInteger failures = new AtomicInteger(1);
            StreamConsumer consumer = stream(US_EAST_1).subscribe(records -> {
                note(records);
                if (id(records.get(0)).equals("2") && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("down");
                }
            });
            put(1, 1);
            simulation.settle();
            put(2, 2);
            advance("PT0.25S");
            consumer.redeliverLastBatch();
            advance("PT0.1S");

            assertThat(batches).startsWith(List.of("1"), List.of("2"), List.of("1"));
            simulation.settle();
            assertThat(batches).endsWith(List.of("2"));
        }

        @Test
        void needsABatch() {
            StreamConsumer consumer = stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);

            assertThatThrownBy(consumer::redeliverLastBatch)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "The consumer of the stream of items in us-east-1 has not done a batch yet. Write something"
                                    + " and settle() first.");
        }
    }

    @Nested
    class Shards {

        /** STR-13. */
        @Test
        void areDoneBeforeTheirChildren() {
            List<String> shardOfEachRecord = new ArrayList<>();
            stream(US_EAST_1).consumer().batchSize(3).subscribe(records -> {
                note(records);
                records.forEach(record -> shardOfEachRecord.add(
                        record.dynamodb().newImage().get("half").s()));
            });
            IntStream.range(0, 20).forEach(id -> us.put(String.valueOf(id), "half", "parent"));
            stream(US_EAST_1).splitShards();
            IntStream.range(0, 20).forEach(id -> us.put(String.valueOf(id), "half", "child"));
            simulation.settle();

            assertThat(shardOfEachRecord).hasSize(40).startsWith("parent");
            assertThat(shardOfEachRecord.subList(0, 20)).containsOnly("parent");
            assertThat(shardOfEachRecord.subList(20, 40)).containsOnly("child");
            assertThat(stream(US_EAST_1).records()).hasSize(40);
        }

        /** STR-13. */
        @Test
        void areDoneBeforeTheirGrandchildrenToo() {
            List<String> generations = new ArrayList<>();
            stream(US_EAST_1)
                    .consumer()
                    .batchSize(3)
                    .subscribe(records -> records.forEach(record -> generations.add(
                            record.dynamodb().newImage().get("age").s())));
            for (String age : List.of("parent", "child", "grandchild")) {
                IntStream.range(0, 20).forEach(id -> us.put(String.valueOf(id), "age", age));
                if (!age.equals("grandchild")) {
                    stream(US_EAST_1).splitShards();
                }
            }
            simulation.settle();

            assertThat(generations.subList(0, 20)).containsOnly("parent");
            assertThat(generations.subList(20, 40)).contains("child");
            for (String age : List.of("parent", "child", "grandchild")) {
                assertThat(generations).filteredOn(age::equals).hasSize(20);
            }
        }

        @Test
        void thatNeverHadARecordDoNotKeepTheirChildrenWaiting() {
            stream(US_EAST_1).splitShards();
            StreamConsumer consumer = stream(US_EAST_1).subscribe(StreamConsumerTests.this::note);
            put(1, 10);
            simulation.settle();

            assertThat(batches).flatExtracting(batch -> batch).hasSize(10);
            assertThat(consumer.isCaughtUp()).isTrue();
        }

        @Test
        void doNotWaitForEachOther() {
            simulation.close();
            start(Simulation.builder().streamShards(4));
            List<String> done = new ArrayList<>();
            stream(US_EAST_1).consumer().batchSize(1).subscribe(records -> {
                if (id(records.get(0)).equals("1")) {
                    throw new IllegalStateException("stuck");
                }
                done.add(id(records.get(0)));
            });
            put(1, 40);
            advance("PT1S");

            assertThat(done).hasSizeBetween(20, 39);
        }

        @Test
        void cannotBeSplitOnceTheStreamIsDisabled() {
            SimulatedStream stream = stream(EU_WEST_1);
            simulation.execute(
                    EU_WEST_1, DeleteTableRequest.builder().tableName("items").build());

            assertThatThrownBy(stream::splitShards)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("stream of items in eu-west-1 is disabled and has no open shard. Split shards while the"
                            + " stream is enabled.");
        }
    }

    @Nested
    class Settling {

        /** Scenario 26, the harmless half: the second write changes nothing. */
        @Test
        void endsThePingPongOfAConstantValue() {
            for (Caller caller : List.of(us, eu)) {
                stream(caller.region()).subscribe(records -> {
                    for (Record record : records) {
                        caller.update(id(record), "SET seen = :seen", ":seen", "yes");
                    }
                });
            }
            us.put("1");
            simulation.settle();

            assertThat(us.get("1")).isEqualTo(item("1", "seen", "yes"));
            assertThat(simulation.table("items").hasConverged()).isTrue();
        }

        /** Scenario 26, the other half. */
        @Test
        void tellsOfAPingPongThatNeverEnds() {
            for (Caller caller : List.of(us, eu)) {
                stream(caller.region()).subscribe(records -> {
                    for (Record record : records) {
                        caller.update(
                                id(record),
                                "SET seen = :seen",
                                ":seen",
                                caller.region() + " " + simulation.clock().instant());
                    }
                });
            }
            us.put("1");

            assertThatThrownBy(() -> simulation.settle())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "Consumers of streams do not come to rest: more than 10000 batches in one step,"
                                    + " the last one for the stream of items in ")
                    .hasMessageEndingWith(". Either they answer each other's writes without end, or a handler fails for"
                            + " ever. Let handlers leave alone what they wrote themselves, or move time with"
                            + " clock().advance(..), which ends by itself.");
        }

        @Test
        void deliversWhatTheLastHandlerWrote() {
            us.put("1");
            simulation.settle();
            List<StreamConsumer> consumers = new ArrayList<>();
            consumers.add(stream(US_EAST_1).subscribe(records -> {
                us.put("2");
                consumers.get(0).close();
            }));
            simulation.settle();

            assertThat(eu.get("2")).isEqualTo(item("2"));
        }

        /** Scenario 25: with a Region attribute to filter on, each write is handled once. */
        @Test
        void handlesEachWriteOnceWhereConsumersTellTheirOwnRegionsWrites() {
            List<String> handled = new ArrayList<>();
            for (Region region : List.of(US_EAST_1, EU_WEST_1)) {
                stream(region)
                        .consumer()
                        .filter(record ->
                                record.dynamodb().newImage().get("region").s().equals(region.id()))
                        .subscribe(records -> records.forEach(record -> handled.add(region + " " + id(record))));
            }
            us.put("1", "region", "us-east-1");
            eu.put("2", "region", "eu-west-1");
            simulation.settle();

            assertThat(handled).containsExactly("us-east-1 1", "eu-west-1 2");
        }

        /** LWW-13, ISO-2: what a closed link holds back is not waited for. */
        @Test
        void leavesAloneWhatALinkHoldsBack() {
            List<String> seen = new ArrayList<>();
            stream(EU_WEST_1).subscribe(records -> records.forEach(record -> seen.add(id(record))));
            simulation.network().isolate(EU_WEST_1);
            us.put("1");
            simulation.settle();
            assertThat(seen).isEmpty();

            simulation.network().heal();
            simulation.settle();
            assertThat(seen).containsExactly("1");
        }
    }

    @Test
    void theSameSeedAndCallsGiveTheSameHistory() {
        String first = pingPong();
        simulation.close();
        start(Simulation.builder());

        assertThat(pingPong()).isEqualTo(first);
    }

    private String pingPong() {
        for (Caller caller : List.of(us, eu)) {
            stream(caller.region())
                    .subscribe(records -> caller.put("count " + caller.region(), "n", String.valueOf(records.size())));
        }
        us.put("1");
        eu.put("2");
        advance("PT10S");
        return simulation.history().text();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        StreamConsumerBuilder consumer = stream(US_EAST_1).consumer();

        assertThatThrownBy(() -> consumer.batchSize(0)).hasMessage("A batch has 1 to 10000 records; found 0.");
        assertThatThrownBy(() -> consumer.batchSize(10_001)).hasMessage("A batch has 1 to 10000 records; found 10001.");
        assertThatThrownBy(() -> consumer.maximumBatchingWindow(Duration.ofSeconds(-1)))
                .hasMessage("A batching window is not negative; found PT-1S.");
        assertThatThrownBy(() -> consumer.pollInterval(Duration.ZERO))
                .hasMessage("Polls are at least a microsecond apart; found PT0S.");
        assertThatThrownBy(() -> consumer.maximumRetryAttempts(-1))
                .hasMessage("A batch is tried again 0 times or more; found -1.");
        assertThatThrownBy(() -> consumer.maximumRecordAge(Duration.ofHours(25)))
                .hasMessage("Records are at most 24 hours old, and at least a little; found PT25H.");
        assertThatThrownBy(() -> Simulation.builder().streamShards(0))
                .hasMessage(
                        "A stream has 1 to 1000 shards; found 0. To see parents and children split a shard while the"
                                + " simulation runs.");
    }
}
