package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.history.ItemRead;
import dev.globaltable.history.ItemWrite;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.ReplicaListener;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import dev.globaltable.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/** Puts each call into the history, before its effects, with the versions that it saw and made. */
final class OperationRecorder implements ReplicaListener {

    private final HistoryLog log;
    private final VirtualTime time;
    private final Sessions sessions;
    private final WriteModes writeModes;
    private final Consumer<LocalWrite> replication;
    private long calls;
    private @Nullable Call current;

    /** @param replication what is to be done with each write once the history has it */
    OperationRecorder(AccountContext context, WriteModes writeModes, Consumer<LocalWrite> replication) {
        this.log = context.log();
        this.time = context.time();
        this.sessions = context.sessions();
        this.writeModes = writeModes;
        this.replication = replication;
    }

    /** A call that is being answered. */
    final class Call {

        private final int mark = log.mark();
        private final Instant made = now();
        private final String session = sessions.current();
        private final Region region;
        private final AwsRequest request;
        private final List<ItemRead> reads = new ArrayList<>(1);
        private final List<ItemWrite> writes = new ArrayList<>(1);

        private Call(Region region, AwsRequest request) {
            this.region = region;
            this.request = request;
        }

        /** Told once; a call that is abandoned with neither answer nor error is not told at all. */
        void ended(@Nullable AwsResponse response, @Nullable AwsServiceException error) {
            current = null;
            if (response != null || error != null) {
                log.insertCause(
                        mark,
                        new HistoryEvent.Operation(
                                ++calls,
                                made,
                                now(),
                                region,
                                session,
                                RegionalService.nameOf(request),
                                request,
                                response,
                                error,
                                List.copyOf(reads),
                                List.copyOf(writes)));
            }
        }
    }

    Call begin(Region region, AwsRequest request) {
        Call call = new Call(region, request);
        current = call;
        return call;
    }

    @Override
    public void read(
            ReplicaTable table, ItemKey key, @Nullable StoredItem stored, boolean consistent, @Nullable String index) {
        Call call = current;
        if (call != null) {
            call.reads.add(new ItemRead(table.name(), key, version(stored), consistent, Optional.ofNullable(index)));
        }
    }

    @Override
    public void written(LocalWrite write) {
        ItemWrite change = new ItemWrite(
                write.table().name(), write.key(), write.written().asItemVersion(), version(write.overwritten()));
        log.append(new HistoryEvent.ItemWritten(
                now(), write.table().region(), change.table(), change.key(), change.written(), change.overwritten()));
        replication.accept(write);
        // Deletes of expired items are nobody's calls.
        Call call = current;
        if (call != null) {
            call.writes.add(change);
            noteStray(write, call.request);
        }
    }

    private void noteStray(LocalWrite write, AwsRequest request) {
        Region expected = writeModes.expected(write);
        if (expected != null) {
            log.append(new HistoryEvent.StrayWrite(
                    now(),
                    write.table().region(),
                    write.table().name(),
                    write.key(),
                    expected,
                    RegionalService.nameOf(request),
                    request,
                    WriteModes.caller()));
        }
    }

    private static Optional<ItemVersion> version(@Nullable StoredItem stored) {
        return Optional.ofNullable(stored).map(StoredItem::asItemVersion);
    }

    private Instant now() {
        return HistoryLog.instant(time.nowMicros());
    }
}
