package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.VectorIndexDeclaration;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.ThroughputHistory;
import dev.globaltable.table.WarmUnits;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The billing mode, the provisioned throughput, or both. */
final class CapacityChange implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final @Nullable BillingMode mode;
    private final @Nullable ProvisionedThroughput throughput;
    private final List<String> indexesWithThroughput;
    private final Instant now;

    /**
     * A change of capacity.
     *
     * @param indexesWithThroughput the global indexes that the same request gives throughput to
     * @param now virtual time
     */
    CapacityChange(UpdateTableRequest request, List<String> indexesWithThroughput, Instant now) {
        this.mode = request.billingMode();
        this.throughput = request.provisionedThroughput();
        this.indexesWithThroughput = indexesWithThroughput;
        this.now = now;
    }

    /** What is wrong with a request whatever its table is. */
    static void checkRequest(UpdateTableRequest request) {
        if (request.billingMode() == BillingMode.PROVISIONED && request.provisionedThroughput() == null) {
            throw validation(INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        if (request.billingMode() == BillingMode.PAY_PER_REQUEST && request.provisionedThroughput() != null) {
            throw validation(INVALID + "ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST");
        }
    }

    private boolean becomes(BillingMode other, TableSettings settings) {
        return mode == other && settings.billingMode() != other;
    }

    @Override
    public void check(ReplicaTable table) {
        TableSettings settings = table.settings();
        if (mode != null && mode != settings.billingMode()) {
            // It takes away or sets the throughput of every index.
            GlobalIndexes.names(table).forEach(name -> IndexUpdate.requireSettled(table, name));
        }
        if (becomes(BillingMode.PROVISIONED, settings)) {
            requireIndexThroughput(table);
            if (!table.vectorIndexes().isEmpty()) {
                throw validation(INVALID + VectorIndexDeclaration.ON_DEMAND_ONLY);
            }
            return;
        }
        if (throughput == null) {
            return;
        }
        ProvisionedThroughput current = settings.provisioned();
        if (settings.billingMode() == BillingMode.PAY_PER_REQUEST || current == null) {
            throw validation(INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        Provisioning.requireChange("table", "table", current, throughput);
        if (Provisioning.lowers(current, throughput)) {
            requireBudget(settings.options().throughputHistory());
        }
    }

    private void requireIndexThroughput(ReplicaTable table) {
        List<String> missing = GlobalIndexes.names(table).stream()
                .filter(name -> !indexesWithThroughput.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw validation(
                    INVALID + "ProvisionedThroughput must be specified for index: " + String.join(",", missing));
        }
    }

    private void requireBudget(ThroughputHistory history) {
        Instant last = history.decreased();
        if (last != null) {
            String refusal = Provisioning.refusal(history.decreasesOn(now), last, now);
            if (refusal != null) {
                throw limitExceeded(refusal);
            }
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return throughput == null && !becomes(BillingMode.PAY_PER_REQUEST, table.settings())
                ? Effect.NOTHING
                : Effect.UPDATING;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        TableOptions options = settings.options().withWarm(warm(settings));
        if (becomes(BillingMode.PAY_PER_REQUEST, settings)) {
            return settings.toBuilder()
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .provisioned(null)
                    .indexes(GlobalIndexes.withoutThroughput(settings.indexes()))
                    .options(options)
                    .build();
        }
        if (becomes(BillingMode.PROVISIONED, settings)) {
            ThroughputHistory history = options.throughputHistory();
            Instant since = history.becameOnDemand() == null ? created(table) : history.becameOnDemand();
            return settings.toBuilder()
                    .billingMode(BillingMode.PROVISIONED)
                    .options(options.withOnDemand(null).withThroughputHistory(history.toOnDemand(since)))
                    .build();
        }
        return settings;
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        TableOptions options =
                settings.options().withOverrides(settings.options().overrides().withoutThroughput());
        WarmUnits warm = warm(settings);
        if (mode == BillingMode.PAY_PER_REQUEST) {
            return settings.toBuilder()
                    .options(options.withWarm(warm.atLeast(WarmUnits.ON_DEMAND))
                            .withThroughputHistory(options.throughputHistory().toOnDemand(now)))
                    .build();
        }
        ProvisionedThroughput wanted = Objects.requireNonNull(throughput);
        ProvisionedThroughput before = settings.provisioned();
        ThroughputHistory history = before == null
                ? options.throughputHistory()
                : options.throughputHistory()
                        .changed(Provisioning.raises(before, wanted), Provisioning.lowers(before, wanted), now);
        return settings.toBuilder()
                .provisioned(wanted)
                .options(options.withWarm(warm.atLeast(WarmUnits.of(BillingMode.PROVISIONED, wanted)))
                        .withThroughputHistory(history))
                .build();
    }

    private static WarmUnits warm(TableSettings settings) {
        WarmUnits warm = settings.options().warm();
        return warm == null ? WarmUnits.of(settings.billingMode(), settings.provisioned()) : warm;
    }

    /** The API counts in milliseconds. */
    private static Instant created(ReplicaTable table) {
        return Instant.EPOCH.plusMillis(table.definition().createdMicros() / 1000);
    }
}
