package dev.globaltable.stream;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StreamSwitch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The streams of one Region by their ARN, those that ended less than a day ago included (STR-11). */
public final class RegionalStreams implements StreamSwitch {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StreamContext context;
    private final int shardsPerStream;
    private final NavigableMap<String, TableStream> streams = new TreeMap<>();

    /** No streams yet; each that is enabled starts with this many open shards. */
    public RegionalStreams(StreamContext context, int shardsPerStream) {
        this.context = context;
        this.shardsPerStream = shardsPerStream;
    }

    /** Virtual time in microseconds since the epoch. */
    public long nowMicros() {
        return context.nowMicros();
    }

    /** Every stream that can be read, ordered by ARN. */
    public NavigableMap<String, TableStream> all() {
        forgetExpired();
        return Collections.unmodifiableNavigableMap(streams);
    }

    /** The stream of this ARN, or {@code null}. */
    public @Nullable TableStream find(String arn) {
        TableStream stream = streams.get(arn);
        return stream == null || stream.isExpired() ? null : stream;
    }

    /** The last stream of the table of this name, or {@code null}; it may be disabled, and its table gone. */
    public @Nullable TableStream latest(String tableName) {
        TableStream latest = null;
        for (TableStream stream : all().values()) {
            if (stream.tableName().equals(tableName)) {
                latest = stream;
            }
        }
        return latest;
    }

    private void forgetExpired() {
        streams.values().removeIf(TableStream::isExpired);
    }

    @Override
    public void enable(ReplicaTable table) {
        forgetExpired();
        TableStream stream = new TableStream(
                context,
                table.definition(),
                unusedLabel(table),
                Objects.requireNonNull(table.settings().stream()),
                shardsPerStream);
        streams.put(stream.arn(), stream);
        table.setLatestStreamLabel(stream.label());
        table.observe(stream);
        context.later(stream::enabled);
    }

    /** The time to the millisecond, or the next free one: virtual time may stand still between two streams (STR-18). */
    private String unusedLabel(ReplicaTable table) {
        long millis = context.nowMicros() / 1000;
        String label = LABEL.format(Instant.ofEpochMilli(millis));
        while (streams.containsKey(table.definition().streamArn(label))) {
            label = LABEL.format(Instant.ofEpochMilli(++millis));
        }
        return label;
    }

    @Override
    public void disable(ReplicaTable table) {
        forgetExpired();
        String label = Objects.requireNonNull(table.latestStreamLabel());
        TableStream stream =
                Objects.requireNonNull(streams.get(table.definition().streamArn(label)));
        table.ignore(stream);
        stream.disable();
        context.later(stream::disabled);
    }
}
