package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.WarmUnits;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/** What a table can serve at once is raised; it tells so by itself, not by the table's status. */
record WarmThroughputChange(WarmThroughput wanted) implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";

    /** What a new table can serve; fails when that is less than it has to. */
    static @Nullable WarmUnits checkNew(
            @Nullable WarmThroughput wanted, BillingMode mode, @Nullable ProvisionedThroughput provisioned) {
        if (wanted == null || !UpdateTableShape.says(wanted)) {
            return null;
        }
        WarmUnits least = WarmUnits.of(mode, provisioned);
        boolean onDemand = mode == BillingMode.PAY_PER_REQUEST;
        String initial = "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/"
                + "developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial";
        requireAtLeast(
                "ReadUnitsPerSecond",
                wanted.readUnitsPerSecond(),
                least.reads(),
                onDemand ? initial : "ReadCapacityUnits of ProvisionedThroughput");
        requireAtLeast(
                "WriteUnitsPerSecond",
                wanted.writeUnitsPerSecond(),
                least.writes(),
                onDemand ? initial : "WriteCapacityUnits of ProvisionedThroughput");
        return raised(least, wanted);
    }

    private static void requireAtLeast(String member, @Nullable Long units, long least, String what) {
        if (units != null && units < least) {
            throw validation(INVALID + "Requested " + member + " for WarmThroughput for table is lower than " + what);
        }
    }

    private static WarmUnits raised(WarmUnits current, WarmThroughput wanted) {
        return new WarmUnits(
                wanted.readUnitsPerSecond() == null ? current.reads() : wanted.readUnitsPerSecond(),
                wanted.writeUnitsPerSecond() == null ? current.writes() : wanted.writeUnitsPerSecond());
    }

    private static WarmUnits current(TableSettings settings) {
        WarmUnits warm = settings.options().warm();
        return warm == null ? WarmUnits.of(settings.billingMode(), settings.provisioned()) : warm;
    }

    @Override
    public void check(ReplicaTable table) {
        if (table.settings().options().warming()) {
            throw InUse.beingUpdated(table);
        }
        WarmUnits current = current(table.settings());
        String what = "current WarmThroughput, decreasing WarmThroughput is not supported";
        requireAtLeast("ReadUnitsPerSecond", wanted.readUnitsPerSecond(), current.reads(), what);
        requireAtLeast("WriteUnitsPerSecond", wanted.writeUnitsPerSecond(), current.writes(), what);
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        return settings.toBuilder()
                .options(settings.options().withWarming(true))
                .build();
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        return settings.toBuilder()
                .options(settings.options()
                        .withWarm(raised(current(settings), wanted))
                        .withWarming(false))
                .build();
    }
}
