package dev.globaltable.table;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When the throughput of a table was changed. Immutable.
 *
 * @param increased when provisioned throughput was last raised
 * @param decreased when it was last lowered
 * @param decreases how often it was lowered on that day, in UTC
 * @param becameOnDemand when the table last changed to on-demand; {@code null} also while it is what it was created as
 */
public record ThroughputHistory(
        @Nullable Instant increased,
        @Nullable Instant decreased,
        long decreases,
        @Nullable Instant becameOnDemand) {

    /** Nothing has changed yet. */
    public static final ThroughputHistory NONE = new ThroughputHistory(null, null, 0, null);

    /** How often the throughput was lowered on the day of this instant. */
    public long decreasesOn(Instant now) {
        return decreased != null && day(decreased) == day(now) ? decreases : 0;
    }

    private static long day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    /** After a change that raises something, lowers something, or both; a call that lowers two things counts once. */
    public ThroughputHistory changed(boolean raised, boolean lowered, Instant now) {
        return new ThroughputHistory(
                raised ? now : increased,
                lowered ? now : decreased,
                lowered ? decreasesOn(now) + 1 : decreases,
                becameOnDemand);
    }

    /** After a change to on-demand. */
    public ThroughputHistory toOnDemand(Instant now) {
        return new ThroughputHistory(increased, decreased, decreases, now);
    }
}
