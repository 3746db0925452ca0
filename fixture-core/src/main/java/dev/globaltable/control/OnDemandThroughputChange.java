package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;

/**
 * The most that an on-demand table may use: each number by itself, at once. Minus one takes a bound away.
 *
 * @param becomes the billing mode that the same request asks for, if any
 */
record OnDemandThroughputChange(
        OnDemandThroughput wanted, @Nullable BillingMode becomes) implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final long NO_BOUND = -1;

    /** Fails unless a table that is created can have these bounds. */
    static void checkNew(@Nullable OnDemandThroughput throughput, BillingMode mode) {
        if (throughput == null) {
            return;
        }
        if (mode == BillingMode.PROVISIONED) {
            requireNoneFor(
                    throughput, " for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.");
        }
        requireRange("MaxReadRequestUnits", throughput.maxReadRequestUnits(), false);
        requireRange("MaxWriteRequestUnits", throughput.maxWriteRequestUnits(), false);
    }

    private static void requireNoneFor(OnDemandThroughput throughput, String why) {
        if (throughput.maxReadRequestUnits() != null) {
            throw validation(INVALID + "MaxReadRequestUnits" + why);
        }
        if (throughput.maxWriteRequestUnits() != null) {
            throw validation(INVALID + "MaxWriteRequestUnits" + why);
        }
    }

    private static void requireRange(String member, @Nullable Long units, boolean canBeTakenAway) {
        if (units != null && units < 1 && !(canBeTakenAway && units == NO_BOUND)) {
            throw validation(
                    INVALID + "Requested " + member + " for OnDemandThroughput for table is outside of valid range");
        }
    }

    @Override
    public void check(ReplicaTable table) {
        BillingMode mode = becomes == null ? table.settings().billingMode() : becomes;
        if (mode == BillingMode.PROVISIONED) {
            requireNoneFor(
                    wanted, " for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED");
        }
        requireRange("MaxReadRequestUnits", wanted.maxReadRequestUnits(), true);
        requireRange("MaxWriteRequestUnits", wanted.maxWriteRequestUnits(), true);
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    /** The answer shows a bound that is taken away as minus one. */
    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        OnDemandThroughput current = settings.options().onDemand();
        Long reads = merged(wanted.maxReadRequestUnits(), current == null ? null : current.maxReadRequestUnits());
        Long writes = merged(wanted.maxWriteRequestUnits(), current == null ? null : current.maxWriteRequestUnits());
        return with(settings, reads, writes);
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        OnDemandThroughput current = settings.options().onDemand();
        return current == null
                ? settings
                : with(settings, bound(current.maxReadRequestUnits()), bound(current.maxWriteRequestUnits()));
    }

    private static @Nullable Long merged(@Nullable Long wanted, @Nullable Long current) {
        return wanted == null ? current : wanted;
    }

    private static @Nullable Long bound(@Nullable Long units) {
        return units == null || units == NO_BOUND ? null : units;
    }

    private static TableSettings with(TableSettings settings, @Nullable Long reads, @Nullable Long writes) {
        TableOptions options = settings.options();
        OnDemandThroughput throughput = reads == null && writes == null
                ? null
                : OnDemandThroughput.builder()
                        .maxReadRequestUnits(reads)
                        .maxWriteRequestUnits(writes)
                        .build();
        return settings.toBuilder()
                .options(options.withOnDemand(throughput)
                        .withOverrides(options.overrides().withMaxReads(null)))
                .build();
    }
}
