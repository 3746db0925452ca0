package dev.globaltable.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What requests about tables and what belongs to them need: the action of their name on what they name. */
final class TablePermissions {

    /** What a caller needs in the Region of a replica that is added, as AWS's guide lists it. */
    private static final List<String> REPLICA_CREATION = List.of(
            "CreateTable",
            "CreateTableReplica",
            "Scan",
            "Query",
            "UpdateItem",
            "PutItem",
            "GetItem",
            "DeleteItem",
            "BatchWriteItem");

    private static final List<String> REPLICA_REMOVAL = List.of("DeleteTable", "DeleteTableReplica");

    /** Members that name a resource by its ARN. */
    private static final List<String> ARNS =
            List.of("StreamArn", "BackupArn", "ResourceArn", "ExportArn", "ImportArn", "TableArn", "SourceTableArn");

    /** Lists of the whole account, which a table's name only narrows. */
    private static final List<String> ACCOUNT_WIDE = List.of(
            "ListBackups", "ListStreams", "ListContributorInsights", "ListExports", "ListImports", "ListGlobalTables");

    private final Resources resources;

    TablePermissions(Resources resources) {
        this.resources = resources;
    }

    List<Permission> of(String operation, AwsRequest request) {
        List<Permission> needed = new ArrayList<>();
        String resource = resource(operation, request);
        if (resource == null) {
            return needed;
        }
        needed.add(here(operation, resource));
        if (request instanceof CreateTableRequest creation && creation.tableName() != null) {
            String table = resources.table(creation.tableName());
            if (!creation.tags().isEmpty()) {
                needed.add(here("TagResource", table));
            }
            if (creation.resourcePolicy() != null) {
                needed.add(here("PutResourcePolicy", table));
            }
        } else if (request instanceof UpdateTableRequest update && update.tableName() != null) {
            update.replicaUpdates().forEach(replica -> addReplica(needed, update.tableName(), replica));
        } else if (request instanceof RestoreTableFromBackupRequest
                || request instanceof RestoreTableToPointInTimeRequest) {
            String target = member(request, "TargetTableName");
            if (target != null) {
                needed.add(here(operation, resources.table(target)));
            }
        }
        return needed;
    }

    private static void addReplica(List<Permission> needed, String table, ReplicationGroupUpdate update) {
        if (update.create() != null && isNamed(update.create().regionName())) {
            Region region = Region.of(update.create().regionName());
            REPLICA_CREATION.forEach(action -> needed.add(there(action, region, table)));
        }
        if (update.delete() != null && isNamed(update.delete().regionName())) {
            Region region = Region.of(update.delete().regionName());
            REPLICA_REMOVAL.forEach(action -> needed.add(there(action, region, table)));
        }
    }

    private static boolean isNamed(@Nullable String region) {
        return region != null && !region.isBlank();
    }

    private static Permission there(String action, Region region, String table) {
        String name = table.substring(table.lastIndexOf('/') + 1);
        return new Permission("dynamodb:" + action, region, Resources.table(region, name), new Context());
    }

    private Permission here(String action, String resource) {
        return new Permission("dynamodb:" + action, resources.region(), resource, new Context());
    }

    /** Where an action is asked for; {@code null} if the request leaves out what it has to name. */
    private @Nullable String resource(String operation, AwsRequest request) {
        if (request instanceof ListTablesRequest) {
            return resources.table("*");
        }
        if (request instanceof GetRecordsRequest records && records.shardIterator() != null) {
            // An iterator begins with the ARN of its stream.
            return records.shardIterator().split("\\|", 2)[0];
        }
        if (ACCOUNT_WIDE.contains(operation)) {
            return "*";
        }
        for (String arn : ARNS) {
            String value = member(request, arn);
            if (value != null) {
                return value;
            }
        }
        String table = member(request, "TableName");
        if (table == null) {
            table = member(request, "SourceTableName");
        }
        if (table != null) {
            return resources.index(table, member(request, "IndexName"));
        }
        String globalTable = member(request, "GlobalTableName");
        if (globalTable != null) {
            return resources.globalTable(globalTable);
        }
        return request.sdkFields().stream().anyMatch(TablePermissions::namesResource) ? null : "*";
    }

    private static boolean namesResource(SdkField<?> field) {
        return field.memberName().endsWith("TableName") || ARNS.contains(field.memberName());
    }

    private static @Nullable String member(AwsRequest request, String name) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .map(field -> field.getValueOrDefault(request))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }
}
