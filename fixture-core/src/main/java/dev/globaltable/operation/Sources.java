package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Finds what a {@code Query} or {@code Scan} reads. */
final class Sources {

    private Sources() {}

    static Source<?> of(ReplicaTable table, QueryRequest request) {
        return of(table, "Query", request.indexName(), request.consistentRead());
    }

    static Source<?> of(ReplicaTable table, ScanRequest request) {
        return of(table, "Scan", request.indexName(), request.consistentRead());
    }

    /** The table or its index; fails when there is no such index, or it cannot be read, or not in that way. */
    private static Source<?> of(
            ReplicaTable table, String operation, @Nullable String indexName, @Nullable Boolean consistent) {
        if (indexName == null) {
            return new TableSource(table, table.items(Boolean.TRUE.equals(consistent)));
        }
        if (table.vectorIndexes().find(indexName) != null) {
            throw validation(operation + " operation not supported on this index type.");
        }
        SecondaryIndex index = table.indexes().find(indexName);
        if (index == null) {
            throw validation("The table does not have the specified index: " + indexName);
        }
        if (index.definition().isGlobal() && Boolean.TRUE.equals(consistent)) {
            throw validation("Consistent reads are not supported on global secondary indexes");
        }
        if (index.status() == IndexStatus.CREATING) {
            throw validation("Cannot read from backfilling global secondary index: " + indexName);
        }
        return new IndexSource(table, index);
    }

    /** Fails when a filter looks for something inside a key attribute of the table or of any index. */
    static void requireScalarKeys(Source<?> source, @Nullable ConditionExpression filter) {
        if (filter != null) {
            filter.requireScalarKeys(source.table().keySchema().names());
            filter.requireScalarIndexKeys(source.table().indexes().keyNames());
        }
    }
}
