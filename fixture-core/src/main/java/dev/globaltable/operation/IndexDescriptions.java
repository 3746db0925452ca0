package dev.globaltable.operation;

import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.VectorIndex;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;

/** The secondary indexes as {@code DescribeTable} shows them. */
final class IndexDescriptions {

    private IndexDescriptions() {}

    static void describe(TableDescription.Builder description, ReplicaTable table) {
        List<LocalSecondaryIndexDescription> local = new ArrayList<>();
        List<GlobalSecondaryIndexDescription> global = new ArrayList<>();
        for (IndexSettings settings : table.settings().indexes()) {
            SecondaryIndex index = table.indexes().find(settings.name());
            if (index != null && index.definition().isGlobal()) {
                global.add(global(table, index, settings));
            } else if (index != null) {
                local.add(local(table, index));
            }
        }
        description
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .vectorIndexes(
                        table.vectorIndexes().isEmpty()
                                ? null
                                : table.vectorIndexes().all().stream()
                                        .map(index -> vector(table, index))
                                        .toList());
    }

    private static LocalSecondaryIndexDescription local(ReplicaTable table, SecondaryIndex index) {
        IndexDefinition definition = index.definition();
        return LocalSecondaryIndexDescription.builder()
                .indexName(definition.name())
                .keySchema(definition.elements())
                .projection(definition.projection())
                .indexSizeBytes(index.sizeBytes())
                .itemCount((long) index.entries().size())
                .indexArn(arn(table, definition.name()))
                .build();
    }

    private static GlobalSecondaryIndexDescription global(
            ReplicaTable table, SecondaryIndex index, IndexSettings settings) {
        IndexDefinition definition = index.definition();
        return GlobalSecondaryIndexDescription.builder()
                .indexName(definition.name())
                .keySchema(definition.elements())
                .projection(definition.projection())
                .indexStatus(index.status())
                // An index that the table was created with shows nothing of the kind.
                .backfilling(index.isBackfilling() ? true : null)
                .provisionedThroughput(
                        throughput(table.settings().options().overrides().over(settings)))
                .indexSizeBytes(index.sizeBytes())
                .itemCount((long) index.entries().size())
                .indexArn(arn(table, definition.name()))
                .build();
    }

    private static VectorIndexDescription vector(ReplicaTable table, VectorIndex index) {
        VectorIndexDefinition definition = index.definition();
        return VectorIndexDescription.builder()
                .indexName(definition.name())
                .vectorAttribute(attribute -> attribute.attributeName(definition.attribute()))
                .dimensions((long) definition.dimensions())
                .distanceFunction(definition.function())
                .searchSchema(definition.schema().isEmpty() ? null : definition.schema())
                .projection(definition.projection())
                .indexStatus(index.status())
                .indexSizeBytes(index.sizeBytes())
                .itemCount((long) index.entries().size())
                .indexArn(arn(table, definition.name()))
                .build();
    }

    private static ProvisionedThroughputDescription throughput(@Nullable ProvisionedThroughput provisioned) {
        return ProvisionedThroughputDescription.builder()
                .numberOfDecreasesToday(0L)
                .readCapacityUnits(provisioned == null ? 0L : provisioned.readCapacityUnits())
                .writeCapacityUnits(provisioned == null ? 0L : provisioned.writeCapacityUnits())
                .build();
    }

    private static String arn(ReplicaTable table, String index) {
        return table.definition().arn() + "/index/" + index;
    }
}
