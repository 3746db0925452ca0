package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.internalServerError;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import java.util.List;
import java.util.NavigableMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTable;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.Replica;

/** {@code ListGlobalTables}: by name, from any Region (LEG-11). */
final class ListGlobalTables implements Operation<ListGlobalTablesRequest> {

    private static final int LIMIT_DEFAULT = 100;

    private final LegacyLifecycle lifecycle;

    ListGlobalTables(LegacyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public ListGlobalTablesResponse.Builder execute(ListGlobalTablesRequest request) {
        String start = request.exclusiveStartGlobalTableName();
        String region = request.regionName();
        new Constraints()
                .name("exclusiveStartGlobalTableName", start)
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .check();
        if (region != null && !Region.regions().contains(Region.of(region))) {
            throw internalServerError();
        }
        NavigableMap<String, LegacyGlobalTable> all = lifecycle.all();
        List<LegacyGlobalTable> rest = (start == null ? all : all.tailMap(start, false))
                .values().stream()
                        .filter(table -> region == null || table.replica(region) != null)
                        .toList();
        int limit = request.limit() == null ? LIMIT_DEFAULT : request.limit();
        return ListGlobalTablesResponse.builder()
                .globalTables(rest.stream()
                        .limit(limit)
                        .map(ListGlobalTables::describe)
                        .toList())
                .lastEvaluatedGlobalTableName(
                        rest.size() > limit ? rest.get(limit - 1).name() : null);
    }

    private static GlobalTable describe(LegacyGlobalTable table) {
        return GlobalTable.builder()
                .globalTableName(table.name())
                .replicationGroup(table.replicas().stream()
                        .map(replica -> Replica.builder()
                                .regionName(replica.region().id())
                                .build())
                        .toList())
                .build();
    }
}
