package dev.globaltable.table;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/**
 * What one replica has for itself where the others have the global table's setting (reference 1.5). Immutable. The
 * {@link TableSettings} of a replica are those that the group shares; these lie over them.
 *
 * @param reads provisioned read units
 * @param maxReads the most read units on demand
 * @param kmsKey the key, as the request named it
 * @param indexes the same of global secondary indexes, by name
 */
public record ReplicaOverrides(
        @Nullable Long reads,
        @Nullable Long maxReads,
        @Nullable TableClass tableClass,
        @Nullable String kmsKey,
        Map<String, Index> indexes) {

    /** All as in the rest of the global table. */
    public static final ReplicaOverrides NONE = new ReplicaOverrides(null, null, null, null, Collections.emptyMap());

    public ReplicaOverrides {
        indexes = Collections.unmodifiableMap(new TreeMap<>(indexes));
    }

    /** What a replica's global secondary index has for itself. */
    public record Index(@Nullable Long reads, @Nullable Long maxReads) {}

    public ReplicaOverrides withReads(@Nullable Long value) {
        return new ReplicaOverrides(value, maxReads, tableClass, kmsKey, indexes);
    }

    public ReplicaOverrides withMaxReads(@Nullable Long value) {
        return new ReplicaOverrides(reads, value, tableClass, kmsKey, indexes);
    }

    public ReplicaOverrides withTableClass(@Nullable TableClass value) {
        return new ReplicaOverrides(reads, maxReads, value, kmsKey, indexes);
    }

    public ReplicaOverrides withKmsKey(@Nullable String value) {
        return new ReplicaOverrides(reads, maxReads, tableClass, value, indexes);
    }

    /** The same with another override of an index, or with none for {@code null}. */
    public ReplicaOverrides withIndex(String name, @Nullable Index value) {
        Map<String, Index> changed = new TreeMap<>(indexes);
        if (value == null || (value.reads() == null && value.maxReads() == null)) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new ReplicaOverrides(reads, maxReads, tableClass, kmsKey, changed);
    }

    /** The same without any override of throughput; that of a table class and key stay. */
    public ReplicaOverrides withoutThroughput() {
        return new ReplicaOverrides(null, null, tableClass, kmsKey, Collections.emptyMap());
    }

    /** The override of an index, possibly one that overrides nothing. */
    public Index index(String name) {
        return indexes.getOrDefault(name, new Index(null, null));
    }

    /** What holds in this replica where the group shares this throughput. */
    public @Nullable ProvisionedThroughput over(@Nullable ProvisionedThroughput shared) {
        return over(shared, reads);
    }

    /** What holds for this replica's index where the group shares its settings. */
    public @Nullable ProvisionedThroughput over(IndexSettings shared) {
        return over(shared.provisioned(), index(shared.name()).reads());
    }

    private static @Nullable ProvisionedThroughput over(@Nullable ProvisionedThroughput shared, @Nullable Long reads) {
        return shared == null || reads == null
                ? shared
                : shared.toBuilder().readCapacityUnits(reads).build();
    }

    /** What holds in this replica where the group shares these bounds. */
    public @Nullable OnDemandThroughput over(@Nullable OnDemandThroughput shared) {
        if (maxReads == null) {
            return shared;
        }
        OnDemandThroughput.Builder bounds = shared == null ? OnDemandThroughput.builder() : shared.toBuilder();
        return bounds.maxReadRequestUnits(maxReads).build();
    }

    /** What holds in this replica where the group shares this class. */
    public @Nullable TableClass over(@Nullable TableClass shared) {
        return tableClass == null ? shared : tableClass;
    }
}
