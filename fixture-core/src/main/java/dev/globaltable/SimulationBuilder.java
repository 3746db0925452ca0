package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.table.StrongRegions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;

/**
 * What a simulation starts with.
 *
 * @since 0.1.0
 */
public final class SimulationBuilder {

    private static final int STREAM_SHARDS_MAX = 1000;
    private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, GlobalTableDefinition> globalTables = new LinkedHashMap<>();
    private Optional<Region> homeRegion = Optional.empty();
    private Instant startTime = DEFAULT_START;
    private Duration tableStatusDelay = Duration.ZERO;
    private Duration timeToLiveDelay = Duration.ofMinutes(1);
    private Optional<ReplicaDurations> replicaDurations = Optional.empty();
    private ReplicationDelay replicationDelay = ReplicationDelay.fixed(Duration.ofSeconds(1));
    private ReplicationDelay indexDelay = ReplicationDelay.instant();
    private EventualReads eventualReads = EventualReads.FRESH;
    private Duration pauseResidue = Duration.ZERO;
    private Duration keyFaultDetection = Duration.ZERO;
    private Duration acknowledgementDelay = Duration.ZERO;
    private StrongRegions strongRegions = StrongRegions.ANY_THREE;
    private final OpenPoints openPoints = new OpenPoints();
    private boolean requireNewAndOldImages;
    private long seed;
    private int eventsKept = Integer.MAX_VALUE;
    private int streamShards = 1;
    private boolean capacityEnforced;
    private LegacyGlobalTables legacyGlobalTables = LegacyGlobalTables.REJECTED;
    private Duration systemWriteDelay = Duration.ZERO;

    SimulationBuilder() {}

    /**
     * Adds a global table; it exists, active and empty, in all its Regions when the simulation starts.
     *
     * @throws IllegalArgumentException if there is one of that name already
     * @throws IllegalStateException if it has no partition key
     */
    public SimulationBuilder globalTable(GlobalTableDefinition definition) {
        definition.requireComplete();
        if (globalTables.putIfAbsent(definition.name(), definition) != null) {
            throw new IllegalArgumentException("Two global tables are called \"" + definition.name()
                    + "\". A name stands for one table in all Regions; give each its own.");
        }
        return this;
    }

    /**
     * The Region of the host that the test plays: clients without a Region of their own get it. Default: the first Region
     * of the first table, or us-east-1.
     *
     * @throws IllegalArgumentException if it is no AWS Region
     */
    public SimulationBuilder homeRegion(Region region) {
        homeRegion = Optional.of(Definitions.requireKnown(region));
        return this;
    }

    /** The seed of every choice, such as a drawn delay. Default: 0. */
    public SimulationBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The virtual time at the start. Default: 2026-01-01T00:00:00Z. */
    public SimulationBuilder startTime(Instant instant) {
        startTime = instant;
        return this;
    }

    /**
     * How many open shards each DynamoDB stream starts with. Default: 1. Items are spread over them by a hash of their
     * partition keys; only the records of one item have an order.
     *
     * @throws IllegalArgumentException if there would be none, or more than 1000
     */
    public SimulationBuilder streamShards(int count) {
        if (count < 1 || count > STREAM_SHARDS_MAX) {
            throw new IllegalArgumentException("A stream has 1 to " + STREAM_SHARDS_MAX + " shards; found " + count
                    + ". To see parents and children split a shard while the simulation runs.");
        }
        streamShards = count;
        return this;
    }

