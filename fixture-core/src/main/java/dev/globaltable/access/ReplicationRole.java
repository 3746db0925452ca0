package dev.globaltable.access;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The service-linked role by which DynamoDB replicates, and what resource policies take from it (FIS-2). */
public final class ReplicationRole {

    private static final List<String> ON_TABLE = List.of(
            "ReadDataForReplication",
            "WriteDataForReplication",
            "GetItem",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "Scan",
            "DescribeTable",
            "UpdateTable",
            "DescribeTimeToLive",
            "UpdateTimeToLive");

    private static final List<String> ON_STREAM = List.of("DescribeStream", "GetShardIterator", "GetRecords");

    private ReplicationRole() {}

    /** Why a table cannot be replicated; {@code null} unless its policy or that of its stream forbids it. */
    public static @Nullable DynamoDbException denial(ReplicaTable table, ResourcePolicies policies) {
        if (!policies.any()) {
            return null;
        }
        TableDefinition definition = table.definition();
        String label = table.latestStreamLabel();
        DynamoDbException ofTable = denial(policies.attachedTo(table, definition.arn()), table);
        return ofTable != null || label == null
                ? ofTable
                : denial(policies.attachedTo(table, definition.streamArn(label)), table);
    }

    /** The same for one policy, of the table or of its stream. */
    public static @Nullable DynamoDbException denial(@Nullable Policy policy, ReplicaTable table) {
        if (policy == null) {
            return null;
        }
        String label = table.latestStreamLabel();
        DynamoDbException onTable =
                denial(policy, table, ON_TABLE, table.definition().arn());
        return onTable != null || label == null
                ? onTable
                : denial(policy, table, ON_STREAM, table.definition().streamArn(label));
    }

    private static @Nullable DynamoDbException denial(
            Policy policy, ReplicaTable table, List<String> actions, String resource) {
        Context context = Caller.REPLICATION
                .describe()
                .with(ConditionKey.REQUESTED_REGION, table.region().id());
        for (String name : actions) {
            String action = "dynamodb:" + name;
            if (policy.denies(Caller.REPLICATION, action, resource, context)) {
                return Authorizer.denied(
                        Caller.REPLICATION, action, resource, Authorizer.EXPLICITLY + "a resource-based policy");
            }
        }
        return null;
    }
}
