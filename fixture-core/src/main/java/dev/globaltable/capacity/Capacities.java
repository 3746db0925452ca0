package dev.globaltable.capacity;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Throughput;
import dev.globaltable.time.VirtualTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** The limits of all tables of an account: those that tables are created with, if they are enforced, and a test's own. */
public final class Capacities {

    private final VirtualTime time;
    private final boolean enforced;
    private final Map<Budget, Double> budgets = new LinkedHashMap<>();

    private Runnable afterChange = () -> {};

    private record Budget(Region region, String table, boolean write) {}

    /** @param enforced whether provisioned throughput and on-demand maxima hold; otherwise only what a test sets */
    public Capacities(VirtualTime time, boolean enforced) {
        this.time = time;
        this.enforced = enforced;
    }

    /** Has this done after every change of a limit. */
    public void afterChange(Runnable action) {
        afterChange = action;
    }

    void changed() {
        afterChange.run();
    }

    /** The meter of a table that is new. */
    public Throughput of(ReplicaTable table) {
        return new MeteredThroughput(table, this, time);
    }

    /** Limits what one Region's replica reads or writes, whatever its table's capacity mode is. */
    public void setBudget(Region region, String table, boolean write, double unitsPerSecond) {
        budgets.put(new Budget(region, table, write), unitsPerSecond);
        changed();
    }

    /** Takes the limit back. */
    public void removeBudget(Region region, String table, boolean write) {
        budgets.remove(new Budget(region, table, write));
        changed();
    }

    /** Whether any table may be limited at all. */
    boolean isIdle() {
        return !enforced && budgets.isEmpty();
    }

    boolean isEnforced() {
        return enforced;
    }

    @Nullable
    Double budget(ReplicaTable table, boolean write) {
        return budgets.isEmpty() ? null : budgets.get(new Budget(table.region(), table.name(), write));
    }
}
