package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.globaltable.item.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * One simulation of a strongly consistent table with random faults, cuts, clocks and writes, all of them a function of one
 * number. What must come of each call is known from one map of items, whatever Region is asked (STRONG-11), and from who
 * reaches whom (STRONG-18).
 */
final class StrongRandomRun implements AutoCloseable {

    private static final List<Region> REGIONS = List.of(Region.US_EAST_1, Region.US_EAST_2, Region.US_WEST_2);
    private static final Duration STREAM_RETENTION = Duration.ofHours(24);
    private static final List<String> DELAYS = List.of("instant", "near", "far", "skewed", "1s", "0s..10s");

    private final SplittableRandom random;
    private final StrongReach reach;
    private final Simulation simulation;
    private final SimulatedTable table;
    private final Duration acknowledgement;
    private final Map<Integer, Map<String, AttributeValue>> newest = new TreeMap<>();
    private final Map<Integer, List<Map<String, AttributeValue>>> past = new TreeMap<>();
    private final Map<Integer, Modification> modifications = new TreeMap<>();

    /** A write that other Regions' writes of the item meet (STRONG-15). */
    private record Modification(Region region, Instant end) {}

    StrongRandomRun(long seed) {
        random = new SplittableRandom(seed);
        boolean witness = random.nextBoolean();
        acknowledgement = Duration.ofMillis(random.nextInt(2) * 70L);
        GlobalTableDefinition definition = GlobalTableDefinition.named("items")
                .partitionKey("p")
                .sortKey("s")
                .globalIndex("byText", "g")
                .consistency(MultiRegionConsistency.STRONG)
                .acknowledgementDelay(acknowledgement)
                .replicationDelay(any(DELAYS));
        simulation = Simulation.builder()
                .globalTable(
                        witness
                                ? definition.regions(REGIONS.subList(0, 2)).witness(Region.US_WEST_2)
                                : definition.regions(REGIONS))
                .seed(seed)
                .start();
        table = simulation.table("items");
        reach = new StrongReach(simulation, REGIONS, table.regions());
        for (Region region : table.regions()) {
            simulation.execute(
                    region,
                    UpdateTableRequest.builder()
                            .tableName("items")
                            .streamSpecification(stream ->
                                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                            .build());
        }
    }

    Simulation simulation() {
        return simulation;
    }

    @Override
    public void close() {
        simulation.close();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /**
     * Does some dozens of things, ends all faults, and checks what must hold then. A replica that is left without a majority
     * takes nothing any more until it is alone for good, and then has all that was acknowledged (STRONG-6, STRONG-18).
     */
    void run() {
        for (int steps = 20 + random.nextInt(60); steps > 0; steps--) {
            step();
        }
        reach.endFaults();
        simulation.settle();
        boolean isLeftAlone = table.regions().size() == 1
                && !reach.isAvailable(table.regions().get(0));
        if (!isLeftAlone) {
            check();
        }
        if (isLeftAlone || (random.nextInt(3) == 0 && !table.regions().isEmpty())) {
            dissolve();
        }
    }

    private void step() {
        int choice = random.nextInt(100);
        if (choice < 45) {
            write();
        } else if (choice < 60) {
            read();
        } else if (choice < 72) {
            simulation.clock().advance(Duration.ofNanos(1000 * random.nextLong(1, 3_000_000)));
        } else if (choice < 80) {
            reach.changeLinks(random);
        } else if (choice < 90) {
            reach.changeFaults(random);
        } else if (choice < 95) {
            simulation
                    .clock()
                    .in(any(table.definition().regions()))
                    .setAhead(Duration.ofMillis(random.nextLong(-5000, 5001)));
        } else if (choice < 99) {
            simulation.network().deliverNext();
        } else {
            simulation.clock().advance(Duration.ofHours(random.nextInt(1, 300)));
        }
    }

    private void write() {
        Region region = any(table.definition().regions());
        int key = random.nextInt(6);
        RandomWrite write = randomWrite(key);
        Map<String, AttributeValue> before = newest.get(key);
        Throwable failure = catchThrowable(() -> simulation.execute(region, write.request()));
        if (!reach.isAvailable(region)) {
            assertThat(failure).as("%s in %s", write, region).isInstanceOf(reach.failure(region));
        } else if (meetsAnother(key, region)) {
            assertThat(failure).as("%s in %s", write, region).isInstanceOf(ReplicatedWriteConflictException.class);
        } else if (!write.permits(before)) {
            assertThat(failure).as("%s in %s", write, region).isInstanceOf(ConditionalCheckFailedException.class);
        } else {
            assertThat(failure).as("%s in %s", write, region).isNull();
            written(key, region, before, write.after(before));
        }
    }

    private boolean meetsAnother(int key, Region region) {
        Modification modification = modifications.get(key);
        return modification != null
                && !modification.region().equals(region)
                && simulation.clock().instant().isBefore(modification.end());
    }

    private void written(
            int key,
            Region region,
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after) {
        if (after == null ? before == null : after.equals(before)) {
            return;
        }
        modifications.put(
                key, new Modification(region, simulation.clock().instant().plus(acknowledgement)));
        if (after == null) {
            newest.remove(key);
        } else {
            newest.put(key, after);
            past.computeIfAbsent(key, first -> new ArrayList<>()).add(after);
        }
    }

    private RandomWrite randomWrite(int key) {
        RandomWrite.Verb verb = any(List.of(
                RandomWrite.Verb.PUT,
                RandomWrite.Verb.SET,
                RandomWrite.Verb.ADD,
                RandomWrite.Verb.REMOVE,
                RandomWrite.Verb.DELETE));
        RandomWrite.Guard guard =
                random.nextInt(3) == 0 ? any(List.of(RandomWrite.Guard.values())) : RandomWrite.Guard.NONE;
        String text = random.nextInt(3) == 0 ? null : any(List.of("x", "y", "z"));
        return new RandomWrite(
                verb, guard, partition(key), sort(key), random.nextInt(4), text, null, random.nextInt(4));
    }

    private static String partition(int key) {
        return key % 2 == 0 ? "a" : "b";
    }

    private static String sort(int key) {
        return Integer.toString(key / 2);
    }

    private void read() {
        Region region = any(table.definition().regions());
        int key = random.nextInt(6);
        boolean consistent = random.nextBoolean();
        if (consistent && !reach.isAvailable(region)) {
            assertThat(catchThrowable(() -> read(region, key, true))).isInstanceOf(reach.failure(region));
        } else if (consistent) {
            assertThat(read(region, key, true))
                    .as("strong read in %s", region)
                    .isEqualTo(newest.getOrDefault(key, Map.of()));
        } else if (reach.isReadable(region)) {
            Map<String, AttributeValue> seen = read(region, key, false);
            if (!seen.isEmpty()) {
                assertThat(past.getOrDefault(key, List.of()))
                        .as("what was ever written")
                        .contains(seen);
            }
        }
    }

    private Map<String, AttributeValue> read(Region region, int key, boolean consistent) {
        GetItemResponse response = (GetItemResponse) simulation.execute(
                region,
                GetItemRequest.builder()
                        .tableName("items")
                        .key(Map.of("p", AttributeValue.fromS(partition(key)), "s", AttributeValue.fromS(sort(key))))
                        .consistentRead(consistent)
                        .build());
        return response.item();
    }

    private void check() {
        assertThat(simulation.network().inFlight()).as("under way").isEmpty();
        assertThat(simulation.conflicts()).as("conflicts").isEmpty(); // STRONG-16
        assertThat(table.regions()).as("replicas that are not lost").containsExactlyElementsOf(reach.alive());
        List<String> first = null;
        for (Region region : table.regions()) {
            assertThat(items(region)).as("items in %s", region).containsExactlyInAnyOrderElementsOf(newest.values());
            if (isStreamComplete()) {
                StreamInvariant.check(table, region);
                List<String> records = records(region);
                first = first == null ? records : first;
                assertThat(records).as("stream of %s", region).isEqualTo(first); // STRONG-19
            }
        }
        IndexCheck.check(simulation);
    }

    private List<Map<String, AttributeValue>> items(Region region) {
        Map<ItemKey, Map<String, AttributeValue>> items = CheckedSimulation.scan(table, region);
        return List.copyOf(items.values());
    }

    private boolean isStreamComplete() {
        Instant start = simulation.history().events().get(0).time();
        return Duration.between(start, simulation.clock().instant()).compareTo(STREAM_RETENTION) < 0;
    }

    private List<String> records(Region region) {
        return simulation.stream(region, "items").records().stream()
                .map(record -> record.eventName() + " " + record.dynamodb().keys() + " "
                        + record.dynamodb().oldImage() + " " + record.dynamodb().newImage())
                .toList();
    }

    /** The survivor has all that was acknowledged (STRONG-6). */
    private void dissolve() {
        simulation.clock().advance(Duration.ofHours(25));
        Region survivor = any(table.regions());
        List<ReplicationGroupUpdate> removals = table.definition().regions().stream()
                .filter(region -> !region.equals(survivor))
                .map(region -> ReplicationGroupUpdate.builder()
                        .delete(replica -> replica.regionName(region.id()))
                        .build())
                .toList();
        UpdateTableRequest.Builder request =
                UpdateTableRequest.builder().tableName("items").replicaUpdates(removals);
        table.definition()
                .witness()
                .ifPresent(witness -> request.globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                        .delete(removed -> removed.regionName(witness.id()))
                        .build()));
        simulation.execute(survivor, request.build());
        simulation.settle();

        assertThat(table.regions()).containsExactly(survivor);
        assertThat(items(survivor)).containsExactlyInAnyOrderElementsOf(newest.values());
    }

    @Override
    public String toString() {
        return table.definition().regions() + ", witness " + table.definition().witness() + ", replication delay "
                + table.definition().replicationDelay();
    }
}
