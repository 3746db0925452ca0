package dev.globaltable.check;

import dev.globaltable.history.CanonicalJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contradiction told in plain text. */
final class Story {

    private Story() {}

    static String of(Witness witness) {
        StringBuilder text = new StringBuilder();
        witness.names().forEach((operation, name) -> {
            text.append(name).append(": ");
            append(text, operation, witness.items());
            text.append('\n');
        });
        return text + String.join("\n", witness.sentences());
    }

    private static void append(StringBuilder text, Observation operation, List<Item> items) {
        text.append(seconds(operation.invoked())).append(' ');
        if (!operation.session().isEmpty()) {
            text.append(operation.session()).append(' ');
        }
        text.append(operation.operation())
                .append(" in ")
                .append(operation.region().id());
        for (Observation.Read read : operation.reads()) {
            if (items.contains(read.item())) {
                text.append(", read ").append(read.item()).append(" as ").append(value(read.value()));
            }
        }
        for (Observation.Write write : operation.writes()) {
            if (items.contains(write.item())) {
                text.append(", wrote ").append(write.item()).append(" as ").append(value(write.value()));
            }
        }
    }

    private static String seconds(Instant time) {
        Duration since = Duration.between(Instant.EPOCH, time);
        return since.compareTo(Duration.ofDays(1)) < 0 ? since.toString().substring(1) : time.toString();
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked")
            Map<String, ?> item = (Map<String, ?>) map;
            return CanonicalJson.of(item);
        }
        return value.toString();
    }
}
