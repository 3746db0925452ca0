package dev.globaltable.history;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls as Jepsen's histories have them: invocations and completions of processes, in EDN. */
final class JepsenHistory {

    private final Instant start;
    private final HistoryText text;
    private final Map<String, Integer> processes = new LinkedHashMap<>();
    private final StringBuilder lines = new StringBuilder();
    private int index;

    JepsenHistory(Instant start) {
        this.start = start;
        this.text = new HistoryText(start);
    }

    /** A map per line. Calls that saw and changed no item, such as those of the control plane, are left out. */
    String text(List<HistoryEvent.Operation> operations) {
        for (HistoryEvent.Operation operation : operations) {
            if (!operation.reads().isEmpty() || !operation.writes().isEmpty()) {
                line(operation, "invoke", operation.time(), invoked(operation));
                line(operation, operation.error() == null ? "ok" : "fail", operation.completed(), completed(operation));
            }
        }
        return lines.toString();
    }

    private void line(HistoryEvent.Operation operation, String type, Instant time, Stream<String> value) {
        String process =
                operation.session().isEmpty() ? "in " + operation.region().id() : operation.session();
        lines.append("{:index ")
                .append(index++)
                .append(", :type :")
                .append(type)
                .append(", :process ")
                .append(processes.computeIfAbsent(process, absent -> processes.size()))
                .append(", :time ")
                .append(Duration.between(start, time).toNanos())
                .append(", :f :txn, :value ")
                .append(value.collect(Collectors.joining(" ", "[", "]")))
                .append("}\n");
    }

    /** What a read will see is not known when it begins. */
    private Stream<String> invoked(HistoryEvent.Operation operation) {
        return Stream.concat(
                operation.reads().stream().map(read -> step(":r", read.table() + "/" + read.key(), "nil")),
                writes(operation));
    }

    private Stream<String> completed(HistoryEvent.Operation operation) {
        return Stream.concat(
                operation.reads().stream()
                        .map(read -> step(
                                ":r",
                                read.table() + "/" + read.key(),
                                read.version()
                                        .map(version -> quoted(text.version(version.version())))
                                        .orElse("nil"))),
                writes(operation));
    }

    private Stream<String> writes(HistoryEvent.Operation operation) {
        return operation.writes().stream()
                .map(write -> step(
                        ":w",
                        write.table() + "/" + write.key(),
                        quoted(text.version(write.written().version()))));
    }

    private static String step(String kind, String key, String version) {
        return "[" + kind + " " + quoted(key) + " " + version + "]";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder();
        CanonicalJson.append(quoted, value);
        return quoted.toString();
    }
}
