package dev.globaltable.backup;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/** {@code ListBackups}: those of this Region in the order of their creation, those of deleted tables too. */
final class ListBackups implements Operation<ListBackupsRequest> {

    private static final int PAGE_MAX = 100;
    private static final List<String> TYPES = List.of("USER", "SYSTEM", "AWS_BACKUP", "ALL");

    private final BackupContext context;

    ListBackups(BackupContext context) {
        this.context = context;
    }

    @Override
    public ListBackupsResponse.Builder execute(ListBackupsRequest request) {
        Constraints constraints = new Constraints();
        if (request.tableName() != null) {
            constraints.tableNameOrArn(request.tableName());
        }
        if (request.exclusiveStartBackupArn() != null) {
            BackupContext.backupArn(constraints, request.exclusiveStartBackupArn());
        }
        constraints
                .between("limit", request.limit(), 1, PAGE_MAX)
                .oneOf("backupType", request.backupTypeAsString(), TYPES)
                .check();
        List<Backup> rest = rest(request);
        int limit = request.limit() == null ? PAGE_MAX : request.limit();
        List<Backup> page = rest.subList(0, Math.min(limit, rest.size()));
        return ListBackupsResponse.builder()
                .backupSummaries(page.stream().map(BackupDescriptions::summary).toList())
                .lastEvaluatedBackupArn(
                        page.size() == rest.size()
                                ? null
                                : page.get(page.size() - 1).arn());
    }

    /** What is to be listed on this page and those after it. */
    private List<Backup> rest(ListBackupsRequest request) {
        List<Backup> all = context.backups().all().stream()
                .filter(backup ->
                        backup.table().region().equals(context.tables().region()))
                .toList();
        int start = 0;
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).arn().equals(request.exclusiveStartBackupArn())) {
                start = at + 1;
            }
        }
        return all.subList(start, all.size()).stream()
                .filter(backup -> isOfType(backup, request.backupType()))
                .filter(backup -> isOfTable(backup, request))
                .filter(backup -> isInTime(backup, request))
                .toList();
    }

    private static boolean isOfType(Backup backup, @Nullable BackupTypeFilter asked) {
        return asked == BackupTypeFilter.ALL
                || backup.type().toString().equals(asked == null ? BackupTypeFilter.USER.toString() : asked.toString());
    }

    private boolean isOfTable(Backup backup, ListBackupsRequest request) {
        return request.tableName() == null
                || backup.table()
                        .definition()
                        .name()
                        .equals(TableLookup.nameHere(context.tables(), request.tableName()));
    }

    private static boolean isInTime(Backup backup, ListBackupsRequest request) {
        return (request.timeRangeLowerBound() == null
                        || !BackupContext.instant(backup.createdMicros()).isBefore(request.timeRangeLowerBound()))
                && (request.timeRangeUpperBound() == null
                        || BackupContext.instant(backup.createdMicros()).isBefore(request.timeRangeUpperBound()));
    }
}
