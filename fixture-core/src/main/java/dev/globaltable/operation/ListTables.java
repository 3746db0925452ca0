package dev.globaltable.operation;

import dev.globaltable.table.RegionalTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

/** {@code ListTables}. */
final class ListTables implements Operation<ListTablesRequest> {

    private static final int LIMIT_MAX = 100;

    private final RegionalTables tables;

    ListTables(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public ListTablesResponse.Builder execute(ListTablesRequest request) {
        new Constraints()
                .name("exclusiveStartTableName", request.exclusiveStartTableName())
                .between("limit", request.limit(), 1, LIMIT_MAX)
                .check();
        Collection<String> rest = request.exclusiveStartTableName() == null
                ? tables.all().keySet()
                : tables.all().tailMap(request.exclusiveStartTableName(), false).keySet();
        int limit = request.limit() == null ? LIMIT_MAX : request.limit();
        List<String> names = new ArrayList<>(rest.stream().limit(limit).toList());
        return ListTablesResponse.builder()
                .tableNames(names)
                .lastEvaluatedTableName(rest.size() > limit ? names.get(limit - 1) : null);
    }
}
