package dev.globaltable;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.Version;
import dev.globaltable.replication.StrongRules;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Choices where AWS says nothing, or where an application should stand either way. Each default is the one that {@code
 * docs/fidelity.md} gives for the rule.
 *
 * <pre>{@code
 * Simulation.builder().openPoints(points -> points.rawClock().tombstoneRetention(Duration.ofMinutes(5)))
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OpenPoints {

    private Comparator<Version> order = Comparator.naturalOrder();
    private boolean rawClock;
    private long tombstoneMicros = Long.MAX_VALUE;
    private boolean backfillRecords;
    private Supplier<? extends DynamoDbException> strongUnavailable = ServiceErrors::internalServerError;
    private boolean batchConflictsFail;
    private Duration streamShuffle = Duration.ZERO;

    OpenPoints() {}

    OpenPoints copy() {
        OpenPoints copy = new OpenPoints();
        copy.order = order;
        copy.rawClock = rawClock;
        copy.tombstoneMicros = tombstoneMicros;
        copy.backfillRecords = backfillRecords;
        copy.strongUnavailable = strongUnavailable;
        copy.batchConflictsFail = batchConflictsFail;
        copy.streamShuffle = streamShuffle;
        return copy;
    }

    /**
     * Which of two versions with the same timestamp wins: the one that this comparator calls greater (LWW-4). Default, and
     * where it calls them equal: the one whose Region's name is greater, then the later one.
     *
     * <pre>{@code
     * points.tieBreak(Comparator.comparing(version -> version.origin().equals(Region.US_EAST_1)))
     * }</pre>
     */
    public OpenPoints tieBreak(Comparator<? super Version> comparator) {
        order = Comparator.comparingLong(Version::timestampMicros)
                .thenComparing(comparator)
                .thenComparing(Comparator.naturalOrder());
        return this;
    }

    /**
     * Stamps a write with its Region's clock alone, even when the version that it overwrites is from that clock's future
     * (LWW-5). Such a write is seen in its Region and loses in all others, so that replicas stay different. Default: a write
     * is stamped above what it overwrites. Strongly consistent tables always do that.
     */
    public OpenPoints rawClock() {
        rawClock = true;
        return this;
    }

    /**
     * For how long, in virtual time, a replica remembers that an item was deleted (LWW-10). An older version that comes later
     * brings the item back, in that Region alone. Default: for good.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public OpenPoints tombstoneRetention(Duration retention) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("A delete cannot be forgotten before it is made: found a retention of "
                    + retention + ". Give a positive duration.");
        }
        Definitions.requireWithinAYear("A delete is forgotten", retention);
        tombstoneMicros = retention.toNanos() / 1000;
        return this;
    }

    /**
     * Lets the stream of a new replica begin with a record for each item that was copied into it, as if it were inserted
     * (CUR-5). Default: the stream tells of later changes only.
     */
    public OpenPoints backfillStreamRecords() {
        backfillRecords = true;
        return this;
    }

    /**
     * What writes and strongly consistent reads fail with in a Region that is cut off from the other two of a strongly
     * consistent table (STRONG-18). Default: {@code InternalServerError}, HTTP status 500.
     *
     * @param exception makes a new one for each call that fails
     */
    public OpenPoints strongUnavailable(Supplier<? extends DynamoDbException> exception) {
        strongUnavailable = exception;
        return this;
    }

    /**
     * Fails a {@code BatchWriteItem} of a strongly consistent table as a whole when one of its items is being modified in
     * another Region (STRONG-15). Default: such items come back as unprocessed, and the call fails only when all do.
     */
    public OpenPoints batchConflictsFail() {
        batchConflictsFail = true;
        return this;
    }

    /**
     * Lets changes of different items of a strongly consistent table that were made within this time of each other appear in
     * other Regions' streams in any order (STRONG-19); what is drawn depends on the seed. Default: in the order in which they
     * were made. Changes of one item always keep their order.
     *
     * @throws IllegalArgumentException if the duration is negative, or longer than 365 days
     */
    public OpenPoints shuffleStrongStreams(Duration window) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("A window in which changes change places is not negative; found "
                    + window + ". Example: Duration.ofSeconds(1).");
        }
        Definitions.requireWithinAYear("A change arrives", window);
        streamShuffle = window;
        return this;
    }

    Comparator<Version> order() {
        return order;
    }

    boolean usesRawClock() {
        return rawClock;
    }

    long tombstoneMicros() {
        return tombstoneMicros;
    }

    boolean recordsBackfill() {
        return backfillRecords;
    }

    StrongRules strongRules() {
        return new StrongRules(strongUnavailable, batchConflictsFail, streamShuffle.toNanos() / 1000);
    }
}
