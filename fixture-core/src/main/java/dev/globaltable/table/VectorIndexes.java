package dev.globaltable.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/** The vector indexes of one replica, in the order in which they were declared. */
public final class VectorIndexes implements ItemObserver {

    private final Map<String, VectorIndex> indexes = new LinkedHashMap<>();

    public Collection<VectorIndex> all() {
        return Collections.unmodifiableCollection(indexes.values());
    }

    public boolean isEmpty() {
        return indexes.isEmpty();
    }

    public @Nullable VectorIndex find(String name) {
        return indexes.get(name);
    }

    VectorIndex add(VectorIndexDefinition definition) {
        VectorIndex index = new VectorIndex(definition);
        indexes.put(definition.name(), index);
        return index;
    }

    void remove(String name) {
        indexes.remove(name);
    }

    /** The indexes that a table is created with are ready when it is. */
    void activate(ReplicaTable table) {
        indexes.values().stream()
                .filter(index -> index.status() == IndexStatus.CREATING)
                .forEach(index -> index.fill(table));
    }

    @Override
    public void changed(ItemChange change) {
        indexes.values().forEach(index -> index.changed(change));
    }
}
