package dev.globaltable.backup;

import static dev.globaltable.error.ServiceErrors.backupNotFound;
import static dev.globaltable.error.ServiceErrors.continuousBackupsUnavailable;
import static dev.globaltable.error.ServiceErrors.tableInUse;
import static dev.globaltable.error.ServiceErrors.tableNotFound;

import dev.globaltable.control.ControlState;
import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * What the operations of one Region work on.
 *
 * @param tables the tables of that Region
 * @param tablesOf the tables of any Region, for restores from there
 */
public record BackupContext(
        RegionalTables tables,
        Function<Region, RegionalTables> tablesOf,
        TableLifecycle lifecycle,
        ControlState control,
        Backups backups) {

    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;

    static final String TABLE_IN_USE = "A target table with the specified name is either being created or deleted.";
    static final String BACKUP_IN_USE = "There is another ongoing conflicting backup control plane operation on the"
            + " table. The backup is either being created, deleted or restored to a table.";

    static Constraints backupArn(Constraints constraints, @Nullable String arn) {
        return constraints.length("backupArn", constraints.required("backupArn", arn), ARN_MIN, ARN_MAX);
    }

    /** A backup of this Region. */
    Backup backupHere(String arn) {
        Backup backup = backups.find(arn);
        if (backup == null || !backup.table().region().equals(tables.region())) {
            throw backupNotFound("Backup not found: " + arn);
        }
        return backup;
    }

    /** A table of this Region that backups are made of. */
    ReplicaTable tableToBackUp(String tableName) {
        String name = TableLookup.nameHere(tables, tableName);
        ReplicaTable table = tables.find(name);
        if (table == null) {
            throw tableNotFound("Table not found: " + name);
        }
        if (table.status() == TableStatus.CREATING) {
            throw continuousBackupsUnavailable(
                    "Backups are being enabled for the table: " + name + ". Please retry later");
        }
        if (table.status() == TableStatus.DELETING) {
            throw tableInUse(TABLE_IN_USE);
        }
        return table;
    }

    /** The API counts in milliseconds. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plusMillis(micros / 1000);
    }
}
