package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A global table to start a simulation with: eventually consistent between its Regions (MREC), or strongly (MRSC); or one
 * of {@linkplain #version version 2017.11.29}. Immutable.
 *
 * <pre>{@code
 * GlobalTableDefinition.named("profiles")
 *     .partitionKey("userId")
 *     .regions(Region.US_EAST_1, Region.EU_WEST_1)
 *     .replicationDelay("800ms")
 * }</pre>
 *
 * @since 0.1.0
 */
public final class GlobalTableDefinition {

    private final DefinitionParts parts;

    /**
     * A key attribute.
     *
     * @param name the attribute's name
     * @param type {@code S}, {@code N} or {@code B}
     */
    public record Key(String name, ScalarAttributeType type) {

        public Key {
            Definitions.requireKey(name, type);
        }
    }

    private GlobalTableDefinition(DefinitionParts parts) {
        parts.partitionKey.ifPresent(
                partition -> parts.sortKey.ifPresent(sort -> Definitions.requireDistinct(partition, sort)));
        this.parts = parts;
    }

    private GlobalTableDefinition with(Consumer<DefinitionParts> change) {
        DefinitionParts changed = new DefinitionParts(parts);
        change.accept(changed);
        return new GlobalTableDefinition(changed);
    }

    /**
     * Starts a definition: replicas in us-east-1 and eu-west-1, one second apart.
     *
     * @throws IllegalArgumentException if DynamoDB allows no such table name
     */
    public static GlobalTableDefinition named(String name) {
        return new GlobalTableDefinition(new DefinitionParts(Definitions.requireTableName(name)));
    }

    /** The same with a partition key of type String. */
    public GlobalTableDefinition partitionKey(String attribute) {
        return partitionKey(attribute, ScalarAttributeType.S);
    }

    /**
     * The same with this partition key.
     *
     * @throws IllegalArgumentException if it is the sort key
     */
    public GlobalTableDefinition partitionKey(String attribute, ScalarAttributeType type) {
        Key key = new Key(attribute, type);
        return with(changed -> changed.partitionKey = Optional.of(key));
    }

    /** The same with a sort key of type String. */
    public GlobalTableDefinition sortKey(String attribute) {
        return sortKey(attribute, ScalarAttributeType.S);
    }

    /**
     * The same with this sort key.
     *
     * @throws IllegalArgumentException if it is the partition key
     */
    public GlobalTableDefinition sortKey(String attribute, ScalarAttributeType type) {
        Key key = new Key(attribute, type);
        return with(changed -> changed.sortKey = Optional.of(key));
    }

    /** The same with replicas in these Regions; the first is the one that the table was created in. */
    public GlobalTableDefinition regions(Region... replicas) {
        return regions(Arrays.asList(replicas));
    }

    /**
     * The same with replicas in these Regions.
     *
     * @throws IllegalArgumentException if there are fewer than two (CUR-3), one is named twice or is no AWS Region
     */
    public GlobalTableDefinition regions(List<Region> replicas) {
        if (new LinkedHashSet<>(replicas).size() < replicas.size()) {
            throw new IllegalArgumentException("The global table \"" + parts.name + "\" names a Region twice: "
                    + Definitions.ids(replicas) + ". A Region holds one replica; name each Region once.");
        }
        if (replicas.size() < 2) {
            throw new IllegalArgumentException(
                    "The global table \"" + parts.name + "\" needs replicas in at least two Regions;"
                            + " found " + Definitions.ids(replicas)
                            + ". Example: regions = {\"us-east-1\", \"eu-west-1\"}.");
        }
        replicas.forEach(Definitions::requireKnown);
        return with(changed -> changed.regions = new ArrayList<>(replicas));
    }

    /** The same with replicas in these Regions, which may be a single one in version 2017.11.29. */
    GlobalTableDefinition legacyRegions(List<Region> replicas) {
        return with(changed -> {
            changed.version = GlobalTableVersion.V2017_11_29;
            changed.regions = List.copyOf(replicas);
        });
    }

    /** The same with this delay on every link. */
    public GlobalTableDefinition replicationDelay(ReplicationDelay delay) {
        return with(changed -> changed.replicationDelay = delay);
    }

    /** The same with this delay, written as {@link ReplicationDelay#parse} reads it. */
    public GlobalTableDefinition replicationDelay(String delay) {
        return replicationDelay(ReplicationDelay.parse(delay));
    }

    /**
     * The same with one more global secondary index, in every replica.
     *
     * @throws IllegalArgumentException if the table has an index of that name
     */
    public GlobalTableDefinition globalIndex(SecondaryIndexDefinition index) {
        List<SecondaryIndexDefinition> more = with(parts.globalIndexes, index);
        return with(changed -> changed.globalIndexes = more);
    }

    /** The same with a global secondary index that has a partition key of type String and projects all attributes. */
    public GlobalTableDefinition globalIndex(String indexName, String partitionKey) {
        return globalIndex(SecondaryIndexDefinition.named(indexName).partitionKey(partitionKey));
    }

    /** The same with a global secondary index that has two keys of type String and projects all attributes. */
    public GlobalTableDefinition globalIndex(String indexName, String partitionKey, String sortKey) {
        return globalIndex(SecondaryIndexDefinition.named(indexName)
                .partitionKey(partitionKey)
                .sortKey(sortKey));
    }

    /**
     * The same with one more local secondary index, in every replica; the table needs a sort key.
     *
     * @throws IllegalArgumentException if the table has an index of that name
     */
    public GlobalTableDefinition localIndex(SecondaryIndexDefinition index) {
        List<SecondaryIndexDefinition> more = with(parts.localIndexes, index);
        return with(changed -> changed.localIndexes = more);
    }

    /** The same with a local secondary index that has a sort key of type String and projects all attributes. */
    public GlobalTableDefinition localIndex(String indexName, String sortKey) {
        return localIndex(SecondaryIndexDefinition.named(indexName).sortKey(sortKey));
    }

    private List<SecondaryIndexDefinition> with(
            List<SecondaryIndexDefinition> indexes, SecondaryIndexDefinition index) {
        if (Stream.concat(parts.localIndexes.stream(), parts.globalIndexes.stream())
                .anyMatch(other -> other.name().equals(index.name()))) {
            throw new IllegalArgumentException("The global table \"" + parts.name + "\" has two indexes called \""
                    + index.name() + "\". Give each its own name.");
        }
        List<SecondaryIndexDefinition> more = new ArrayList<>(indexes);
        more.add(index);
        return more;
    }

    /**
     * The same with its global secondary indexes this far behind each replica.
     *
     * @throws IllegalArgumentException if the delay is {@link ReplicationDelay#manual()}
     * @see SimulationBuilder#indexDelay(ReplicationDelay)
     */
    public GlobalTableDefinition indexDelay(ReplicationDelay delay) {
        Definitions.requireLocalDelay(delay);
        return with(changed -> changed.indexDelay = Optional.of(delay));
    }

    /** The same with this delay, written as {@link ReplicationDelay#parse} reads it. */
    public GlobalTableDefinition indexDelay(String delay) {
        return indexDelay(ReplicationDelay.parse(delay));
    }

    /**
     * The same of this version of global tables. Default: {@link GlobalTableVersion#V2019_11_21}, the current one. A table of
     * version 2017.11.29 is eventually consistent and has its replicas in the Regions where AWS offered it (LEG-2). A
     * simulation with one is {@link LegacyGlobalTables#EMULATED}, whatever was said of it.
     *
     * <pre>{@code
     * GlobalTableDefinition.named("profiles").partitionKey("userId").version(GlobalTableVersion.V2017_11_29)
     * }</pre>
     */
    public GlobalTableDefinition version(GlobalTableVersion of) {
        return with(changed -> changed.version = of);
    }

    /**
     * The same with this consistency between its Regions. Default: {@link MultiRegionConsistency#EVENTUAL}. A strongly
     * consistent table has replicas in exactly three Regions, or in two with a {@link #witness}, and no local indexes
     * (STRONG-1, STRONG-7).
     *
     * <pre>{@code
     * GlobalTableDefinition.named("accounts")
     *     .partitionKey("accountId")
     *     .regions(Region.US_EAST_1, Region.US_EAST_2, Region.US_WEST_2)
     *     .consistency(MultiRegionConsistency.STRONG)
     * }</pre>
     */
    public GlobalTableDefinition consistency(MultiRegionConsistency between) {
        return with(changed -> changed.consistency = between);
    }

    /**
     * The same with a Region that holds no replica but helps to find a majority (STRONG-2); for strongly consistent tables
     * with two replicas.
     */
    public GlobalTableDefinition witness(Region region) {
        Definitions.requireKnown(region);
        return with(changed -> changed.witness = Optional.of(region));
    }

    /**
     * The same with writes that stay under way to another Region for this long after their call, for strongly consistent
     * tables: until then a write of the same item in another Region fails with {@code ReplicatedWriteConflictException}
     * (STRONG-15), which the SDK tries again after a back-off in virtual time. Default: not at all, since a call takes no
     * time and a write is acknowledged when it returns.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public GlobalTableDefinition acknowledgementDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A write cannot be acknowledged before it is made: found a delay of "
                    + delay + ". Give a positive duration, or none at all.");
        }
        return with(changed -> changed.acknowledgementDelay = delay);
    }

    /**
     * The same with changes of an item merged into one replicated write that are made within this time and are still under
     * way: other Regions then skip some versions, and their streams have fewer records (LWW-12). Default: none are merged;
     * DynamoDB does not say when it does. Strongly consistent tables never merge.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public GlobalTableDefinition coalesceWindow(Duration window) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("A window in which changes are merged is not negative; found " + window
                    + ". Give a positive duration, or none at all.");
        }
        return with(changed -> changed.coalesceWindow = window);
    }

    /**
     * The same with this rule of the application on which Region writes an item. Writes that break it succeed, as in AWS,
     * and are {@linkplain SimulatedTable#strayWrites told}. Default: {@link WriteMode#anyRegion()}.
     */
    public GlobalTableDefinition writeMode(WriteMode mode) {
        return with(changed -> changed.writeMode = mode);
    }

    public String name() {
        return parts.name;
    }

    /**
     * The partition key.
     *
     * @throws IllegalStateException if none was given
     */
    public Key partitionKey() {
        return parts.partitionKey.orElseThrow(() -> new IllegalStateException("The global table \"" + parts.name
                + "\" has no partition key. Name the attribute, for example partitionKey(\"userId\")."));
    }

    public Optional<Key> sortKey() {
        return parts.sortKey;
    }

    public List<Region> regions() {
        return List.copyOf(parts.regions);
    }

    public ReplicationDelay replicationDelay() {
        return parts.replicationDelay;
    }

    /** How far global secondary indexes are behind; empty where the simulation's delay holds. */
    public Optional<ReplicationDelay> indexDelay() {
        return parts.indexDelay;
    }

    /** The local secondary indexes, in order. */
    public List<SecondaryIndexDefinition> localIndexes() {
        return List.copyOf(parts.localIndexes);
    }

    /** The global secondary indexes, in order. */
    public List<SecondaryIndexDefinition> globalIndexes() {
        return List.copyOf(parts.globalIndexes);
    }

    public GlobalTableVersion version() {
        return parts.version;
    }

    public MultiRegionConsistency consistency() {
        return parts.consistency;
    }

    /** The Region without a replica that helps to find a majority. */
    public Optional<Region> witness() {
        return parts.witness;
    }

    /** How long a write stays under way to another Region after its call. */
    public Duration acknowledgementDelay() {
        return parts.acknowledgementDelay;
    }

    /** For how long changes of an item are merged into one replicated write. */
    public Duration coalesceWindow() {
        return parts.coalesceWindow;
    }

    public WriteMode writeMode() {
        return parts.writeMode;
    }

    boolean isLegacy() {
        return parts.version == GlobalTableVersion.V2017_11_29;
    }

    boolean isStrong() {
        return parts.consistency == MultiRegionConsistency.STRONG;
    }

    /**
     * Fails unless DynamoDB would have such a table. Whoever takes a definition asks it.
     *
     * @throws IllegalStateException if there is no partition key, or a strongly consistent table does not have the three
     *     Regions that it needs (STRONG-1), or one of version 2017.11.29 is somewhere else than that is (LEG-2)
     */
    public void requireComplete() {
        partitionKey();
        if (isLegacy()) {
            Definitions.requireLegacy(this);
        } else if (isStrong()) {
            StrongDefinitions.require(this);
        } else if (parts.witness.isPresent()) {
            throw new IllegalStateException("The global table \"" + parts.name + "\" has a witness, "
                    + parts.witness.get().id() + ", but is eventually consistent. Leave the witness out, or add"
                    + " consistency(MultiRegionConsistency.STRONG).");
        }
    }
}
