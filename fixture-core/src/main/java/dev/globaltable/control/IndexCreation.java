package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.IndexDeclaration;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** A global secondary index is added, in every replica (CUR-39); it is filled in virtual time. */
final class IndexCreation implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int GLOBAL_MAX = 20;

    private final TableLifecycle lifecycle;
    private final UpdateTableRequest request;
    private final GlobalSecondaryIndex index;

    IndexCreation(TableLifecycle lifecycle, UpdateTableRequest request, GlobalSecondaryIndex index) {
        this.lifecycle = lifecycle;
        this.request = request;
        this.index = index;
    }

    @Override
    public void check(ReplicaTable table) {
        if (request.attributeDefinitions().isEmpty()) {
            throw validation(INVALID + "AttributeDefinitions is not specified for index: " + index.indexName());
        }
        IndexUpdate.requireNoneUnderWay(table, index.indexName());
        if (table.settings().indexes().stream().anyMatch(other -> other.name().equals(index.indexName()))) {
            throw validation("Attempting to create an index which already exists");
        }
        if (GlobalIndexes.of(table).size() >= GLOBAL_MAX) {
            throw limitExceeded(
                    "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of "
                            + GLOBAL_MAX);
        }
        List<IndexSettings> with = new ArrayList<>(table.settings().indexes());
        with.add(declared(table));
        IndexDeclaration.requireFewNonKeyAttributes(with);
    }

    private IndexSettings declared(ReplicaTable table) {
        BillingMode mode = request.billingMode() == null ? table.settings().billingMode() : request.billingMode();
        return new IndexDeclaration(table.keySchema(), types(table)).global(index, mode);
    }

    /** What the table knows already is not changed by what the request says of the same name. */
    private Map<String, ScalarAttributeType> types(ReplicaTable table) {
        Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
        request.attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
        table.settings()
                .attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
        return types;
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.UPDATING;
    }

    @Override
    public void start(ReplicaTable table) {
        lifecycle.addIndex(table, declared(table));
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        Map<String, ScalarAttributeType> types = types(table);
        List<AttributeDefinition> definitions = new ArrayList<>(settings.attributeDefinitions());
        index.keySchema().forEach(key -> define(definitions, key.attributeName(), types.get(key.attributeName())));
        definitions.sort(Comparator.comparing(AttributeDefinition::attributeName));
        return settings.toBuilder().attributeDefinitions(definitions).build();
    }

    private static void define(List<AttributeDefinition> definitions, String name, @Nullable ScalarAttributeType type) {
        if (definitions.stream().noneMatch(known -> known.attributeName().equals(name))) {
            definitions.add(AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(Objects.requireNonNull(type))
                    .build());
        }
    }
}
