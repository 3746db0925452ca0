package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** {@code DescribeTimeToLive}. */
final class DescribeTimeToLive implements Operation<DescribeTimeToLiveRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    DescribeTimeToLive(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public DescribeTimeToLiveResponse.Builder execute(DescribeTimeToLiveRequest request) {
        new Constraints().tableNameOrArn(request.tableName()).check();
        ReplicaTable table = TableLookup.forControl(tables, request.tableName());
        TableStatus status = table.status();
        if (status == TableStatus.CREATING || status == TableStatus.DELETING) {
            throw validation("Cannot describe time to live while table is in " + status
                    + " state: Current table state is " + status);
        }
        TimeToLiveDescription ttl = state.timeToLive(table);
        return DescribeTimeToLiveResponse.builder()
                .timeToLiveDescription(
                        ttl == null
                                ? TimeToLiveDescription.builder()
                                        .timeToLiveStatus(TimeToLiveStatus.DISABLED)
                                        .build()
                                : ttl);
    }
}
