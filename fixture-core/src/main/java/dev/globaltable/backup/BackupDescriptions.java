package dev.globaltable.backup;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.TableSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexInfo;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexInfo;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.SourceTableFeatureDetails;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexInfo;

/** Backups as the API shows them. */
final class BackupDescriptions {

    /** What a table without provisioned throughput shows instead. */
    private static final ProvisionedThroughput NO_THROUGHPUT = ProvisionedThroughput.builder()
            .readCapacityUnits(0L)
            .writeCapacityUnits(0L)
            .build();

    private BackupDescriptions() {}

    static BackupDetails details(Backup backup) {
        return BackupDetails.builder()
                .backupArn(backup.arn())
                .backupName(backup.name())
                .backupSizeBytes(backup.table().sizeBytes())
                .backupStatus(backup.status())
                .backupType(backup.type())
                .backupCreationDateTime(BackupContext.instant(backup.createdMicros()))
                .backupExpiryDateTime(
                        backup.expiresMicros() == null ? null : BackupContext.instant(backup.expiresMicros()))
                .build();
    }

    static BackupSummary summary(Backup backup) {
        return BackupSummary.builder()
                .tableName(backup.table().definition().name())
                .tableId(backup.table().definition().id())
                .tableArn(backup.table().definition().arn())
                .backupArn(backup.arn())
                .backupName(backup.name())
                .backupCreationDateTime(BackupContext.instant(backup.createdMicros()))
                .backupExpiryDateTime(
                        backup.expiresMicros() == null ? null : BackupContext.instant(backup.expiresMicros()))
                .backupStatus(backup.status())
                .backupType(backup.type())
                .backupSizeBytes(backup.table().sizeBytes())
                .build();
    }

    static BackupDescription description(Backup backup) {
        return BackupDescription.builder()
                .backupDetails(details(backup))
                .sourceTableDetails(source(backup.table()))
                .sourceTableFeatureDetails(features(backup.table()))
                .build();
    }

    private static SourceTableDetails source(TableSnapshot table) {
        TableSettings settings = table.settings();
        return SourceTableDetails.builder()
                .tableName(table.definition().name())
                .tableId(table.definition().id())
                .tableArn(table.definition().arn())
                .tableSizeBytes(table.sizeBytes())
                .keySchema(table.definition().keySchema().elements())
                .tableCreationDateTime(BackupContext.instant(table.definition().createdMicros()))
                .provisionedThroughput(settings.provisioned() == null ? NO_THROUGHPUT : settings.provisioned())
                .onDemandThroughput(settings.options().onDemand())
                .itemCount((long) table.items().size())
                .billingMode(settings.billingMode())
                .build();
    }

    private static SourceTableFeatureDetails features(TableSnapshot table) {
        TableSettings settings = table.settings();
        List<LocalSecondaryIndexInfo> local = settings.indexes().stream()
                .filter(index -> !index.definition().isGlobal())
                .map(BackupDescriptions::local)
                .toList();
        List<GlobalSecondaryIndexInfo> global = settings.indexes().stream()
                .filter(index -> index.definition().isGlobal())
                .map(BackupDescriptions::global)
                .toList();
        return SourceTableFeatureDetails.builder()
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .vectorIndexes(
                        table.vectorIndexes().isEmpty()
                                ? null
                                : table.vectorIndexes().stream()
                                        .map(BackupDescriptions::vector)
                                        .toList())
                .streamDescription(stream(settings))
                .timeToLiveDescription(table.timeToLive())
                .sseDescription(settings.options().encryption())
                .build();
    }

    private static LocalSecondaryIndexInfo local(IndexSettings index) {
        return LocalSecondaryIndexInfo.builder()
                .indexName(index.name())
                .keySchema(index.definition().elements())
                .projection(index.definition().projection())
                .build();
    }

    private static GlobalSecondaryIndexInfo global(IndexSettings index) {
        return GlobalSecondaryIndexInfo.builder()
                .indexName(index.name())
                .keySchema(index.definition().elements())
                .projection(index.definition().projection())
                .provisionedThroughput(index.provisioned() == null ? NO_THROUGHPUT : index.provisioned())
                .build();
    }

    private static VectorIndexInfo vector(VectorIndex index) {
        return VectorIndexInfo.builder()
                .indexName(index.indexName())
                .vectorAttribute(index.vectorAttribute())
                .dimensions(index.dimensions())
                .distanceFunction(index.distanceFunction())
                .searchSchema(index.hasSearchSchema() ? index.searchSchema() : null)
                .projection(index.projection())
                .build();
    }

    private static @Nullable StreamSpecification stream(TableSettings settings) {
        return settings.stream() == null
                ? null
                : StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(settings.stream())
                        .build();
    }
}
