package dev.globaltable.backup;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.TableSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/**
 * The table that a restore creates, as a {@code CreateTable} would: with the keys, indexes, throughput and encryption of its
 * source, and without its stream, time to live, tags, policies, table class and deletion protection (BAK-2).
 */
final class RestoredSchema {

    private final TableSnapshot source;
    private final TableSettings settings;
    private final Overrides overrides;
    private final BillingMode billingMode;
    private final @Nullable ProvisionedThroughput throughput;
    private final List<IndexSettings> kept = new ArrayList<>();

    RestoredSchema(TableSnapshot source, Overrides overrides) {
        this.source = source;
        this.settings = source.settings();
        this.overrides = overrides;
        this.billingMode = overrides.billingModeOver(settings.billingMode());
        this.throughput = overrides.throughput() != null
                ? overrides.throughput()
                : billingMode == BillingMode.PROVISIONED ? settings.provisioned() : null;
    }

    CreateTableRequest creation(String tableName, Region region) {
        List<LocalSecondaryIndex> local = localIndexes();
        List<GlobalSecondaryIndex> global = globalIndexes();
        List<VectorIndex> vectors = vectorIndexes();
        Set<String> keyNames = keyNames(vectors);
        return CreateTableRequest.builder()
                .tableName(tableName)
                .keySchema(source.definition().keySchema().elements())
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .vectorIndexes(vectors.isEmpty() ? null : vectors)
                .attributeDefinitions(settings.attributeDefinitions().stream()
                        .filter(definition -> keyNames.contains(definition.attributeName()))
                        .toList())
                .billingMode(billingMode)
                .provisionedThroughput(throughput)
                .onDemandThroughput(onDemand())
                .sseSpecification(encryption(region))
                .build();
    }

    private Set<String> keyNames(List<VectorIndex> vectors) {
        Set<String> names = new LinkedHashSet<>(source.definition().keySchema().names());
        kept.forEach(index -> index.definition().keyAttributes().stream()
                .map(KeyAttribute::name)
                .forEach(names::add));
        vectors.forEach(index -> index.searchSchema().stream()
                .map(SearchSchemaElement::attributeName)
                .forEach(names::add));
        return names;
    }

    private List<LocalSecondaryIndex> localIndexes() {
        List<LocalSecondaryIndex> indexes = new ArrayList<>();
        for (IndexSettings index : settings.indexes()) {
            if (!index.definition().isGlobal()) {
                LocalSecondaryIndex same = LocalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(index.definition().elements())
                        .projection(index.definition().projection())
                        .build();
                if (overrides.localIndexes() == null || overrides.localIndexes().contains(same)) {
                    indexes.add(same);
                    kept.add(index);
                }
            }
        }
        requireMatch("LocalSecondaryIndexOverride", overrides.localIndexes(), indexes.size());
        return indexes;
    }

    private List<GlobalSecondaryIndex> globalIndexes() {
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (IndexSettings index : settings.indexes()) {
            if (index.definition().isGlobal()) {
                GlobalSecondaryIndex same = GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(index.definition().elements())
                        .projection(index.definition().projection())
                        .build();
                GlobalSecondaryIndex restored = overrides.globalIndexes() == null ? same : override(same);
                if (restored != null) {
                    indexes.add(withThroughput(restored, index));
                    kept.add(index);
                }
            }
        }
        requireMatch("GlobalSecondaryIndexOverride", overrides.globalIndexes(), indexes.size());
        return indexes;
    }

    /** What the request says of an index, {@code null} when it leaves it out. */
    private @Nullable GlobalSecondaryIndex override(GlobalSecondaryIndex same) {
        List<GlobalSecondaryIndex> given = overrides.globalIndexes() == null ? List.of() : overrides.globalIndexes();
        for (GlobalSecondaryIndex index : given) {
            if (index.indexName().equals(same.indexName())
                    && index.keySchema().equals(same.keySchema())
                    && index.projection().equals(same.projection())) {
                return index;
            }
        }
        return null;
    }

    /** An index has its own throughput: that of the request, of the source, or else that of the table. */
    private GlobalSecondaryIndex withThroughput(GlobalSecondaryIndex index, IndexSettings before) {
        if (index.provisionedThroughput() != null || billingMode != BillingMode.PROVISIONED) {
            return index;
        }
        return index.toBuilder()
                .provisionedThroughput(before.provisioned() == null ? throughput : before.provisioned())
                .build();
    }

    private List<VectorIndex> vectorIndexes() {
        List<VectorIndex> given = overrides.vectorIndexes();
        List<VectorIndex> indexes = given == null
                ? source.vectorIndexes()
                : source.vectorIndexes().stream().filter(given::contains).toList();
        requireMatch("VectorIndexOverride", given, indexes.size());
        return indexes;
    }

    private static void requireMatch(String parameter, @Nullable List<?> given, int matched) {
        if (given != null && given.size() != matched) {
            throw validation("One or more parameter values were invalid: The indexes of " + parameter
                    + " do not match the existing secondary indexes");
        }
    }

    private @Nullable OnDemandThroughput onDemand() {
        if (overrides.onDemand() != null) {
            return overrides.onDemand();
        }
        return billingMode == BillingMode.PAY_PER_REQUEST ? settings.options().onDemand() : null;
    }

    /** A key belongs to its Region, so that a table that is restored elsewhere has the one that AWS owns, if none is given. */
    private @Nullable SSESpecification encryption(Region region) {
        SSEDescription before = settings.options().encryption();
        if (overrides.encryption() != null || before == null || !region.equals(source.region())) {
            return overrides.encryption();
        }
        return SSESpecification.builder()
                .enabled(true)
                .sseType(SSEType.KMS)
                .kmsMasterKeyId(before.kmsMasterKeyArn())
                .build();
    }
}