    /**
     * How long, in virtual time, a table stays {@code CREATING}, {@code UPDATING} or {@code DELETING}, and its indexes and
     * other parts in their own passing states. Default: none; every state is answered and told by the history, and the
     * next call sees what follows it.
     *
     * <p>Virtual time stands still while a test waits, so with a delay an SDK waiter polls in vain: advance the clock
     * instead, and then call, or let the waiter look.
     *
     * @throws IllegalArgumentException if the duration is negative, or longer than 365 days
     */
    public SimulationBuilder tableStatusDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A status cannot end before it begins: found a delay of " + delay
                    + ". Give a positive duration, or none at all.");
        }
        Definitions.requireWithinAYear("A status ends", delay);
        tableStatusDelay = delay;
        return this;
    }

    /**
     * How long the steps take by which replicas come and go when the application adds or removes them with {@code
     * UpdateTable} or {@code DeleteTable}. Default: each as long as the {@link #tableStatusDelay}, which is no time at all
     * unless it was set.
     */
    public SimulationBuilder replicaDurations(ReplicaDurations durations) {
        replicaDurations = Optional.of(durations);
        return this;
    }

    /**
     * For how long versions still get through after {@link Network#pauseReplication}; AWS speaks of up to five minutes
     * (FIS-1). Default: none, replication stops at once.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public SimulationBuilder pauseResidue(Duration residue) {
        pauseResidue = requirePositive("Replication cannot stop before it is paused", residue);
        return this;
    }

    /**
     * How long it takes until a replica whose key is inaccessible says so by its status; until then its calls fail and its
     * replication stands still, while the others take it for {@code ACTIVE}. Default: no time; about 80 minutes were
     * observed of AWS (ISO-5).
     *
     * @throws IllegalArgumentException if the duration is negative
     * @see Faults#disableKey
     */
    public SimulationBuilder keyFaultDetection(Duration delay) {
        keyFaultDetection = requirePositive("A fault cannot be detected before it is there", delay);
        return this;
    }

    private static Duration requirePositive(String why, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    why + ": found " + duration + ". Give a positive duration, or none at all.");
        }
        return duration;
    }

    /**
     * Refuses to add a replica to a table whose stream does not show new and old images, as AWS's tutorials would have it.
     * Default: a table without stream gets one, and any other is kept, as was observed of AWS (CUR-7).
     */
    public SimulationBuilder requireNewAndOldImages() {
        requireNewAndOldImages = true;
        return this;
    }

    /**
     * How long versions are under way in global tables that the application makes itself, by adding a replica to a table
     * with {@code UpdateTable}. Default: one second, as for tables that the simulation starts with.
     */
    public SimulationBuilder replicationDelay(ReplicationDelay delay) {
        replicationDelay = delay;
        return this;
    }

    /** The same with this delay, written as {@link ReplicationDelay#parse} reads it. */
    public SimulationBuilder replicationDelay(String delay) {
        return replicationDelay(ReplicationDelay.parse(delay));
    }

    /**
     * How long writes stay under way to another Region after their call, in strongly consistent global tables that the
     * application makes itself. Default: not at all.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @see GlobalTableDefinition#acknowledgementDelay
     */
    public SimulationBuilder acknowledgementDelay(Duration delay) {
        acknowledgementDelay = requirePositive("A write cannot be acknowledged before it is made", delay);
        return this;
    }

    /**
     * Lets strongly consistent global tables have Regions of one continent only, in the three closed sets that AWS
     * published until 2026 and that its SDKs still name. Default: any three of 15 Regions (STRONG-3).
     */
    public SimulationBuilder strictRegionSets() {
        strongRegions = StrongRegions.OF_ONE_SET;
        return this;
    }

    /**
     * How long after its expiry an item of a table with time to live is deleted, in virtual time. Until then it is read
     * and written like any other, which is what applications have to expect. Default: one minute; AWS promises no more
     * than "within a few days" (TTL-1). {@link Simulation#expireItems} does not wait for it.
     *
     * @throws IllegalArgumentException if the duration is negative, or longer than 365 days
     */
    public SimulationBuilder timeToLiveDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("An item cannot be deleted before it expires: found a delay of " + delay
                    + ". Give a positive duration, or none at all.");
        }
        Definitions.requireWithinAYear("An item is deleted", delay);
        timeToLiveDelay = delay;
        return this;
    }

    /**
     * How long global secondary indexes are behind their tables, for tables that do not say it themselves. Default: none,
     * so that a write is in the index for the next call; DynamoDB promises only that it comes to be there.
     *
     * <pre>{@code
     * Simulation.builder().indexDelay(ReplicationDelay.parse("50ms"))
     * }</pre>
     *
     * @throws IllegalArgumentException if the delay is {@link ReplicationDelay#manual()}: nobody could deliver then
     */
    public SimulationBuilder indexDelay(ReplicationDelay delay) {
        indexDelay = Definitions.requireLocalDelay(delay);
        return this;
    }

    /** The same with a fixed delay. */
    public SimulationBuilder indexDelay(Duration delay) {
        return indexDelay(ReplicationDelay.fixed(delay));
    }

    /**
     * Lets eventually consistent reads of a table see each write of their own Region only after a delay, in virtual time: a
     * Region keeps its items on three storage nodes, answers a write as soon as two of them have it, and reads from any of them
     * unless {@code ConsistentRead} is set. Default: such reads are as fresh as the others. Strongly consistent and
     * transactional reads, conditions and updates always see the newest; local secondary indexes are always fresh here, global
     * ones have {@linkplain #indexDelay a delay of their own}.
     *
     * <pre>{@code
     * Simulation.builder().eventualReadDelay(ReplicationDelay.parse("20ms"), 1.0 / 3)
     * }</pre>
     *
     * @param delay how long a write needs to the last of the nodes
     * @param share how many of the reads are answered by that node, by the simulation's choice: 1 for all of them
     * @throws IllegalArgumentException if the delay is {@link ReplicationDelay#manual()}, or the share is not above 0 and at most 1
     */
    public SimulationBuilder eventualReadDelay(ReplicationDelay delay, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of reads that lag is above 0 and at most 1; found " + share
                    + ". Leave eventualReadDelay out where no read lags.");
        }
        eventualReads = new EventualReads(Definitions.requireLocalDelay(delay), share);
        return this;
    }

    /** The same with a fixed delay for all eventually consistent reads: the worst that an application may meet. */
    public SimulationBuilder eventualReadDelay(Duration delay) {
        return eventualReadDelay(ReplicationDelay.fixed(delay), 1);
    }

    /**
     * Throttles calls that exceed the provisioned throughput of a table or global secondary index, or the maximum of an
     * on-demand table, by virtual time: what was not used within the last second is not saved up. Replicated writes use the
     * capacity of the Region they arrive in and wait when it is used up (CAP-2). Default: capacity has no limit, whatever
     * tables are created with (CAP-7); see also {@link SimulatedTable#limitWrites}.
     */
    public SimulationBuilder enforceCapacity() {
        capacityEnforced = true;
        return this;
    }

    /**
     * Lets the history forget its oldest events, for simulations that take calls for days: from this number to twice as many
     * are kept. What tables hold, what is under way and which conflicts there were stays known. Default: all are kept.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public SimulationBuilder keepEvents(int number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "A history keeps at least one event; found " + number + ". Example: keepEvents(100_000).");
        }
        eventsKept = number;
        return this;
    }

    /**
     * Whether {@code CreateGlobalTable} and its like make and change global tables of version 2017.11.29. Default: {@link
     * LegacyGlobalTables#REJECTED}, as AWS answers now.
     */
    public SimulationBuilder legacyGlobalTables(LegacyGlobalTables answer) {
        legacyGlobalTables = answer;
        return this;
    }

    /**
     * How long the service takes, in global tables of version 2017.11.29, to follow an application's put or update with the
     * write that adds {@code aws:rep:updatetime} and the like; until then readers in that Region see the item without them,
     * or with those of its last write, and the others hear nothing (REP-2). Default: no time, so that the next call sees
     * them.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public SimulationBuilder systemWriteDelay(Duration delay) {
        systemWriteDelay = requirePositive("The service cannot follow a write before it is made", delay);
        return this;
    }

    /**
     * Chooses where AWS says nothing, such as how long deletes are remembered. Default: what {@link OpenPoints} says.
     *
     * @param choice is given what was chosen up to now
     */
    public SimulationBuilder openPoints(Consumer<OpenPoints> choice) {
        choice.accept(openPoints);
        return this;
    }

    /** Starts the simulation. */
    public Simulation start() {
        return Simulation.start(this);
    }

    List<GlobalTableDefinition> globalTables() {
        return List.copyOf(globalTables.values());
    }

    Region homeRegion() {
        return homeRegion.orElseGet(() -> globalTables.values().stream()
                .findFirst()
                .map(definition -> definition.regions().get(0))
                .orElse(Region.US_EAST_1));
    }

    Instant startTime() {
        return startTime;
    }

    long statusDelayMicros() {
        return tableStatusDelay.toNanos() / 1000;
    }

    OpenPoints openPoints() {
        return openPoints.copy();
    }

    StrongRegions strongRegions() {
        return strongRegions;
    }

    ReplicaRules replicaRules() {
        return new ReplicaRules(
                replicaDurations.orElseGet(() -> ReplicaDurations.each(tableStatusDelay)),
                replicationDelay,
                requireNewAndOldImages,
                acknowledgementDelay,
                strongRegions,
                keyFaultDetection);
    }

    LegacyGlobalTables legacyGlobalTables() {
        return legacyGlobalTables;
    }

    long systemWriteMicros() {
        return systemWriteDelay.toNanos() / 1000;
    }

    long pauseResidueMicros() {
        return pauseResidue.toNanos() / 1000;
    }

    long timeToLiveDelayMicros() {
        return timeToLiveDelay.toNanos() / 1000;
    }

    EventualReads eventualReads() {
        return eventualReads;
    }

    ReplicationDelay indexDelay() {
        return indexDelay;
    }

    long seed() {
        return seed;
    }

    boolean enforcesCapacity() {
        return capacityEnforced;
    }

    int eventsKept() {
        return eventsKept;
    }

    int streamShards() {
        return streamShards;
    }
}
