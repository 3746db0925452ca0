package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.limitExceeded;
import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.resourceNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.SecondaryIndex;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/** The rules that hold for all updates of global secondary indexes. */
final class IndexUpdate {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String ONE_AT_A_TIME =
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

    private IndexUpdate() {}

    /** What is wrong with a list of updates whatever its table is. */
    static void checkRequest(List<GlobalSecondaryIndexUpdate> updates) {
        Collection<String> names = new TreeSet<>();
        for (GlobalSecondaryIndexUpdate update : updates) {
            int actions = (update.create() == null ? 0 : 1)
                    + (update.update() == null ? 0 : 1)
                    + (update.delete() == null ? 0 : 1);
            if (actions == 0) {
                throw validation(
                        INVALID + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                                + " GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            if (actions > 1) {
                throw validation(INVALID
                        + "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
            }
            if (!names.add(name(update))) {
                throw validation(
                        INVALID + "Only one global secondary index update per index is allowed simultaneously. Index: "
                                + name(update));
            }
        }
        if (updates.stream().filter(IndexUpdate::addsOrRemoves).count() > 1) {
            throw limitExceeded(ONE_AT_A_TIME);
        }
    }

    static boolean addsOrRemoves(GlobalSecondaryIndexUpdate update) {
        return update.create() != null || update.delete() != null;
    }

    private static String name(GlobalSecondaryIndexUpdate update) {
        if (update.create() != null) {
            return update.create().indexName();
        }
        return update.update() != null
                ? update.update().indexName()
                : update.delete().indexName();
    }

    /** The global index of this name; the word says what was to be done with it. */
    static IndexSettings require(ReplicaTable table, String name, String verb) {
        for (IndexSettings index : table.settings().indexes()) {
            if (index.name().equals(name)) {
                if (index.definition().isGlobal()) {
                    return index;
                }
                throw validation("Cannot " + verb + " an index that is not a GlobalSecondaryIndex: " + name);
            }
        }
        throw resourceNotFound("Requested resource not found: Index " + name + " for table " + table.name());
    }

    /** Whether a table can have another index that it was asked for later than other replicas. */
    static boolean fits(ReplicaTable table, String name, Runnable declaration) {
        try {
            requireFreeName(table, name);
            declaration.run();
            return true;
        } catch (DynamoDbException refused) {
            return false;
        }
    }

    /** Fails when the table has an index of any kind that is called so. */
    static void requireFreeName(ReplicaTable table, String name) {
        if (table.indexes().find(name) != null || table.vectorIndexes().find(name) != null) {
            throw validation("Attempting to create an index which already exists");
        }
    }

    /** Fails while another index is being added or removed, and while this one is. */
    static void requireNoneUnderWay(ReplicaTable table, String name) {
        for (SecondaryIndex index : table.indexes().all()) {
            boolean passing = index.status() == IndexStatus.CREATING || index.status() == IndexStatus.DELETING;
            if (passing && index.name().equals(name)) {
                throw beingChanged(table, index);
            }
            if (passing) {
                throw limitExceeded(ONE_AT_A_TIME);
            }
        }
    }

    /** Fails while this index is being changed in any way. */
    static void requireSettled(ReplicaTable table, String name) {
        SecondaryIndex index = table.indexes().find(name);
        if (index != null && index.status() != IndexStatus.ACTIVE) {
            throw beingChanged(table, index);
        }
    }

    private static RuntimeException beingChanged(ReplicaTable table, SecondaryIndex index) {
        return resourceInUse("Attempt to change a resource which is still in use: Index is being "
                + participle(index.status()) + ". Table: " + table.name() + " Index: " + index.name());
    }

    private static String participle(IndexStatus status) {
        return switch (status) {
            case CREATING -> "created";
            case DELETING -> "deleted";
            default -> "updated";
        };
    }
}
