package dev.globaltable.table;

import dev.globaltable.item.KeyAttribute;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/** The secondary indexes of one replica, local ones first, each kind in the order in which it was declared. */
public final class TableIndexes implements ItemObserver {

    private final LocalPropagation propagation;
    private final Map<String, SecondaryIndex> indexes = new LinkedHashMap<>();
    private List<String> keyNames = List.of();

    TableIndexes(LocalPropagation propagation) {
        this.propagation = propagation;
    }

    public boolean isEmpty() {
        return indexes.isEmpty();
    }

    public Collection<SecondaryIndex> all() {
        return Collections.unmodifiableCollection(indexes.values());
    }

    public @Nullable SecondaryIndex find(String name) {
        return indexes.get(name);
    }

    /** Whether the table keeps item collections: it does when it has a local index. */
    public boolean hasLocal() {
        return indexes.values().stream().anyMatch(index -> !index.definition().isGlobal());
    }

    /** The attributes that are part of the key of an index but not of the table, ordered by name. */
    public List<String> keyNames() {
        return keyNames;
    }

    private void collectKeyNames() {
        NavigableSet<String> names = new TreeSet<>();
        for (SecondaryIndex index : indexes.values()) {
            index.definition().keyAttributes().stream()
                    .map(KeyAttribute::name)
                    .filter(name -> !index.definition().tableKeys().includes(name))
                    .forEach(names::add);
        }
        keyNames = List.copyOf(names);
    }

    SecondaryIndex add(IndexDefinition definition) {
        SecondaryIndex index = new SecondaryIndex(definition);
        indexes.put(definition.name(), index);
        collectKeyNames();
        return index;
    }

    void remove(String name) {
        indexes.remove(name);
        collectKeyNames();
    }

    /** The indexes that a table is created with are ready when it is. */
    void activate() {
        for (SecondaryIndex index : indexes.values()) {
            if (index.status() == IndexStatus.CREATING && !index.isBackfilling()) {
                index.setStatus(IndexStatus.ACTIVE);
            }
        }
    }

    @Override
    public void changed(ItemChange change) {
        for (SecondaryIndex index : indexes.values()) {
            if (index.definition().isGlobal()) {
                propagation.propagate(
                        change.table(),
                        index,
                        change.key(),
                        () -> index.update(change.key(), change.before(), change.stored()));
            } else {
                index.update(change.key(), change.before(), change.stored());
            }
        }
    }
}
