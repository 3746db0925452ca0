package dev.globaltable.backup;

import static dev.globaltable.error.ServiceErrors.invalidRestoreTime;
import static dev.globaltable.error.ServiceErrors.pointInTimeRecoveryUnavailable;
import static dev.globaltable.error.ServiceErrors.tableNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code RestoreTableToPointInTime}: what a replica held at one second, with the settings that it has now. */
final class RestoreTableToPointInTime implements Operation<RestoreTableToPointInTimeRequest> {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int ARN_PARTS = 6;

    private final BackupContext context;
    private final TableRestore restore;

    RestoreTableToPointInTime(BackupContext context) {
        this.context = context;
        this.restore = new TableRestore(context);
    }

    @Override
    public RestoreTableToPointInTimeResponse.Builder execute(RestoreTableToPointInTimeRequest request) {
        Overrides overrides = Overrides.of(request);
        Constraints constraints = new Constraints()
                .length("sourceTableArn", request.sourceTableArn(), 1, 1024)
                .name("sourceTableName", request.sourceTableName());
        constraints.name("targetTableName", constraints.required("targetTableName", request.targetTableName()));
        overrides.check(constraints);
        constraints.check();
        requireOneSource(request);
        requireOneTime(request);
        ReplicaTable source = source(request);
        RecoveryLog recovery = context.backups().recoveryOf(source);
        if (recovery == null) {
            throw pointInTimeRecoveryUnavailable(
                    "Point in time recovery is not enabled for table '" + source.name() + "'");
        }
        long micros = micros(request.restoreDateTime(), recovery);
        restore.requireFree(request.targetTableName());
        TableSnapshot snapshot = TableSnapshot.of(source, recovery.itemsAt(micros));
        RestoreSummary.Builder summary = RestoreSummary.builder().restoreDateTime(BackupContext.instant(micros));
        return RestoreTableToPointInTimeResponse.builder()
                .tableDescription(restore.restore(request.targetTableName(), snapshot, overrides, summary, () -> {}));
    }

    private static void requireOneSource(RestoreTableToPointInTimeRequest request) {
        if (request.sourceTableName() == null && request.sourceTableArn() == null) {
            throw validation(INVALID + "Either SourceTableName or SourceTableArn must be specified");
        }
        if (request.sourceTableName() != null && request.sourceTableArn() != null) {
            throw validation(INVALID + "SourceTableName and SourceTableArn cannot both be specified");
        }
    }

    private static void requireOneTime(RestoreTableToPointInTimeRequest request) {
        boolean latest = Boolean.TRUE.equals(request.useLatestRestorableTime());
        if (!latest && request.restoreDateTime() == null) {
            throw validation(INVALID + "Either RestoreDateTime or UseLatestRestorableTime must be specified");
        }
        if (latest && request.restoreDateTime() != null) {
            throw validation(INVALID + "RestoreDateTime and UseLatestRestorableTime cannot both be specified");
        }
    }

    private ReplicaTable source(RestoreTableToPointInTimeRequest request) {
        String named = request.sourceTableName() == null ? request.sourceTableArn() : request.sourceTableName();
        ReplicaTable table = request.sourceTableName() == null
                ? ofArn(request.sourceTableArn())
                : context.tables().find(request.sourceTableName());
        if (table == null || table.status() == TableStatus.CREATING) {
            throw tableNotFound("Table not found: " + named);
        }
        return table;
    }

    /** A table of any Region, {@code null} when there is none with this ARN. */
    private @Nullable ReplicaTable ofArn(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (parts.length < ARN_PARTS || parts[3].isEmpty() || !parts[ARN_PARTS - 1].startsWith("table/")) {
            throw validation(INVALID + "Invalid SourceTableArn: " + arn);
        }
        Region region = Region.of(parts[3]);
        String name = parts[ARN_PARTS - 1].substring("table/".length());
        RegionalTables tables = context.tablesOf().apply(region);
        return arn.equals(TableDefinition.arn(region, name)) ? tables.find(name) : null;
    }

    /** Restores are as exact as a second. */
    private static long micros(@Nullable Instant asked, RecoveryLog recovery) {
        if (asked == null) {
            return recovery.latestMicros();
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, asked.truncatedTo(ChronoUnit.SECONDS));
        Instant earliest = BackupContext.instant(recovery.earliestMicros());
        if (asked.isBefore(earliest.truncatedTo(ChronoUnit.SECONDS)) || micros > recovery.latestMicros()) {
            throw invalidRestoreTime("An invalid restore time was specified. RestoreDateTime must be between"
                    + " EarliestRestorableDateTime and LatestRestorableDateTime.");
        }
        return Math.max(micros, recovery.earliestMicros());
    }
}
