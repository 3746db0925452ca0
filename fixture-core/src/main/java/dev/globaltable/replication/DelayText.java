package dev.globaltable.replication;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Delays as people write them. */
final class DelayText {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ?(us|ms|s|m|h)");
    private static final Map<String, Long> NANOS_PER_UNIT = new TreeMap<>();
    private static final Map<String, Supplier<ReplicationDelay>> PROFILES = new TreeMap<>();

    static {
        NANOS_PER_UNIT.put("us", 1_000L);
        NANOS_PER_UNIT.put("ms", 1_000_000L);
        NANOS_PER_UNIT.put("s", 1_000_000_000L);
        NANOS_PER_UNIT.put("m", 60_000_000_000L);
        NANOS_PER_UNIT.put("h", 3_600_000_000_000L);
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
        Duration duration = amount.startsWith("P") ? isoDuration(amount) : unitDuration(amount);
        if (duration == null || duration.isNegative()) {
            throw new IllegalArgumentException("Not a replication delay: \"" + whole
                    + "\". Expected a duration such as \"800ms\", \"1.5s\", \"2m\" or \"PT0.8S\", a range such as"
                    + " \"200ms..2s\", or one of the profiles " + String.join(", ", PROFILES.keySet()) + ".");
        }
        return duration;
    }

    private static @Nullable Duration isoDuration(String amount) {
        try {
            return Duration.parse(amount);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable Duration unitDuration(String amount) {
        Matcher matcher = AMOUNT.matcher(amount);
        Long nanosPerUnit = matcher.matches() ? NANOS_PER_UNIT.get(matcher.group(2)) : null;
        if (nanosPerUnit == null) {
            return null;
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
        long whole = nanos.longValue();
        return Duration.ofNanos(whole < 0 ? Long.MAX_VALUE : whole);
    }
}
