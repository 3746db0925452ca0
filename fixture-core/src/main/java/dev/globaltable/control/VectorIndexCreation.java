package dev.globaltable.control;

import dev.globaltable.operation.VectorIndexDeclaration;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CreateVectorIndexAction;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** A vector index is added, in every replica; it is filled when the table is {@code ACTIVE} again. */
record VectorIndexCreation(UpdateTableRequest request, VectorIndex index) implements TableChange {

    @Override
    public void check(ReplicaTable table) {
        IndexUpdate.requireFreeName(table, index.indexName());
        declared(table);
    }

    @Override
    public boolean fits(ReplicaTable replica) {
        return IndexUpdate.fits(replica, index.indexName(), () -> declared(replica));
    }

    private VectorIndexDefinition declared(ReplicaTable table) {
        List<VectorIndexDefinition> known = table.vectorIndexes().all().stream()
                .map(dev.globaltable.table.VectorIndex::definition)
                .toList();
        return new VectorIndexDeclaration(table.keySchema(), KeyTypes.of(table, request))
                .parse(List.of(index), table.settings().billingMode(), List.of(), known)
                .get(0);
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.UPDATING;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        List<String> names = index.searchSchema().stream()
                .map(SearchSchemaElement::attributeName)
                .toList();
        return KeyTypes.define(settings, names, KeyTypes.of(table, request));
    }

    @Override
    public void start(ReplicaTable table) {
        table.addVectorIndex(declared(table));
    }

    /** An index that is added, in the words of {@code CreateTable}. */
    static VectorIndex declaration(CreateVectorIndexAction action) {
        return VectorIndex.builder()
                .indexName(action.indexName())
                .vectorAttribute(action.vectorAttribute())
                .searchSchema(action.hasSearchSchema() ? action.searchSchema() : null)
                .projection(action.projection())
                .dimensions(action.dimensions())
                .distanceFunction(action.distanceFunctionAsString())
                .build();
    }
}
