package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import org.jspecify.annotations.Nullable;

/** The table, or the index of it, that a request about Contributor Insights means. */
record InsightsTarget(ReplicaTable table, @Nullable String index) {

    static final String TABLE_ITSELF = "";
    private static final int NAME_MIN = 3;
    private static final int NAME_MAX = 255;

    /** Checks the names, together with what else the constraints hold, and finds what they stand for. */
    static InsightsTarget find(
            RegionalTables tables, Constraints constraints, String tableName, @Nullable String indexName) {
        constraints.tableNameOrArn(tableName).check();
        if (indexName != null && (indexName.length() < NAME_MIN || indexName.length() > NAME_MAX)) {
            throw validation("IndexName must be at least 3 characters long and at most 255 characters long");
        }
        ReplicaTable table = TableLookup.forControl(tables, tableName);
        if (indexName != null && table.indexes().find(indexName) == null) {
            throw resourceNotFound(
                    "Requested resource not found: Index: " + indexName + " not found for table: " + table.name());
        }
        return new InsightsTarget(table, indexName);
    }

    /** What it is called in the table's record. */
    String key() {
        return index == null ? TABLE_ITSELF : index;
    }

    /** Whether items can be told apart by a sort key too. */
    boolean hasSortKey() {
        SecondaryIndex searched = index == null ? null : table.indexes().find(index);
        return searched == null
                ? table.keySchema().sort() != null
                : !searched.definition().sort().isEmpty();
    }
}
