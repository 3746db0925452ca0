package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableOptions;
import dev.globaltable.table.TableSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;

/**
 * Another throughput of a global index; the index tells of it, not the table.
 *
 * @param becomes the billing mode that the same request asks for, if any
 */
record IndexThroughputChange(
        UpdateGlobalSecondaryIndexAction wanted, @Nullable BillingMode becomes) implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @Override
    public void check(ReplicaTable table) {
        IndexSettings settings = IndexUpdate.require(table, wanted.indexName(), "update");
        BillingMode mode = becomes == null ? table.settings().billingMode() : becomes;
        ProvisionedThroughput throughput = wanted.provisionedThroughput();
        if (mode == BillingMode.PAY_PER_REQUEST) {
            throw validation(INVALID
                    + (throughput == null
                            ? "The only Updates for index: " + wanted.indexName()
                                    + " when TableThroughputMode is PAY_PER_REQUEST can be to"
                                    + " OnDemandThroughput, WarmThroughput"
                            : "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
                                    + wanted.indexName() + " when BillingMode is PAY_PER_REQUEST"));
        }
        if (throughput == null) {
            throw validation(INVALID + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: "
                    + wanted.indexName());
        }
        IndexUpdate.requireSettled(table, wanted.indexName());
        if (settings.provisioned() != null) {
            Provisioning.requireChange("index " + wanted.indexName(), "index", settings.provisioned(), throughput);
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public void start(ReplicaTable table) {
        setStatus(table, IndexStatus.UPDATING);
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        setStatus(table, IndexStatus.ACTIVE);
        TableOptions options = settings.options();
        return settings.toBuilder()
                .options(options.withOverrides(options.overrides().withIndex(wanted.indexName(), null)))
                .indexes(settings.indexes().stream()
                        .map(index -> index.name().equals(wanted.indexName())
                                ? new IndexSettings(index.definition(), wanted.provisionedThroughput())
                                : index)
                        .toList())
                .build();
    }

    private void setStatus(ReplicaTable table, IndexStatus status) {
        SecondaryIndex index = table.indexes().find(wanted.indexName());
        if (index != null) {
            index.setStatus(status);
        }
    }
}
