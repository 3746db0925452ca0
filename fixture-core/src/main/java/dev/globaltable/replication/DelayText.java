package dev.globaltable.replication;

import dev.globaltable.time.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Delays as people write them. */
final class DelayText {

    private static final Map<String, Supplier<ReplicationDelay>> PROFILES = new TreeMap<>();

    static {
        PROFILES.put("instant", ReplicationDelay::instant);
        PROFILES.put("manual", ReplicationDelay::manual);
        PROFILES.put("near", ReplicationDelay::near);
        PROFILES.put("far", ReplicationDelay::far);
        PROFILES.put("degraded", ReplicationDelay::degraded);
        PROFILES.put("skewed", ReplicationDelay::skewed);
    }

    private DelayText() {}

    static ReplicationDelay parse(String text) {
        String trimmed = text.trim();
        Supplier<ReplicationDelay> profile = PROFILES.get(trimmed.toLowerCase(Locale.ROOT));
        if (profile != null) {
            return profile.get();
        }
        int dots = trimmed.indexOf("..");
        if (dots < 0) {
            return ReplicationDelay.fixed(duration(trimmed, text));
        }
        return ReplicationDelay.uniform(
                duration(trimmed.substring(0, dots).trim(), text),
                duration(trimmed.substring(dots + 2).trim(), text));
    }

    /** A duration in its shortest form, such as {@code 800ms}. */
    static String of(Duration duration) {
        long micros = duration.toNanos() / 1000;
        if (micros % 1_000_000 == 0) {
            return micros / 1_000_000 + "s";
        }
        return micros % 1000 == 0 ? micros / 1000 + "ms" : micros + "us";
    }

    private static Duration duration(String amount, String whole) {
        Duration duration = DurationText.find(amount);
        if (duration == null) {
            throw new IllegalArgumentException("Not a replication delay: \"" + whole
                    + "\". Expected a duration such as \"800ms\", \"1.5s\", \"2m\" or \"PT0.8S\", a range such as"
                    + " \"200ms..2s\", or one of the profiles " + String.join(", ", PROFILES.keySet()) + ".");
        }
        return duration;
    }
}
