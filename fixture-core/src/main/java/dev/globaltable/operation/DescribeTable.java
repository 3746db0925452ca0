package dev.globaltable.operation;

import dev.globaltable.table.RegionalTables;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/** {@code DescribeTable}. */
final class DescribeTable implements Operation<DescribeTableRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;

    DescribeTable(RegionalTables tables, TableLifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    @Override
    public DescribeTableResponse.Builder execute(DescribeTableRequest request) {
        new Constraints().tableName(request.tableName()).check();
        TableLookup.requireName(request.tableName());
        return DescribeTableResponse.builder()
                .table(TableDescriptions.of(
                        TableLookup.inAnyStatus(tables, request.tableName()), lifecycle.nowMicros()));
    }
}
