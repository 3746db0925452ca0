package dev.globaltable.backup;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.control.ControlState;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.time.VirtualTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupType;

/** The backups of the account, in the order of their creation, and its tables with point-in-time recovery. */
public final class Backups {

    /** How long the backup of a deleted table is kept: 35 days. */
    private static final long SYSTEM_BACKUP_MICROS = 35L * 24 * 60 * 60 * 1_000_000;

    private final VirtualTime time;
    private final ChoiceSource choices;
    private final HistoryLog log;
    private final Map<String, Backup> backups = new LinkedHashMap<>();
    private final Map<String, RecoveryLog> recoveryLogs = new LinkedHashMap<>();

    public Backups(VirtualTime time, ChoiceSource choices, HistoryLog log) {
        this.time = time;
        this.choices = choices;
        this.log = log;
    }

    /** The table is gone: with point-in-time recovery, its last state is kept for a while. */
    public void tableGone(ReplicaTable table, ControlState control) {
        RecoveryLog recovery = recoveryLogs.remove(table.definition().id());
        if (recovery != null) {
            recovery.stop();
            Backup last = create(
                    TableSnapshot.of(table, control.timeToLive(table)),
                    table.name() + "$DeletedTableBackup",
                    BackupType.SYSTEM);
            setStatus(last, BackupStatus.AVAILABLE);
        }
    }

    Backup create(TableSnapshot table, String name, BackupType type) {
        long now = time.nowMicros();
        long millis = now / 1000;
        int suffix = (int) choices.nextBits("backup id");
        Backup backup = new Backup(
                table.definition().arn() + String.format(Locale.ROOT, "/backup/%014d-%08x", millis, suffix),
                name,
                type,
                now,
                type == BackupType.SYSTEM ? now + SYSTEM_BACKUP_MICROS : null,
                table);
        backups.put(backup.arn(), backup);
        tell(backup);
        return backup;
    }

    void setStatus(Backup backup, BackupStatus status) {
        backup.setStatus(status);
        if (status == BackupStatus.DELETED) {
            backups.remove(backup.arn());
        }
        tell(backup);
    }

    private void tell(Backup backup) {
        log.append(new HistoryEvent.BackupStatusChanged(
                HistoryLog.instant(time.nowMicros()),
                backup.table().region(),
                backup.arn(),
                backup.status().toString()));
    }

    /** A backup of any Region. */
    @Nullable
    Backup find(String arn) {
        forgetExpired();
        return backups.get(arn);
    }

    List<Backup> all() {
        forgetExpired();
        return List.copyOf(backups.values());
    }

    private void forgetExpired() {
        backups.values().removeIf(backup -> backup.hasExpired(time.nowMicros()));
    }

    /** Point-in-time recovery of a table, {@code null} when it is off. */
    @Nullable
    RecoveryLog recoveryOf(ReplicaTable table) {
        return recoveryLogs.get(table.definition().id());
    }

    void startRecovery(ReplicaTable table, int days) {
        recoveryLogs
                .computeIfAbsent(table.definition().id(), id -> new RecoveryLog(table, time))
                .setDays(days);
    }

    void stopRecovery(ReplicaTable table) {
        RecoveryLog recovery = recoveryLogs.remove(table.definition().id());
        if (recovery != null) {
            recovery.stop();
        }
    }
}
