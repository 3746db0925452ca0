package dev.globaltable.operation;

import dev.globaltable.table.Membership;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.Witness;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableSettingsReplicationMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessDescription;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table as {@code DescribeTable} shows it, from the Region that is asked (reference 1.2). */
public final class TableDescriptions {

    private TableDescriptions() {}

    /** What is shown at this instant, in microseconds since the epoch. */
    public static TableDescription of(ReplicaTable table, long nowMicros) {
        TableDefinition definition = table.definition();
        TableSettings settings = table.settings();
        // The API counts in milliseconds.
        Instant created = Instant.EPOCH.plusMillis(definition.createdMicros() / 1000);
        TableDescription.Builder description = TableDescription.builder()
                .attributeDefinitions(settings.attributeDefinitions())
                .tableName(definition.name())
                .keySchema(definition.keySchema().elements())
                .tableStatus(table.status())
                .creationDateTime(created)
                .tableSizeBytes(table.sizeBytes())
                .itemCount((long) table.items().size())
                .tableArn(definition.arn())
                .tableId(definition.id())
                .restoreSummary(table.restoreSummary())
                .deletionProtectionEnabled(settings.deletionProtected());
        CapacityDescriptions.describe(description, table, nowMicros);
        describeClass(description, settings);
        description.sseDescription(settings.options().encryption());
        IndexDescriptions.describe(description, table);
        describeStream(description, table);
        describeReplicas(description, table);
        return description.build();
    }

    /** A table that was never told its class is of the standard one, and does not say so. */
    private static void describeClass(TableDescription.Builder description, TableSettings settings) {
        TableClass tableClass = settings.options().overrides().over(settings.tableClass());
        if (tableClass != null) {
            description.tableClassSummary(summary -> summary.tableClass(tableClass)
                    .lastUpdateDateTime(settings.options().classChanged()));
        }
    }

    /** The last stream is named even when it is disabled. */
    private static void describeStream(TableDescription.Builder description, ReplicaTable table) {
        StreamViewType view = table.settings().stream();
        if (view != null) {
            description.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view));
        }
        String label = table.latestStreamLabel();
        if (label != null) {
            description
                    .latestStreamLabel(label)
                    .latestStreamArn(table.definition().streamArn(label));
        }
    }

    /** A regional table shows none of this; a replica shows the others, never itself (CUR-22, CUR-23). */
    private static void describeReplicas(TableDescription.Builder description, ReplicaTable table) {
        Membership membership = table.membership();
        if (membership != null) {
            description
                    .globalTableVersion("2019.11.21")
                    .globalTableSettingsReplicationMode(GlobalTableSettingsReplicationMode.ENABLED_WITH_OVERRIDES)
                    .multiRegionConsistency(table.consistency().isStrong() ? MultiRegionConsistency.STRONG : null)
                    .globalTableWitnesses(witnesses(table))
                    .replicas(membership.others().stream()
                            .map(other -> ReplicaDescriptions.of(other, table))
                            .toList());
        }
    }

    private static @Nullable List<GlobalTableWitnessDescription> witnesses(ReplicaTable table) {
        Witness witness = table.consistency().witness();
        return witness == null
                ? null
                : List.of(GlobalTableWitnessDescription.builder()
                        .regionName(witness.region().id())
                        .witnessStatus(witness.status())
                        .build());
    }
}
