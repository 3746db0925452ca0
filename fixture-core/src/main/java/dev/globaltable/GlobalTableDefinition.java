package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A global table (version 2019.11.21, multi-Region eventual consistency) to start a simulation with. Immutable.
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

    private static final List<Region> DEFAULT_REGIONS = List.of(Region.US_EAST_1, Region.EU_WEST_1);
    private static final ReplicationDelay DEFAULT_DELAY = ReplicationDelay.parse("1s");

    private final String name;
    private final Optional<Key> partitionKey;
    private final Optional<Key> sortKey;
    private final List<Region> regions;
    private final ReplicationDelay replicationDelay;
    private final Optional<ReplicationDelay> indexDelay;
    private final List<SecondaryIndexDefinition> localIndexes;
    private final List<SecondaryIndexDefinition> globalIndexes;

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

    private GlobalTableDefinition(Draft draft) {
        this.name = draft.name;
        this.partitionKey = draft.partitionKey;
        this.sortKey = draft.sortKey;
        this.regions = draft.regions;
        this.replicationDelay = draft.replicationDelay;
        this.indexDelay = draft.indexDelay;
        this.localIndexes = draft.localIndexes;
        this.globalIndexes = draft.globalIndexes;
    }

    /** What a definition is made from: a fresh one, or one that differs from another. */
    private static final class Draft {

        private final String name;
        private Optional<Key> partitionKey = Optional.empty();
        private Optional<Key> sortKey = Optional.empty();
        private List<Region> regions = DEFAULT_REGIONS;
        private ReplicationDelay replicationDelay = DEFAULT_DELAY;
        private Optional<ReplicationDelay> indexDelay = Optional.empty();
        private List<SecondaryIndexDefinition> localIndexes = List.of();
        private List<SecondaryIndexDefinition> globalIndexes = List.of();

        Draft(String name) {
            this.name = name;
        }
    }

    private GlobalTableDefinition with(Consumer<Draft> change) {
        Draft draft = new Draft(name);
        draft.partitionKey = partitionKey;
        draft.sortKey = sortKey;
        draft.regions = regions;
        draft.replicationDelay = replicationDelay;
        draft.indexDelay = indexDelay;
        draft.localIndexes = localIndexes;
        draft.globalIndexes = globalIndexes;
        change.accept(draft);
        return new GlobalTableDefinition(draft);
    }

    /**
     * Starts a definition: replicas in us-east-1 and eu-west-1, one second apart.
     *
     * @throws IllegalArgumentException if DynamoDB allows no such table name
     */
    public static GlobalTableDefinition named(String name) {
        return new GlobalTableDefinition(new Draft(Definitions.requireTableName(name)));
    }

    /** The same with a partition key of type String. */
    public GlobalTableDefinition partitionKey(String attribute) {
        return partitionKey(attribute, ScalarAttributeType.S);
    }

    /** The same with this partition key. */
    public GlobalTableDefinition partitionKey(String attribute, ScalarAttributeType type) {
        Key key = new Key(attribute, type);
        return with(draft -> draft.partitionKey = Optional.of(key));
    }

    /** The same with a sort key of type String. */
    public GlobalTableDefinition sortKey(String attribute) {
        return sortKey(attribute, ScalarAttributeType.S);
    }

    /** The same with this sort key. */
    public GlobalTableDefinition sortKey(String attribute, ScalarAttributeType type) {
        Key key = new Key(attribute, type);
        return with(draft -> draft.sortKey = Optional.of(key));
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
            throw new IllegalArgumentException("The global table \"" + name + "\" names a Region twice: "
                    + Definitions.ids(replicas) + ". A Region holds one replica; name each Region once.");
        }
        if (replicas.size() < 2) {
            throw new IllegalArgumentException(
                    "The global table \"" + name + "\" needs replicas in at least two Regions;"
                            + " found " + Definitions.ids(replicas)
                            + ". Example: regions = {\"us-east-1\", \"eu-west-1\"}.");
        }
        replicas.forEach(Definitions::requireKnown);
        return with(draft -> draft.regions = new ArrayList<>(replicas));
    }

    /** The same with this delay on every link. */
    public GlobalTableDefinition replicationDelay(ReplicationDelay delay) {
        return with(draft -> draft.replicationDelay = delay);
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
        List<SecondaryIndexDefinition> more = with(globalIndexes, index);
        return with(draft -> draft.globalIndexes = more);
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
        List<SecondaryIndexDefinition> more = with(localIndexes, index);
        return with(draft -> draft.localIndexes = more);
    }

    /** The same with a local secondary index that has a sort key of type String and projects all attributes. */
    public GlobalTableDefinition localIndex(String indexName, String sortKey) {
        return localIndex(SecondaryIndexDefinition.named(indexName).sortKey(sortKey));
    }

    private List<SecondaryIndexDefinition> with(
            List<SecondaryIndexDefinition> indexes, SecondaryIndexDefinition index) {
        if (Stream.concat(localIndexes.stream(), globalIndexes.stream())
                .anyMatch(other -> other.name().equals(index.name()))) {
            throw new IllegalArgumentException("The global table \"" + name + "\" has two indexes called \""
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
        Definitions.requireIndexDelay(delay);
        return with(draft -> draft.indexDelay = Optional.of(delay));
    }

    /** The same with this delay, written as {@link ReplicationDelay#parse} reads it. */
    public GlobalTableDefinition indexDelay(String delay) {
        return indexDelay(ReplicationDelay.parse(delay));
    }

    public String name() {
        return name;
    }

    /**
     * The partition key.
     *
     * @throws IllegalStateException if none was given
     */
    public Key partitionKey() {
        return partitionKey.orElseThrow(() -> new IllegalStateException("The global table \"" + name
                + "\" has no partition key. Name the attribute, for example partitionKey(\"userId\")."));
    }

    public Optional<Key> sortKey() {
        return sortKey;
    }

    public List<Region> regions() {
        return List.copyOf(regions);
    }

    public ReplicationDelay replicationDelay() {
        return replicationDelay;
    }

    /** How far global secondary indexes are behind; empty where the simulation's delay holds. */
    public Optional<ReplicationDelay> indexDelay() {
        return indexDelay;
    }

    /** The local secondary indexes, in order. */
    public List<SecondaryIndexDefinition> localIndexes() {
        return List.copyOf(localIndexes);
    }

    /** The global secondary indexes, in order. */
    public List<SecondaryIndexDefinition> globalIndexes() {
        return List.copyOf(globalIndexes);
    }
}
