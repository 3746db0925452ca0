package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Which Regions a replica can be in. */
final class ReplicaRegions {

    private ReplicaRegions() {}

    /** The Region that a member of {@code ReplicaUpdates} names; fails unless it is another one that can hold a replica. */
    static Region require(ReplicaTable table, String name) {
        if (name.equals(table.region().id())) {
            throw validation(
                    "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable,"
                            + " or UpdateTable as required.");
        }
        List<String> supported = supported(table.region());
        if (!supported.contains(name)) {
            throw validation("Region " + name + " is not supported. The latest version of global tables are only"
                    + " supported in the following regions: [" + String.join(", ", supported) + "]");
        }
        return Region.of(name);
    }

    /** Every Region of the partition (CUR-3), by name. */
    private static List<String> supported(Region of) {
        String partition = TableDefinition.partition(of);
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion()
                        && TableDefinition.partition(region).equals(partition))
                .map(Region::id)
                .sorted()
                .toList();
    }

    /** Names the Regions that hold no replica (CUR-15). */
    static RuntimeException noMember(List<String> names) {
        return validation(
                "Update global table operation failed because one or more replicas were not part of the global"
                        + " table. Please retry the request without these replicas: ["
                        + String.join(", ", names) + "].");
    }
}
