package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashSet;
import java.util.Set;

/** The items of a transaction, each of which can be in it only once. */
final class TransactionTargets {

    /** The items, or what the request carries, may not be larger together. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private final Set<Target> targets = new LinkedHashSet<>();

    private record Target(String tableName, ItemKey key) {}

    void add(ReplicaTable table, ItemKey key) {
        if (!targets.add(new Target(table.name(), key))) {
            throw validation("Transaction request cannot include multiple operations on one item");
        }
    }

    static void requireSize(long bytes) {
        if (bytes > BYTES_MAX) {
            throw validation("Transaction payload size cannot exceed 4MB. Payload Size: " + bytes);
        }
    }
}
