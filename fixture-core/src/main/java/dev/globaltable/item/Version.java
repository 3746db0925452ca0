package dev.globaltable.item;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import software.amazon.awssdk.regions.Region;

/**
 * The private last-write timestamp of an item: who wrote it, and when by that Region's clock.
 *
 * <p>The higher version wins a conflict (LWW-2). DynamoDB does not say what happens when two timestamps are equal; here
 * the Region's name decides, then the sequence (LWW-4), so that replicas always converge.
 *
 * @param timestampMicros the origin's clock at the write, in microseconds since the epoch (LWW-3)
 * @param origin the Region that accepted the write
 * @param sequence counts the writes that the origin accepted, from 1
 * @since 0.1.0
 */
public record Version(long timestampMicros, Region origin, long sequence) implements Comparable<Version> {

    private static final Comparator<Version> LAST_WRITER_WINS = Comparator.comparingLong(Version::timestampMicros)
            .thenComparing(version -> version.origin().id())
            .thenComparingLong(Version::sequence);

    /** The origin's clock at the write. */
    public Instant timestamp() {
        return Instant.EPOCH.plus(timestampMicros, ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Version other) {
        return LAST_WRITER_WINS.compare(this, other);
    }
}
