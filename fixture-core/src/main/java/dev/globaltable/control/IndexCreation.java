package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.IndexDeclaration;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
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
        IndexUpdate.requireFreeName(table, index.indexName());
        if (GlobalIndexes.of(table).size() >= GLOBAL_MAX) {
            throw limitExceeded(
                    "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of "
                            + GLOBAL_MAX);
        }
        List<IndexSettings> with = new ArrayList<>(table.settings().indexes());
        with.add(declared(table));
        IndexDeclaration.requireFewNonKeyAttributes(with);
    }

    @Override
    public boolean fits(ReplicaTable replica) {
        return IndexUpdate.fits(replica, index.indexName(), () -> declared(replica));
    }

    private IndexSettings declared(ReplicaTable table) {
        BillingMode mode = request.billingMode() == null ? table.settings().billingMode() : request.billingMode();
        return new IndexDeclaration(table.keySchema(), KeyTypes.of(table, request)).global(index, mode);
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
        List<String> names =
                index.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        return KeyTypes.define(settings, names, KeyTypes.of(table, request));
    }
}
