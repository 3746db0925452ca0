package dev.globaltable.backup;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupType;

/** A backup of one replica. It outlives its table. */
final class Backup {

    private final String arn;
    private final String name;
    private final BackupType type;
    private final long createdMicros;
    private final @Nullable Long expiresMicros;
    private final TableSnapshot table;
    private BackupStatus status = BackupStatus.CREATING;
    private int restores;

    /** @param expiresMicros {@code null} for one that is kept until it is deleted */
    Backup(
            String arn,
            String name,
            BackupType type,
            long createdMicros,
            @Nullable Long expiresMicros,
            TableSnapshot table) {
        this.arn = arn;
        this.name = name;
        this.type = type;
        this.createdMicros = createdMicros;
        this.expiresMicros = expiresMicros;
        this.table = table;
    }

    String arn() {
        return arn;
    }

    String name() {
        return name;
    }

    BackupType type() {
        return type;
    }

    long createdMicros() {
        return createdMicros;
    }

    @Nullable
    Long expiresMicros() {
        return expiresMicros;
    }

    TableSnapshot table() {
        return table;
    }

    BackupStatus status() {
        return status;
    }

    void setStatus(BackupStatus status) {
        this.status = status;
    }

    boolean hasExpired(long nowMicros) {
        return expiresMicros != null && expiresMicros <= nowMicros;
    }

    void beginRestore() {
        restores++;
    }

    void endRestore() {
        restores--;
    }

    /** Whether it is being created, or a table is being restored from it. */
    boolean isInUse() {
        return status == BackupStatus.CREATING || restores > 0;
    }
}
