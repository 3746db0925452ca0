package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.globalTableNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.RegionalService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTable;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;

/**
 * The operations on global tables of version 2017.11.29. The service makes none any more (LEG-1), and these operations do
 * not see those of version 2019.11.21 (LEG-3), so that there is never one to find.
 */
final class LegacyGlobalTables {

    private static final String INVALID = "One or more parameter values were invalid";
    private static final String UNSUPPORTED = INVALID
            + ": DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables"
            + " version 2019.11.21, instead of version 2017.11.29 (Legacy).";
    private static final int NAME_MIN = 3;
    private static final int NAME_MAX = 255;

    private LegacyGlobalTables() {}

    static void addTo(RegionalService service) {
        service.add(CreateGlobalTableRequest.class, LegacyGlobalTables::create);
        service.add(UpdateGlobalTableRequest.class, LegacyGlobalTables::update);
        service.add(ListGlobalTablesRequest.class, LegacyGlobalTables::list);
        service.add(DescribeGlobalTableRequest.class, LegacyGlobalTables::describe);
        service.add(DescribeGlobalTableSettingsRequest.class, LegacyGlobalTables::describeSettings);
        service.add(UpdateGlobalTableSettingsRequest.class, LegacyGlobalTables::updateSettings);
    }

    private static CreateGlobalTableResponse.Builder create(CreateGlobalTableRequest request) {
        new Constraints()
                .present("globalTableName", request.globalTableName() != null)
                .present("replicationGroup", request.hasReplicationGroup())
                .check();
        requireName(request.globalTableName());
        if (request.replicationGroup().isEmpty()) {
            throw validation("Global table must have atleast one replica");
        }
        throw validation(UNSUPPORTED);
    }

    private static UpdateGlobalTableResponse.Builder update(UpdateGlobalTableRequest request) {
        new Constraints()
                .present("globalTableName", request.globalTableName() != null)
                .present("replicaUpdates", request.hasReplicaUpdates())
                .check();
        requireName(request.globalTableName());
        if (request.replicaUpdates().stream().allMatch(update -> update.create() == null && update.delete() == null)) {
            throw validation(INVALID);
        }
        if (request.replicaUpdates().stream().anyMatch(update -> update.create() != null)) {
            throw validation(UNSUPPORTED);
        }
        throw missing(request.globalTableName());
    }

    private static ListGlobalTablesResponse.Builder list(ListGlobalTablesRequest request) {
        new Constraints()
                .name("exclusiveStartGlobalTableName", request.exclusiveStartGlobalTableName())
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .check();
        return ListGlobalTablesResponse.builder().globalTables(List.<GlobalTable>of());
    }

    private static DescribeGlobalTableResponse.Builder describe(DescribeGlobalTableRequest request) {
        requireGiven(request.globalTableName());
        throw globalTableNotFound("Global table not found: " + message(request.globalTableName()));
    }

    private static DescribeGlobalTableSettingsResponse.Builder describeSettings(
            DescribeGlobalTableSettingsRequest request) {
        requireGiven(request.globalTableName());
        throw missing(request.globalTableName());
    }

    private static UpdateGlobalTableSettingsResponse.Builder updateSettings(UpdateGlobalTableSettingsRequest request) {
        requireGiven(request.globalTableName());
        throw missing(request.globalTableName());
    }

    private static void requireGiven(@Nullable String name) {
        new Constraints().present("globalTableName", name != null).check();
        requireName(name == null ? "" : name);
    }

    private static void requireName(String name) {
        if (name.length() < NAME_MIN || name.length() > NAME_MAX) {
            throw validation("TableName must be at least 3 characters long and at most 255 characters long");
        }
    }

    private static RuntimeException missing(String name) {
        return globalTableNotFound(message(name));
    }

    private static String message(String name) {
        return "Global table with name: '" + name + "' does not exist.";
    }
}
