package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

    private GlobalTableDefinition(
            String name,
            Optional<Key> partitionKey,
            Optional<Key> sortKey,
            List<Region> regions,
            ReplicationDelay replicationDelay) {
        this.name = name;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.regions = regions;
        this.replicationDelay = replicationDelay;
    }

    /**
     * Starts a definition: replicas in us-east-1 and eu-west-1, one second apart.
     *
     * @throws IllegalArgumentException if DynamoDB allows no such table name
     */
    public static GlobalTableDefinition named(String name) {
        return new GlobalTableDefinition(
                Definitions.requireTableName(name), Optional.empty(), Optional.empty(), DEFAULT_REGIONS, DEFAULT_DELAY);
    }

    /** The same with a partition key of type String. */
    public GlobalTableDefinition partitionKey(String attribute) {
        return partitionKey(attribute, ScalarAttributeType.S);
    }

    /** The same with this partition key. */
    public GlobalTableDefinition partitionKey(String attribute, ScalarAttributeType type) {
        return new GlobalTableDefinition(
                name, Optional.of(new Key(attribute, type)), sortKey, regions, replicationDelay);
    }

    /** The same with a sort key of type String. */
    public GlobalTableDefinition sortKey(String attribute) {
        return sortKey(attribute, ScalarAttributeType.S);
    }

    /** The same with this sort key. */
    public GlobalTableDefinition sortKey(String attribute, ScalarAttributeType type) {
        return new GlobalTableDefinition(
                name, partitionKey, Optional.of(new Key(attribute, type)), regions, replicationDelay);
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
        return new GlobalTableDefinition(name, partitionKey, sortKey, new ArrayList<>(replicas), replicationDelay);
    }

    /** The same with this delay on every link. */
    public GlobalTableDefinition replicationDelay(ReplicationDelay delay) {
        return new GlobalTableDefinition(name, partitionKey, sortKey, regions, delay);
    }

    /** The same with this delay, written as {@link ReplicationDelay#parse} reads it. */
    public GlobalTableDefinition replicationDelay(String delay) {
        return replicationDelay(ReplicationDelay.parse(delay));
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
}
