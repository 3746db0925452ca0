package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.RandomWrite.Guard;
import dev.globaltable.RandomWrite.Verb;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** One simulation with random Regions, delays, clocks, cuts and writes, all of them a function of one number. */
final class RandomRun implements AutoCloseable {

    private static final List<Region> REGIONS = List.of(
            Region.US_EAST_1,
            Region.EU_WEST_1,
            Region.AP_NORTHEAST_1,
            Region.US_WEST_2,
            Region.EU_CENTRAL_1,
            Region.SA_EAST_1);
    private static final List<String> DELAYS =
            List.of("instant", "manual", "near", "far", "degraded", "skewed", "1s", "20ms..3s", "0s..10s");

    /** Longer than all steps of a replica's coming or going. */
    private static final Duration REPLICAS_COME_AND_GO = Duration.ofSeconds(10);

    private final SplittableRandom random;
    private final Simulation simulation;
    private final SimulatedTable table;
    private final List<ConvergenceModel.Call> calls = new ArrayList<>();
    private final boolean expiring;
    private boolean limited;
    private final Set<Region> denied = new LinkedHashSet<>();
    private final boolean legacy;

    /** @param version of the global table; that of 2017 keeps its replicas, and deletes nothing by time to live (TTL-6) */
    RandomRun(long seed, GlobalTableVersion version) {
        random = new SplittableRandom(seed);
        legacy = version == GlobalTableVersion.V2017_11_29;
        List<Region> offered = legacy ? REGIONS.subList(0, REGIONS.size() - 1) : REGIONS;
        List<Region> regions = offered.subList(0, 2 + random.nextInt(offered.size() - 1));
        simulation = Simulation.builder()
                .globalTable(definition(regions).version(version))
                .systemWriteDelay(Duration.ofMillis(legacy ? random.nextInt(3) * 100L : 0))
                .seed(seed)
                .streamShards(1 + random.nextInt(3))
                .replicaDurations(ReplicaDurations.each(Duration.ofMillis(random.nextInt(2) * 700L)))
                .start();
        table = simulation.table("items");
        expiring = !legacy && random.nextBoolean();
        if (expiring) {
            simulation.execute(
                    any(regions()),
                    UpdateTimeToLiveRequest.builder()
                            .tableName("items")
                            .timeToLiveSpecification(
                                    ttl -> ttl.attributeName("t").enabled(true))
                            .build());
        }
    }

    private GlobalTableDefinition definition(List<Region> regions) {
        GlobalTableDefinition definition = GlobalTableDefinition.named("items")
                .partitionKey("p")
                .sortKey("s")
                .regions(regions)
                .replicationDelay(any(DELAYS));
        if (random.nextBoolean()) {
            definition = definition.globalIndex("byText", "g").indexDelay(random.nextBoolean() ? "instant" : "1ms..1s");
        }
        if (random.nextBoolean()) {
            definition = definition.localIndex(
                    SecondaryIndexDefinition.named("byValue").sortKey("v", ScalarAttributeType.N));
        }
        return random.nextInt(4) == 0 ? definition.coalesceWindow(Duration.ofSeconds(1)) : definition;
    }

    Simulation simulation() {
        return simulation;
    }

    /** Where the table can be used now. */
    private List<Region> regions() {
        return table.regions();
    }

    @Override
    public void close() {
        simulation.close();
    }

    /** Does some dozens of things, lets all be delivered, and checks what must hold then. */
    void run() {
        for (int steps = 15 + random.nextInt(50); steps > 0; steps--) {
            step();
        }
        regions().forEach(this::allow);
        simulation.regions().forEach(simulation.network()::resumeReplication);
        simulation.network().heal();
        simulation.clock().advance(REPLICAS_COME_AND_GO);
        simulation.settle();
        check();
    }

