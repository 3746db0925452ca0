package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The ARN of a table, or of one of its streams, in a {@code ResourceArn}.
 *
 * @param arn the ARN as it was given
 * @param tableName the table that it names, or whose stream it names
 * @param isStream whether it names a stream
 */
record ResourceArn(String arn, String tableName, boolean isStream) {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int PARTS = 6;

    /** Reads an ARN; fails unless it is one of a table or a stream of DynamoDB. */
    static ResourceArn parse(String arn) {
        if (!arn.startsWith("arn:")) {
            throw validation(INVALID + "ARNs must start with 'arn:': " + arn);
        }
        String[] parts = arn.split(":", PARTS);
        String[] path = parts.length == PARTS ? parts[PARTS - 1].split("/", -1) : new String[0];
        if (parts.length < PARTS || !parts[2].equals("dynamodb") || path.length < 2 || !path[0].equals("table")) {
            throw notDynamoDb(arn);
        }
        if (path.length == 2) {
            return new ResourceArn(arn, path[1], false);
        }
        if (path.length == 4 && path[2].equals("stream")) {
            return new ResourceArn(arn, path[1], true);
        }
        if (path.length == 4 && path[2].equals("index")) {
            throw validation(INVALID
                    + "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: "
                    + arn);
        }
        throw notDynamoDb(arn);
    }

    private static RuntimeException notDynamoDb(String arn) {
        return validation(INVALID + "Provided Arn is not a DynamoDB resource arn: " + arn);
    }

    /** The ARN of the table itself, or of the table whose stream this is. */
    String tableArn() {
        return isStream ? arn.substring(0, arn.indexOf("/stream/")) : arn;
    }

    /** The account it names. */
    String account() {
        return arn.split(":", PARTS)[4];
    }

    private boolean ofThisAccount(RegionalTables tables) {
        return TableDefinition.arn(tables.region(), tableName).contains(":" + account() + ":");
    }

    private boolean isIn(RegionalTables tables) {
        return tableArn().equals(TableDefinition.arn(tables.region(), tableName));
    }

    private @Nullable ReplicaTable find(RegionalTables tables) {
        ReplicaTable table = tables.find(tableName);
        return table == null || table.status() == TableStatus.CREATING ? null : table;
    }

    /** The table for an operation on tags. */
    ReplicaTable tagged(RegionalTables tables, String operation) {
        if (!ofThisAccount(tables)) {
            throw NotSimulatedException.tableElsewhere(arn);
        }
        if (!isIn(tables)) {
            throw validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        if (isStream) {
            throw NotSimulatedException.parameter(operation, "ResourceArn with the ARN of a stream");
        }
        ReplicaTable table = find(tables);
        if (table == null) {
            throw resourceNotFound("Requested resource not found: ResourceArn: " + arn + " not found");
        }
        return table;
    }

    /** The table for an operation on resource policies. */
    ReplicaTable governed(RegionalTables tables) {
        if (!ofThisAccount(tables)) {
            throw validation("This action is only supported by accounts that match the resource owner\u2019s account.");
        }
        if (!isIn(tables)) {
            throw validation(INVALID + "Invalid resource Arn: " + arn);
        }
        ReplicaTable table = find(tables);
        if (table == null) {
            throw resourceNotFound("Requested resource not found: Table: " + tableName + " not found");
        }
        return table;
    }
}
