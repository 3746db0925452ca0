package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.tableNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexDefinition;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What tables have to be before they become replicas of one global table (LEG-5, LEG-9). AWS does not tell the texts. */
record ReplicaRequirements(LegacyLifecycle lifecycle, String name) {

    /** The tables of a name in these Regions (LEG-6). */
    static List<ReplicaTable> tables(LegacyLifecycle lifecycle, Collection<Region> regions, String name) {
        List<ReplicaTable> tables = new ArrayList<>();
        for (Region region : regions) {
            ReplicaTable table = lifecycle.table(region, name);
            if (table == null) {
                throw tableNotFound("Table not found: " + name);
            }
            tables.add(table);
        }
        return tables;
    }

    /** Fails unless these can be all the replicas of one global table. */
    void check(List<ReplicaTable> tables) {
        requireAll(tables, table -> table.status() == TableStatus.ACTIVE, "must be ACTIVE");
        requireAll(
                tables,
                table -> !table.isReplica(),
                "must not be a replica of a global table of version 2019.11.21 (Current)");
        if (lifecycle.hasNamesake(name)) {
            throw NotSimulatedException.parameter(
                    "CreateGlobalTable", "GlobalTableName of a global table of version 2019.11.21 elsewhere");
        }
        requireSame(tables, ReplicaTable::keySchema, "key schema");
        requireAll(
                tables,
                table -> table.settings().stream() == StreamViewType.NEW_AND_OLD_IMAGES,
                "must have a stream with the view type NEW_AND_OLD_IMAGES");
        requireAll(tables, table -> table.items().isEmpty(), "must be empty");
        requireSame(tables, table -> indexes(table, true), "global secondary indexes");
        requireSame(tables, table -> indexes(table, false), "local secondary indexes");
        requireAll(
                tables, table -> !lifecycle.hasCustomerKey(table), "must not be encrypted with a customer managed key");
        requireAll(tables, table -> !lifecycle.hasPolicy(table), "must not have a resource policy");
    }

    private void requireAll(List<ReplicaTable> tables, Predicate<ReplicaTable> condition, String what) {
        for (ReplicaTable table : tables) {
            if (!condition.test(table)) {
                throw validation(LegacyPlane.INVALID + ": Table " + name + " in region "
                        + table.region().id() + " " + what);
            }
        }
    }

    private void requireSame(List<ReplicaTable> tables, Function<ReplicaTable, Object> property, String what) {
        Object first = property.apply(tables.get(0));
        for (ReplicaTable table : tables) {
            if (!property.apply(table).equals(first)) {
                throw validation(LegacyPlane.INVALID + ": Tables " + name + " in regions "
                        + tables.get(0).region().id() + " and " + table.region().id() + " must have the same " + what);
            }
        }
    }

    /** Names and keys; what is projected may differ. */
    private static List<String> indexes(ReplicaTable table, boolean global) {
        return table.settings().indexes().stream()
                .map(IndexSettings::definition)
                .filter(index -> index.isGlobal() == global)
                .map(index -> index.name() + keys(index))
                .sorted()
                .toList();
    }

    private static String keys(IndexDefinition index) {
        return " " + keys(index.partition()) + " " + keys(index.sort());
    }

    private static List<String> keys(List<KeyAttribute> keys) {
        return keys.stream().map(key -> key.name() + " " + key.type()).toList();
    }
}