    private void step() {
        int choice = random.nextInt(100);
        if (choice < 55) {
            write();
        } else if (choice < 70) {
            simulation.clock().advance(Duration.ofNanos(1000 * random.nextLong(1, 4_000_000)));
        } else if (choice < 80) {
            changeLinks();
        } else if (choice < 85) {
            setClock();
        } else if (choice < 94) {
            deliver();
        } else if (choice < 97) {
            expire();
        } else if (choice < 98) {
            setDelay();
        } else if (choice < 99) {
            limit();
        } else if (!legacy) {
            changeReplicas();
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void write() {
        int kind = random.nextInt(10);
        if (kind < 7) {
            RandomWrite write = randomWrite(randomKey(), true);
            call(List.of(write), write.request());
        } else if (kind < 9) {
            List<RandomWrite> writes = randomWrites(true);
            call(
                    writes,
                    TransactWriteItemsRequest.builder()
                            .transactItems(writes.stream()
                                    .map(RandomWrite::inTransaction)
                                    .toList())
                            .build());
        } else {
            List<RandomWrite> writes = randomWrites(false);
            call(
                    writes,
                    BatchWriteItemRequest.builder()
                            .requestItems(Map.of(
                                    "items",
                                    writes.stream().map(RandomWrite::inBatch).toList()))
                            .build());
        }
    }

    private void call(List<RandomWrite> writes, AwsRequest request) {
        Region region = any(regions());
        calls.add(
                new ConvergenceModel.Call(region, simulation.clock().in(region).instant(), writes));
        try {
            simulation.execute(region, request);
        } catch (ProvisionedThroughputExceededException
                | ConditionalCheckFailedException
                | TransactionCanceledException refused) {
            assertThat(limited || writes.stream().anyMatch(write -> write.guard() != Guard.NONE))
                    .as("%s", refused)
                    .isTrue();
        }
    }

    /** One of six keys, so that Regions often write the same item. */
    private int randomKey() {
        return random.nextInt(6);
    }

    private List<RandomWrite> randomWrites(boolean inTransaction) {
        Map<Integer, RandomWrite> writes = new LinkedHashMap<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            int key = randomKey();
            writes.put(key, inTransaction ? transacted(key) : batched(key));
        }
        return List.copyOf(writes.values());
    }

    private RandomWrite transacted(int key) {
        if (random.nextInt(5) > 0) {
            return randomWrite(key, true);
        }
        Guard guard = any(List.of(Guard.ABSENT, Guard.PRESENT, Guard.VALUE));
        return new RandomWrite(Verb.CHECK, guard, partition(key), sort(key), 0, null, null, random.nextInt(4));
    }

    private RandomWrite batched(int key) {
        RandomWrite put = randomWrite(key, false);
        return new RandomWrite(
                random.nextInt(3) == 0 ? Verb.DELETE : Verb.PUT,
                Guard.NONE,
                put.partition(),
                put.sort(),
                put.v(),
                put.g(),
                put.expires(),
                0);
    }

    private RandomWrite randomWrite(int key, boolean guarded) {
        Verb verb = any(List.of(Verb.PUT, Verb.PUT, Verb.SET, Verb.ADD, Verb.REMOVE, Verb.DELETE));
        Guard guard = guarded && random.nextInt(3) == 0 ? any(List.of(Guard.values())) : Guard.NONE;
        String text = random.nextInt(3) == 0 ? null : any(List.of("x", "y", "z"));
        Long expires = expiring && random.nextInt(3) == 0
                ? Long.valueOf(simulation.clock().instant().getEpochSecond() + random.nextInt(-90, 20))
                : null;
        return new RandomWrite(
                verb, guard, partition(key), sort(key), random.nextInt(4), text, expires, random.nextInt(4));
    }

    private static String partition(int key) {
        return key % 2 == 0 ? "a" : "b";
    }

    private static String sort(int key) {
        return Integer.toString(key / 2);
    }

    private void changeLinks() {
        Network network = simulation.network();
        Region one = any(regions());
        Region other = any(regions());
        switch (random.nextInt(10)) {
            case 8 -> deny(one);
            case 9 -> allow(one);
            case 0 -> network.isolate(one);
            case 1 -> network.heal(one);
            case 2 -> network.pauseReplication(one);
            case 3 -> network.resumeReplication(one);
            case 4 -> network.heal();
            default -> {
                if (!one.equals(other)) {
                    changeLink(network, one, other);
                }
            }
        }
    }

    /** There has to be somebody to replicate to. */
    private void deny(Region region) {
        if (regions().size() > 1 && !legacy) {
            simulation.faults().denyReplication(region, "items");
            denied.add(region);
        }
    }

    private void allow(Region region) {
        simulation.faults().allowReplication(region, "items");
        denied.remove(region);
    }

    private void changeLink(Network network, Region one, Region other) {
        switch (random.nextInt(6)) {
            case 0 -> network.partition(one, other);
            case 1 -> network.heal(one, other);
            case 2 -> network.cutLink(one, other);
            case 3 -> network.healLink(one, other);
            case 4 -> network.pauseLink(one, other);
            default -> network.resumeLink(one, other);
        }
    }

    private void setClock() {
        RegionalClock clock = simulation.clock().in(any(regions()));
        if (random.nextInt(3) == 0) {
            clock.setDrift(random.nextInt(-5000, 5001));
        } else {
            clock.setAhead(Duration.ofNanos(1000 * random.nextLong(-5_000_000, 5_000_001)));
        }
    }

    /** Items may overtake each other; versions of one item on one link may not (LWW-13). */
    private void deliver() {
        if (random.nextInt(3) == 0) {
            simulation.network().deliverNext();
            return;
        }
        List<ReplicationMessage> inFlight = simulation.network().inFlight();
        if (inFlight.isEmpty()) {
            return;
        }
        ReplicationMessage chosen = any(inFlight);
        if (!simulation.network().isOpen(chosen.from(), chosen.to())
                || denied.contains(chosen.from())
                || denied.contains(chosen.to())) {
            return;
        }
        inFlight.stream()
                .filter(message -> message.from().equals(chosen.from())
                        && message.to().equals(chosen.to())
                        && message.key().equals(chosen.key()))
                .findFirst()
                .ifPresent(simulation.network()::deliver);
    }

    private void expire() {
        if (expiring) {
            table.expire(any(regions()));
        }
    }

    /** A Region that can write next to nothing refuses its callers and keeps the others waiting (CAP-2). */
    private void limit() {
        limited = true;
        table.limitWrites(any(regions()), random.nextInt(1, 5));
    }

    private void setDelay() {
        Region from = any(regions());
        Region to = any(regions());
        if (!from.equals(to)) {
            simulation.network().setDelay(from, to, ReplicationDelay.parse(any(DELAYS)));
        }
    }

    /** A replica comes or goes, unless something speaks against it, such as another one that is still on its way. */
    private void changeReplicas() {
        Region caller = any(regions());
        Region other = any(REGIONS);
        try {
            if (caller.equals(other)) {
                if (regions().size() == 1) {
                    return;
                }
                simulation.execute(
                        caller, DeleteTableRequest.builder().tableName("items").build());
            } else {
                simulation.execute(
                        caller,
                        UpdateTableRequest.builder()
                                .tableName("items")
                                .replicaUpdates(change(other))
                                .build());
            }
        } catch (DynamoDbException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isIn("ValidationException", "ResourceInUseException");
        }
    }

    private ReplicationGroupUpdate change(Region region) {
        return regions().contains(region)
                ? ReplicationGroupUpdate.builder()
                        .delete(replica -> replica.regionName(region.id()))
                        .build()
                : ReplicationGroupUpdate.builder()
                        .create(replica -> replica.regionName(region.id()))
                        .build();
    }

    private void check() {
        assertThat(simulation.network().inFlight()).as("under way").isEmpty();
        ConvergenceModel model = new ConvergenceModel(table, calls);
        model.follow(simulation.history());
        for (Region region : regions()) {
            Map<ItemKey, Map<String, AttributeValue>> items = CheckedSimulation.scan(table, region);
            assertThat(items)
                    .as("items in %s, by the newest version of each", region)
                    .isEqualTo(model.fold());
            assertThat(items).as("items in %s, by what arrived there", region).isEqualTo(model.items(region));
            checkSizes(region, items);
            StreamInvariant.check(table, region);
        }
        IndexCheck.check(simulation);
    }

    private void checkSizes(Region region, Map<ItemKey, Map<String, AttributeValue>> items) {
        DescribeTableResponse response = (DescribeTableResponse) simulation.execute(
                region, DescribeTableRequest.builder().tableName("items").build());
        TableDescription description = response.table();
        assertThat(description.itemCount()).as("items in %s", region).isEqualTo(items.size());
        assertThat(description.tableSizeBytes())
                .as("bytes in %s", region)
                .isEqualTo(items.values().stream().mapToLong(Items::sizeBytes).sum());
    }

    @Override
    public String toString() {
        GlobalTableDefinition definition = table.definition();
        return definition.version() + " in " + definition.regions() + ", replication delay "
                + definition.replicationDelay() + ", "
                + definition.globalIndexes().size() + " global and "
                + definition.localIndexes().size() + " local indexes, time to live " + (expiring ? "on" : "off");
    }
}
