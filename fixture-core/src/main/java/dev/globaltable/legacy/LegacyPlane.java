package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.globalTableNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.RegionalService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;

/**
 * The operations on global tables of version 2017.11.29, and what they have in common. They do not see global tables of
 * version 2019.11.21 (LEG-3), and the service makes no others any more (LEG-1), unless the simulation lets it (LEG-4).
 */
public final class LegacyPlane {

    static final String INVALID = "One or more parameter values were invalid";

    private static final int NAME_MIN = 3;
    private static final int NAME_MAX = 255;

    private LegacyPlane() {}

    /** Makes a Region's endpoint answer the operations of this package. */
    public static void addTo(RegionalService service, LegacyLifecycle lifecycle) {
        Region region = service.tables().region();
        service.add(CreateGlobalTableRequest.class, new CreateGlobalTable(region, lifecycle));
        service.add(UpdateGlobalTableRequest.class, new UpdateGlobalTable(region, lifecycle));
        service.add(ListGlobalTablesRequest.class, new ListGlobalTables(lifecycle));
        service.add(DescribeGlobalTableRequest.class, new DescribeGlobalTable(lifecycle));
        service.add(DescribeGlobalTableSettingsRequest.class, new DescribeGlobalTableSettings(lifecycle));
        service.add(UpdateGlobalTableSettingsRequest.class, new UpdateGlobalTableSettings(lifecycle));
    }

    /** The name that a request has to give. */
    static String requireGiven(@Nullable String name) {
        new Constraints().present("globalTableName", name != null).check();
        return requireName(name == null ? "" : name);
    }

    static String requireName(String name) {
        if (name.length() < NAME_MIN || name.length() > NAME_MAX) {
            throw validation("TableName must be at least 3 characters long and at most 255 characters long");
        }
        return name;
    }

    /** The global table of this name, which the service calls missing in these words. */
    static LegacyGlobalTable require(LegacyLifecycle lifecycle, String name) {
        LegacyGlobalTable table = lifecycle.find(name);
        if (table == null) {
            throw globalTableNotFound(missing(name));
        }
        return table;
    }

    static String missing(String name) {
        return "Global table with name: '" + name + "' does not exist.";
    }

    /** The answer of today to whoever wants a new global table, or a new replica (LEG-1). */
    static RuntimeException unsupported() {
        return validation(
                INVALID + ": DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB"
                        + " global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).");
    }
}
