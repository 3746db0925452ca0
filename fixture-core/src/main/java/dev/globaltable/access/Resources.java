package dev.globaltable.access;

import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import dev.globaltable.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** The ARNs and keys of what requests to one Region name. */
final class Resources {

    private final RegionalTables tables;

    Resources(RegionalTables tables) {
        this.tables = tables;
    }

    Region region() {
        return tables.region();
    }

    /** The ARN of a table that is named by its name or ARN. */
    String table(String nameOrArn) {
        return table(region(), nameOrArn);
    }

    static String table(Region region, String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : TableDefinition.arn(region, nameOrArn);
    }

    /** The ARN of an index, or of the table where none is named. */
    String index(String table, @Nullable String index) {
        return index == null ? table(table) : table(table) + "/index/" + index;
    }

    /** The ARN of a global table of version 2017.11.29, which belongs to no Region. */
    String globalTable(String name) {
        String example = TableDefinition.arn(region(), "");
        return example.replace(":" + region().id() + ":", "::").replace(":table/", ":global-table/") + name;
    }

    /** The first partition key of a table or index; {@code null} where there is no such. */
    @Nullable
    String partitionKey(String nameOrArn, @Nullable String indexName) {
        ReplicaTable table = tables.find(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
        if (table == null) {
            return null;
        }
        if (indexName == null) {
            return table.keySchema().partition().name();
        }
        SecondaryIndex index = table.indexes().find(indexName);
        return index == null ? null : index.definition().partition().get(0).name();
    }
}
