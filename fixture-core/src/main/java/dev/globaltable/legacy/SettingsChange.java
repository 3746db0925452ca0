package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.indexNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicaSettingsUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What other settings of a global table mean for one replica, in the words of {@code UpdateTable} (LEG-12). */
final class SettingsChange {

    private final UpdateGlobalTableSettingsRequest request;
    private final ReplicaSettingsUpdate own;
    private final ReplicaTable table;
    private final TableSettings settings;
    private final BillingMode mode;

    SettingsChange(UpdateGlobalTableSettingsRequest request, ReplicaTable table) {
        this.request = request;
        this.table = table;
        this.settings = table.settings();
        this.own = request.replicaSettingsUpdate().stream()
                .filter(update -> update.regionName().equals(table.region().id()))
                .findFirst()
                .orElse(ReplicaSettingsUpdate.builder().build());
        this.mode = mode();
    }

    /** A request that asks for capacity and does not say how it is billed asks for provisioned capacity. */
    private BillingMode mode() {
        if (request.globalTableBillingMode() != null) {
            return request.globalTableBillingMode();
        }
        return SettingsShape.namesCapacity(request) ? BillingMode.PROVISIONED : settings.billingMode();
    }

    /** Fails unless the replica has every index that is named. */
    void requireIndexes() {
        List<String> names = globalIndexes().map(IndexSettings::name).toList();
        Stream<String> asked = Stream.concat(
                request.globalTableGlobalSecondaryIndexSettingsUpdate().stream()
                        .map(GlobalTableGlobalSecondaryIndexSettingsUpdate::indexName),
                own.replicaGlobalSecondaryIndexSettingsUpdate().stream()
                        .map(ReplicaGlobalSecondaryIndexSettingsUpdate::indexName));
        if (!asked.allMatch(names::contains)) {
            throw indexNotFound();
        }
    }

    /** The request for the replica's table; {@code null} when it is so already. */
    @Nullable
    UpdateTableRequest asUpdateTable() {
        BillingMode becomes = mode == settings.billingMode() ? null : mode;
        ProvisionedThroughput throughput = throughput();
        List<GlobalSecondaryIndexUpdate> indexes =
                globalIndexes().map(this::indexUpdate).filter(Objects::nonNull).toList();
        TableClass tableClass = tableClass();
        if (becomes == null && throughput == null && indexes.isEmpty() && tableClass == null) {
            return null;
        }
        return UpdateTableRequest.builder()
                .tableName(table.name())
                .billingMode(becomes)
                .provisionedThroughput(throughput)
                .globalSecondaryIndexUpdates(indexes.isEmpty() ? null : indexes)
                .tableClass(tableClass)
                .build();
    }

    private Stream<IndexSettings> globalIndexes() {
        return settings.indexes().stream().filter(index -> index.definition().isGlobal());
    }

    private @Nullable ProvisionedThroughput throughput() {
        if (mode == BillingMode.PAY_PER_REQUEST) {
            return null;
        }
        ProvisionedThroughput current = settings.provisioned();
        Long reads = own.replicaProvisionedReadCapacityUnits();
        Long writes = request.globalTableProvisionedWriteCapacityUnits();
        if (current == null) {
            require("ReplicaProvisionedReadCapacityUnits", reads);
            require("GlobalTableProvisionedWriteCapacityUnits", writes);
        }
        return changed(current, reads, writes);
    }

    private void require(String parameter, @Nullable Long units) {
        if (units == null) {
            throw validation(LegacyPlane.INVALID + ": " + parameter + " must be specified for region "
                    + table.region().id() + " when BillingMode is PROVISIONED");
        }
    }

    /** An index of which too little is said is left out, and {@code UpdateTable} asks for it. */
    private @Nullable GlobalSecondaryIndexUpdate indexUpdate(IndexSettings index) {
        Long reads = own.replicaGlobalSecondaryIndexSettingsUpdate().stream()
                .filter(update -> update.indexName().equals(index.name()))
                .map(ReplicaGlobalSecondaryIndexSettingsUpdate::provisionedReadCapacityUnits)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Long writes = request.globalTableGlobalSecondaryIndexSettingsUpdate().stream()
                .filter(update -> update.indexName().equals(index.name()))
                .map(GlobalTableGlobalSecondaryIndexSettingsUpdate::provisionedWriteCapacityUnits)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        ProvisionedThroughput throughput =
                mode == BillingMode.PAY_PER_REQUEST ? null : changed(index.provisioned(), reads, writes);
        return throughput == null
                ? null
                : GlobalSecondaryIndexUpdate.builder()
                        .update(update -> update.indexName(index.name()).provisionedThroughput(throughput))
                        .build();
    }

    /** What is asked for over what there is; {@code null} when that is the same, or not enough is known. */
    private static @Nullable ProvisionedThroughput changed(
            @Nullable ProvisionedThroughput current, @Nullable Long reads, @Nullable Long writes) {
        if (current == null && (reads == null || writes == null)) {
            return null;
        }
        ProvisionedThroughput wanted = (current == null ? ProvisionedThroughput.builder() : current.toBuilder())
                .applyMutation(builder -> {
                    if (reads != null) {
                        builder.readCapacityUnits(reads);
                    }
                    if (writes != null) {
                        builder.writeCapacityUnits(writes);
                    }
                })
                .build();
        return wanted.equals(current) ? null : wanted;
    }

    private @Nullable TableClass tableClass() {
        TableClass current = settings.tableClass() == null ? TableClass.STANDARD : settings.tableClass();
        return own.replicaTableClass() == current ? null : own.replicaTableClass();
    }
}
