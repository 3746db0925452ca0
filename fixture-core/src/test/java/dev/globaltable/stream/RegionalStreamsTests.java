package dev.globaltable.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.choice.SeededChoices;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.Version;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.Throughput;
import dev.globaltable.table.VersionRules;
import dev.globaltable.time.RegionClock;
import dev.globaltable.time.VirtualTime;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class RegionalStreamsTests {

    private static final Region REGION = Region.US_EAST_1;
    private static final KeySchema KEYS = new KeySchema(KeyAttribute.of("id", ScalarAttributeType.S), null);
    private static final TableDefinition TABLE =
            new TableDefinition("items", TableDefinition.arn(REGION, "items"), "id", 0, KEYS);

    private final VirtualTime time = new VirtualTime(0);
    private final RegionClock clock = new RegionClock(time);
    private final RegionalStreams streams = streams(1);
    private final ReplicaTable table = table(streams, StreamViewType.NEW_AND_OLD_IMAGES);
    private long versions;

    private RegionalStreams streams(int shards) {
        return new RegionalStreams(new StreamContext(REGION, time, clock, new SeededChoices(1), 0), shards);
    }

    private ReplicaTable table(RegionalStreams of, @Nullable StreamViewType view) {
        RegionalTables tables = new RegionalTables(
                REGION,
                VersionRules.of((overwritten, consistency) -> new Version(++versions, REGION, versions)),
                write -> {},
                of,
                (table, index, item, update) -> update.run(),
                table -> Throughput.UNLIMITED);
        return tables.add(TABLE, TableSettings.builder().stream(view).build());
    }

    private static void switchStream(ReplicaTable table, @Nullable StreamViewType view) {
        table.setSettings(table.settings().toBuilder().stream(view).build());
    }

    private static void put(ReplicaTable table, String id, String value) {
        Map<String, AttributeValue> item =
                Items.canonical(Map.of("id", AttributeValue.fromS(id), "value", AttributeValue.fromS(value)));
        table.put(KEYS.keyOfItem(item), item);
    }

    private static ItemKey key(String id) {
        return KEYS.keyOf(Map.of("id", AttributeValue.fromS(id)));
    }

    private static TableStream latest(RegionalStreams streams, ReplicaTable table) {
        String arn = TABLE.streamArn(Objects.requireNonNull(table.latestStreamLabel()));
        return Objects.requireNonNull(streams.find(arn));
    }

    private static List<Record> records(TableStream stream) {
        List<Record> records = new ArrayList<>();
        stream.shards()
                .forEach(shard -> stream.read(shard, shard.trimHorizon(), Integer.MAX_VALUE)
                        .forEach(read -> records.add(read.record())));
        return records;
    }

    @Nested
    class WhenATableIsChanged {

        /** STR-11. */
        @Test
        void aStreamThatIsDisabledTakesNoRecordsAndStaysReadable() {
            put(table, "1", "a");
            TableStream stream = latest(streams, table);
            switchStream(table, null);
            put(table, "1", "b");

            assertThat(stream.status()).isEqualTo(StreamStatus.DISABLING);
            time.runDue();
            assertThat(stream.status()).isEqualTo(StreamStatus.DISABLED);
            assertThat(records(stream)).hasSize(1);
            assertThat(table.latestStreamLabel()).isEqualTo("1970-01-01T00:00:00.000");

            time.advanceTo(TimeUnit.HOURS.toMicros(24));
            assertThat(streams.find(stream.arn())).isNull();
            assertThat(streams.all()).isEmpty();
        }

        @Test
        void aStreamThatIsEnabledAgainHasANewLabelAndNoneOfTheOldRecords() {
            put(table, "1", "a");
            switchStream(table, null);
            switchStream(table, StreamViewType.KEYS_ONLY);
            TableStream second = latest(streams, table);

            assertThat(second.label()).isEqualTo("1970-01-01T00:00:00.001");
            assertThat(second.status()).isEqualTo(StreamStatus.ENABLING);
            time.runDue();
            assertThat(second.status()).isEqualTo(StreamStatus.ENABLED);
            assertThat(second.viewType()).isEqualTo(StreamViewType.KEYS_ONLY);
            assertThat(records(second)).isEmpty();
            put(table, "1", "b");
            assertThat(records(second)).extracting(Record::eventName).containsExactly(OperationType.MODIFY);
        }

        @Test
        void aTableWithoutAStreamHasNone() {
            ReplicaTable plain = table(streams(1), null);
            put(plain, "1", "a");

            assertThat(plain.latestStreamLabel()).isNull();
            switchStream(plain, null);
            assertThat(plain.latestStreamLabel()).isNull();
        }
    }

    /** TTL-3. */
    @Test
    void onlyTheRegionInWhichTimeToLiveEndedNamesTheService() {
        put(table, "1", "a");
        put(table, "2", "a");
        table.expire(key("1"));
        table.delete(key("2"));

        List<Record> removals = records(latest(streams, table)).subList(2, 4);
        assertThat(removals).extracting(Record::eventName).containsOnly(OperationType.REMOVE);
        assertThat(removals)
                .extracting(Record::userIdentity)
                .containsExactly(
                        Identity.builder()
                                .type("Service")
                                .principalId("dynamodb.amazonaws.com")
                                .build(),
                        null);
    }

    @Nested
    class Memory {

        @Test
        void recordsShareTheImagesOfTheTable() {
            put(table, "1", "a");
            Map<String, AttributeValue> first = Objects.requireNonNull(table.get(key("1")));
            put(table, "1", "b");

            TableStream stream = latest(streams, table);
            StreamEntry change =
                    Objects.requireNonNull(stream.shards().get(0).from(0).get(1));
            assertThat(change.oldImage()).isSameAs(first);
            assertThat(change.newImage()).isSameAs(table.get(key("1")));
        }

        @Test
        void imagesThatAStreamDoesNotShowAreNotKept() {
            RegionalStreams keysOnly = streams(1);
            ReplicaTable other = table(keysOnly, StreamViewType.KEYS_ONLY);
            put(other, "1", "a");
            put(other, "1", "b");

            StreamEntry change = Objects.requireNonNull(
                    latest(keysOnly, other).shards().get(0).from(0).get(1));
            assertThat(change.oldImage()).isNull();
            assertThat(change.newImage()).isNull();
            assertThat(change.operation()).isEqualTo(OperationType.MODIFY);
        }

        /** STR-11: nobody reads, and no event of virtual time is spent on it. */
        @Test
        void aStreamThatNobodyReadsHoldsADayOfRecordsAndNoMore() {
            TableStream stream = latest(streams, table);
            StreamShard shard = stream.shards().get(0);
            for (int hour = 0; hour < 24 * 30; hour++) {
                time.advanceTo(TimeUnit.HOURS.toMicros(hour));
                put(table, "1", "hour " + hour);
                assertThat(shard.from(0)).hasSizeLessThanOrEqualTo(24);
            }
        }
    }

    @Nested
    class Shards {

        private final RegionalStreams three = streams(3);
        private final ReplicaTable spread = table(three, StreamViewType.KEYS_ONLY);
        private final TableStream stream = latest(three, spread);

        private List<String> idsIn(StreamShard shard) {
            return stream.read(shard, shard.trimHorizon(), Integer.MAX_VALUE).stream()
                    .map(read -> read.record().dynamodb().keys().get("id").s())
                    .toList();
        }

        /** STR-12. */
        @Test
        void shareTheItemsByTheHashOfTheirPartitionKeys() {
            IntStream.range(0, 300).forEach(id -> put(spread, String.valueOf(id), "a"));

            assertThat(stream.shards())
                    .hasSize(3)
                    .allSatisfy(shard -> assertThat(idsIn(shard)).hasSizeBetween(60, 140));
            assertThat(stream.shards()).extracting(StreamShard::id).isSorted().doesNotHaveDuplicates();
            assertThat(records(stream)).hasSize(300);
        }

        /** STR-13: parent before child, and each item's records stay in order. */
        @Test
        void haveTwoChildrenOnceTheyAreSplit() {
            StreamShard parent = stream.shards().get(0);
            IntStream.range(0, 100).forEach(id -> put(spread, String.valueOf(id), "a"));
            List<String> before = idsIn(parent);
            stream.split(parent);
            IntStream.range(0, 100).forEach(id -> put(spread, String.valueOf(id), "b"));

            List<StreamShard> children = stream.shards().stream()
                    .filter(shard -> parent.id().equals(shard.parentId()))
                    .toList();
            assertThat(stream.shards()).hasSize(5).startsWith(parent);
            assertThat(children)
                    .hasSize(2)
                    .allSatisfy(child -> assertThat(idsIn(child)).isNotEmpty());
            List<String> after = new ArrayList<>(idsIn(children.get(0)));
            after.addAll(idsIn(children.get(1)));
            assertThat(after).containsExactlyInAnyOrderElementsOf(before);
            assertThat(idsIn(parent)).isEqualTo(before);

            Shard closed = parent.describe();
            BigInteger end = new BigInteger(closed.sequenceNumberRange().endingSequenceNumber());
            assertThat(children)
                    .extracting(child -> new BigInteger(
                            child.describe().sequenceNumberRange().startingSequenceNumber()))
                    .allMatch(start -> start.compareTo(end) > 0);
            assertThat(parent.endsBefore(stream.latest())).isTrue();
        }

        @Test
        void thatWereClosedADayAgoAreGone() {
            StreamShard parent = stream.shards().get(0);
            stream.split(parent);
            time.advanceTo(TimeUnit.HOURS.toMicros(24));

            assertThat(stream.shard(parent.id())).isNull();
            assertThat(stream.shards()).hasSize(4);
        }

        @Test
        void thatNeverHadARecordEndWhereTheyStart() {
            StreamShard parent = stream.shards().get(0);
            stream.split(parent);

            assertThat(parent.describe().sequenceNumberRange().endingSequenceNumber())
                    .isEqualTo(parent.describe().sequenceNumberRange().startingSequenceNumber());
        }
    }
}
