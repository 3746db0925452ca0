package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One line of text for each event of a history; also the way times and versions are written in messages. */
public final class HistoryText {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Instant start;

    public HistoryText(Instant start) {
        this.start = start;
    }

    /** Seconds since the start of the simulation, such as {@code 0.800000}. */
    public String time(Instant instant) {
        Duration since = Duration.between(start, instant);
        long micros = since.getSeconds() * MICROS_PER_SECOND + since.getNano() / 1000;
        return String.format(
                Locale.ROOT,
                "%s%d.%06d",
                micros < 0 ? "-" : "",
                Math.abs(micros) / MICROS_PER_SECOND,
                Math.abs(micros) % MICROS_PER_SECOND);
    }

    /** A version as {@code timestamp@Region#sequence}. */
    public String version(Version version) {
        return time(version.timestamp()) + "@" + version.origin().id() + "#" + version.sequence();
    }

    String line(HistoryEvent event) {
        return time(event.time()) + " " + describe(event);
    }

    private String describe(HistoryEvent event) {
        if (event instanceof HistoryEvent.Operation operation) {
            return operation(operation);
        }
        if (event instanceof HistoryEvent.CacheAnswered answer) {
            return answer(answer);
        }
        if (event instanceof HistoryEvent.ItemWritten write) {
            return write.region().id() + " wrote " + item(write.table(), write.key()) + " " + content(write.written())
                    + write.overwritten()
                            .map(before -> " over " + version(before.version()))
                            .orElse("");
        }
        if (event instanceof HistoryEvent.VersionSent sent) {
            return route(sent.message()) + " sent "
                    + version(sent.message().content().version())
                    + sent.message().due().map(due -> " due " + time(due)).orElse(" held for the test");
        }
        if (event instanceof HistoryEvent.VersionArrived arrived) {
            return route(arrived.message()) + " arrived " + arrived.outcome()
                    + arrived.met().map(met -> " on " + version(met.version())).orElse("")
                    + (arrived.conflict() ? " conflict" : "");
        }
        if (event instanceof HistoryEvent.VersionCoalesced coalesced) {
            return route(coalesced.message()) + " coalesced into message " + coalesced.into();
        }
        if (event instanceof HistoryEvent.VersionAbandoned abandoned) {
            return route(abandoned.message()) + " abandoned";
        }
        if (event instanceof HistoryEvent.TableStatusChanged change) {
            return change.region().id() + " table " + change.table() + " " + change.status();
        }
        if (event instanceof HistoryEvent.ReplicaStatusChanged change) {
            return change.region().id() + " replica of " + change.table() + " " + change.status();
        }
        if (event instanceof HistoryEvent.WitnessStatusChanged change) {
            return change.region().id() + " witness of " + change.table() + " " + change.status();
        }
        if (event instanceof HistoryEvent.GlobalTableStatusChanged change) {
            return "global table " + change.table() + " " + change.status();
        }
        if (event instanceof HistoryEvent.FaultChanged change) {
            return change.region().id() + " " + change.fault()
                    + (change.table().isEmpty() ? "" : " of " + change.table());
        }
        if (event instanceof HistoryEvent.ItemCopied copy) {
            return copy.from().id() + " -> " + copy.region().id() + " copied " + item(copy.table(), copy.key()) + " "
                    + content(copy.content());
        }
        if (event instanceof HistoryEvent.BackupStatusChanged change) {
            return change.region().id() + " backup " + change.backupArn() + " " + change.status();
        }
        if (event instanceof HistoryEvent.LinkChanged link) {
            return link.from().id() + " -> " + link.to().id() + " " + link.change();
        }
        if (event instanceof HistoryEvent.ClockSkewed clock) {
            return clock.region().id() + " clock ahead " + clock.ahead() + " drift " + clock.driftPartsPerMillion();
        }
        if (event instanceof HistoryEvent.ItemsExpired expired) {
            return expired.region().id() + " time to live ended for " + expired.items() + " of " + expired.table()
                    + (expired.onDemand() ? " on demand" : "");
        }
        if (event instanceof HistoryEvent.StrayWrite stray) {
            return stray.region().id() + " stray write of " + item(stray.table(), stray.key()) + " by "
                    + stray.operation() + ", expected in " + stray.expected().id();
        }
        if (event instanceof HistoryEvent.RegionPromoted promoted) {
            return promoted.region().id() + " promoted to write " + promoted.table();
        }
        if (event instanceof HistoryEvent.TimeAdvanced advance) {
            return "clock advanced to " + time(advance.target());
        }
        throw new IllegalArgumentException("No text for " + event);
    }

    private static String operation(HistoryEvent.Operation operation) {
        AwsRequest request = operation.request();
        AwsResponse response = operation.response();
        AwsServiceException error = operation.error();
        StringBuilder line = new StringBuilder(operation.region().id())
                .append(operation.session().isEmpty() ? " " : " [" + operation.session() + "] ")
                .append(operation.operation())
                .append(' ');
        CanonicalJson.append(line, request);
        line.append(" -> ");
        if (response != null) {
            CanonicalJson.append(line, response);
        } else if (error != null) {
            line.append(error.awsErrorDetails().errorCode())
                    .append(": ")
                    .append(error.awsErrorDetails().errorMessage());
        }
        return line.toString();
    }

    private String answer(HistoryEvent.CacheAnswered answer) {
        StringBuilder line = new StringBuilder(answer.region().id())
                .append(" DAX ")
                .append(answer.operation())
                .append(' ');
        CanonicalJson.append(line, answer.request());
        line.append(" -> ");
        CanonicalJson.append(line, answer.response());
        return line.append(" cached ").append(time(answer.cached())).toString();
    }

    private static String route(ReplicationMessage message) {
        return message.from().id() + " -> " + message.to().id() + " message " + message.id() + " "
                + item(message.table(), message.key());
    }

    private String content(ItemVersion version) {
        StringBuilder text = new StringBuilder(version(version.version())).append(' ');
        version.item().ifPresentOrElse(item -> CanonicalJson.append(text, item), () -> text.append("deleted"));
        return text.toString();
    }

    private static String item(String table, ItemKey key) {
        return table + "/" + key;
    }
}
