package dev.globaltable.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 800ms}, {@code 1.5s}, {@code 2m}, {@code 1h}, {@code 250us}, {@code PT0.8S}. */
public final class DurationText {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ?(us|ms|s|m|h)");
    private static final Map<String, Long> NANOS_PER_UNIT = new TreeMap<>();

    static {
        NANOS_PER_UNIT.put("us", 1_000L);
        NANOS_PER_UNIT.put("ms", 1_000_000L);
        NANOS_PER_UNIT.put("s", 1_000_000_000L);
        NANOS_PER_UNIT.put("m", 60_000_000_000L);
        NANOS_PER_UNIT.put("h", 3_600_000_000_000L);
    }

    private DurationText() {}

    /** The duration, or {@code null} if the text is none; never negative. */
    public static @Nullable Duration find(String text) {
        Duration duration = text.startsWith("P") ? isoDuration(text) : unitDuration(text);
        return duration == null || duration.isNegative() ? null : duration;
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
        return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }
}
