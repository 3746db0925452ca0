package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Finds the table that a request names, by its name or ARN. */
public final class TableLookup {

    private static final int NAME_MIN = 3;
    private static final int NAME_MAX = 255;

    private TableLookup() {}

    /** Fails unless the name, or the name in the ARN, is one that a table can have. */
    static void requireName(String tableName) {
        requirePlainName(plainName(tableName));
    }

    /** The same where an ARN will not do. */
    static void requirePlainName(String tableName) {
        if (tableName.length() < NAME_MIN || tableName.length() > NAME_MAX || !hasNameCharactersOnly(tableName)) {
            throw validation(
                    "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and"
                            + " may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
    }

    /** By hand rather than by a pattern: every call of the API comes through here. */
    private static boolean hasNameCharactersOnly(String name) {
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** The table for an operation on its items. */
    public static ReplicaTable forItems(RegionalTables tables, String tableName) {
        ReplicaTable table = tables.find(nameHere(tables, tableName));
        if (table == null || table.status() == TableStatus.CREATING) {
            throw table != null && table.isJoining()
                    ? notFound(table.name())
                    : resourceNotFound("Requested resource not found");
        }
        if (!table.isKeyAccessible()) {
            throw validation("KMS key disabled error: " + key(table) + " is disabled.");
        }
        return table;
    }

    /** The key as described, or the one that AWS manages for a table that describes none (ISO-5). */
    private static String key(ReplicaTable table) {
        SSEDescription encryption = table.settings().options().encryption();
        return encryption == null ? "alias/aws/dynamodb" : encryption.kmsMasterKeyArn();
    }

    /** The table for an action of a transaction; strongly consistent global tables have none (STRONG-17). */
    static ReplicaTable forTransaction(RegionalTables tables, String tableName) {
        ReplicaTable table = forItems(tables, tableName);
        if (table.consistency().isStrong()) {
            throw validation(
                    "Transactions are not supported on global tables with MultiRegionConsistency set to STRONG.");
        }
        return table;
    }

    /** The table for an operation on the table itself; a replica that is being made answers none of them (CUR-28). */
    public static ReplicaTable forControl(RegionalTables tables, String tableName) {
        ReplicaTable table = inAnyStatus(tables, tableName);
        if (table.isJoining()) {
            throw notFound(table.name());
        }
        return table;
    }

    /** The table for the few operations that see a replica that is being made. */
    public static ReplicaTable inAnyStatus(RegionalTables tables, String tableName) {
        String name = nameHere(tables, tableName);
        ReplicaTable table = tables.find(name);
        if (table == null) {
            throw notFound(name);
        }
        return table;
    }

    private static RuntimeException notFound(String name) {
        return resourceNotFound("Requested resource not found: Table: " + name + " not found");
    }

    /** The plain name of a table of this Region that is named by its name or ARN. */
    public static String nameHere(RegionalTables tables, String tableName) {
        String name = plainName(tableName);
        if (!name.equals(tableName) && !tableName.equals(TableDefinition.arn(tables.region(), name))) {
            throw NotSimulatedException.tableElsewhere(tableName);
        }
        return name;
    }

    private static String plainName(String tableName) {
        return tableName.startsWith("arn:") ? tableName.substring(tableName.indexOf('/') + 1) : tableName;
    }
}
