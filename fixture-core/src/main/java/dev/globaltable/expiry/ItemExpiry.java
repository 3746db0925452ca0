package dev.globaltable.expiry;

import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.List;

/** Deletes expired items of every table of the account that has time to live (TTL-8); other tables cost nothing. */
public final class ItemExpiry {

    private final ExpiryContext context;
    private final List<ExpiringTable> tables = new ArrayList<>();

    public ItemExpiry(ExpiryContext context) {
        this.context = context;
    }

    /** Lets the items of a table, in all its replicas, expire by this attribute. */
    public void start(List<ReplicaTable> replicas, String attribute) {
        replicas.forEach(this::stop);
        tables.add(new ExpiringTable(context, replicas, attribute));
    }

    /** Lets the items of a new replica expire if those of the one that it was made of do. */
    public void follow(ReplicaTable source, ReplicaTable added) {
        tables.stream().filter(table -> table.has(source)).forEach(table -> table.add(added));
    }

    /** Lets the items of a replica live on; also when it is deleted. */
    public void stop(ReplicaTable replica) {
        tables.forEach(table -> table.remove(replica));
        tables.removeIf(ExpiringTable::isEmpty);
    }

    /** Whether items of this replica expire. */
    public boolean isOn(ReplicaTable replica) {
        return tables.stream().anyMatch(table -> table.has(replica));
    }

    /** Deletes what has expired in a replica by now; says how many items. */
    public int expire(ReplicaTable replica) {
        return tables.stream().mapToInt(table -> table.expire(replica)).sum();
    }
}
