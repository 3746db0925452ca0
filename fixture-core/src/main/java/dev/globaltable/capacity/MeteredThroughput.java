package dev.globaltable.capacity;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Throughput;
import dev.globaltable.table.WriteUnits;
import dev.globaltable.time.VirtualTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** The meter of one replica: a bucket for reads and one for writes, of the table and of each global secondary index. */
final class MeteredThroughput implements Throughput {

    /** A write costs at least this. */
    private static final double LEAST_WRITE = 1;

    /** An eventually consistent read costs at least this. */
    private static final double LEAST_READ = 0.5;

    private final ReplicaTable table;
    private final Capacities capacities;
    private final VirtualTime time;
    private final Map<String, TokenBucket> buckets = new TreeMap<>();

    MeteredThroughput(ReplicaTable table, Capacities capacities, VirtualTime time) {
        this.table = table;
        this.capacities = capacities;
        this.time = time;
    }

    @Override
    public boolean isLimited() {
        return !capacities.isIdle();
    }

    @Override
    public void beforeRead(@Nullable String globalIndex) {
        if (isLimited()) {
            require(globalIndex, false, LEAST_READ);
        }
    }

    @Override
    public void beforeWrite() {
        if (!isLimited()) {
            return;
        }
        require(null, true, LEAST_WRITE);
        for (IndexSettings index : table.settings().indexes()) {
            if (index.definition().isGlobal()) {
                require(index.name(), true, LEAST_WRITE);
            }
        }
    }

    @Override
    public void read(double units, Map<String, Double> globalIndexes) {
        take(null, false, units);
        globalIndexes.forEach((index, ofIndex) -> take(index, false, ofIndex));
    }

    /** Local indexes live on the table's capacity. */
    @Override
    public void wrote(WriteUnits units) {
        double local =
                units.local().values().stream().mapToDouble(Double::doubleValue).sum();
        take(null, true, units.table() + local);
        units.global().forEach((index, ofIndex) -> take(index, true, ofIndex));
    }

    @Override
    public long writableAtMicros() {
        if (!isLimited()) {
            return Long.MIN_VALUE;
        }
        long at = writableAt(null);
        for (IndexSettings index : table.settings().indexes()) {
            if (index.definition().isGlobal()) {
                at = Math.max(at, writableAt(index.name()));
            }
        }
        return at;
    }

    @Override
    public void settingsChanged() {
        capacities.changed();
    }

    private long writableAt(@Nullable String index) {
        Limit limit = limit(index, true);
        return limit == null ? Long.MIN_VALUE : bucket(index, true, limit).hasAtMicros(LEAST_WRITE);
    }

    private void require(@Nullable String index, boolean write, double units) {
        Limit limit = limit(index, write);
        if (limit != null && !bucket(index, write, limit).has(units)) {
            throw throttled(index, write, limit.kind());
        }
    }

    private void take(@Nullable String index, boolean write, double units) {
        Limit limit = limit(index, write);
        if (limit != null) {
            bucket(index, write, limit).take(units);
        }
    }

    private TokenBucket bucket(@Nullable String index, boolean write, Limit limit) {
        String name = (write ? "write " : "read ") + (index == null ? "" : index);
        TokenBucket bucket =
                buckets.computeIfAbsent(name, first -> new TokenBucket(limit.unitsPerSecond(), time.nowMicros()));
        bucket.refill(limit.unitsPerSecond(), time.nowMicros());
        return bucket;
    }

    private @Nullable Limit limit(@Nullable String index, boolean write) {
        Double budget = index == null ? capacities.budget(table, write) : null;
        if (budget != null) {
            return new Limit(budget, Limit.Kind.PROVISIONED);
        }
        if (!capacities.isEnforced()) {
            return null;
        }
        ProvisionedThroughput provisioned = provisioned(index);
        if (provisioned != null) {
            return new Limit(
                    write ? provisioned.writeCapacityUnits() : provisioned.readCapacityUnits(), Limit.Kind.PROVISIONED);
        }
        OnDemandThroughput onDemand = index == null ? table.settings().options().onDemand() : null;
        Long maximum =
                onDemand == null ? null : write ? onDemand.maxWriteRequestUnits() : onDemand.maxReadRequestUnits();
        return maximum == null || maximum < 0 ? null : new Limit(maximum, Limit.Kind.ON_DEMAND_MAXIMUM);
    }

    private @Nullable ProvisionedThroughput provisioned(@Nullable String index) {
        if (index == null) {
            return table.settings().provisioned();
        }
        for (IndexSettings settings : table.settings().indexes()) {
            if (settings.name().equals(index)) {
                return settings.provisioned();
            }
        }
        return null;
    }

    private DynamoDbException throttled(@Nullable String index, boolean write, Limit.Kind kind) {
        String arn = table.definition().arn();
        ThrottlingReason reason = ThrottlingReason.builder()
                .reason((index == null ? "Table" : "Index")
                        + (write ? "Write" : "Read")
                        + (kind == Limit.Kind.PROVISIONED
                                ? "ProvisionedThroughputExceeded"
                                : "MaxOnDemandThroughputExceeded"))
                .resource(index == null ? arn : arn + "/index/" + index)
                .build();
        return kind == Limit.Kind.PROVISIONED
                ? ServiceErrors.provisionedThroughputExceeded(provisionedMessage(index), reason)
                : ServiceErrors.throttling(
                        "Throughput exceeds the maximum OnDemandThroughput configured on table or index", reason);
    }

    private static String provisionedMessage(@Nullable String index) {
        return index == null
                ? "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API."
                : "The level of configured provisioned throughput for one or more global secondary indexes of the table"
                        + " was exceeded. Consider increasing your provisioning level for the under-provisioned global"
                        + " secondary indexes with the UpdateTable API.";
    }
}
