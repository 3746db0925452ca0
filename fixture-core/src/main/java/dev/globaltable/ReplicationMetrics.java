package dev.globaltable;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** What CloudWatch would show of a table's replication between two Regions, from the history alone. */
final class ReplicationMetrics {

    private final String table;
    private final Region from;
    private final Region to;

    ReplicationMetrics(String table, Region from, Region to) {
        this.table = table;
        this.from = from;
        this.to = to;
    }

    boolean concerns(ReplicationMessage message) {
        return message.table().equals(table)
                && message.from().equals(from)
                && message.to().equals(to);
    }

    /** The latency over what arrived since an instant, that one not included; empty when nothing did. */
    Optional<ReplicationLatency> latency(List<HistoryEvent> events, Instant since) {
        LongSummaryStatistics micros = new LongSummaryStatistics();
        for (int at = events.size() - 1; at >= 0 && events.get(at).time().isAfter(since); at--) {
            if (events.get(at) instanceof HistoryEvent.VersionArrived arrived && concerns(arrived.message())) {
                micros.accept(Duration.between(arrived.message().sent(), arrived.time())
                                .toNanos()
                        / 1000);
            }
        }
        return micros.getCount() == 0
                ? Optional.empty()
                : Optional.of(new ReplicationLatency(
                        micros(micros.getSum() / micros.getCount()),
                        micros(micros.getMin()),
                        micros(micros.getMax()),
                        (int) micros.getCount()));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
