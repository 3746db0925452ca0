package dev.globaltable.check;

import dev.globaltable.item.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * One operation as its caller saw it: what it read, what it wrote, when it was called and answered.
 *
 * @param id counts the operations of a history in the order of invocation; decides between equal instants
 * @param session who called; the operations of a session follow each other in the order of their ids
 * @param region the Region that was called
 * @param operation the API's name for it, such as {@code GetItem}
 * @param invoked when it was called
 * @param completed when its caller had the answer; empty when there never was one
 * @param reads what it read, also in order to write: a condition reads, and so does an update
 * @param writes what it wrote, or, when it did not succeed, meant to write
 * @param transactional whether its reads and writes are one transaction
 * @param outcome what its caller knows
 * @since 0.1.0
 */
public record Observation(
        long id,
        String session,
        Region region,
        String operation,
        Instant invoked,
        Optional<Instant> completed,
        List<Read> reads,
        List<Write> writes,
        boolean transactional,
        Outcome outcome) {

    /** Copies the lists. */
    public Observation {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /** What the caller of an operation knows about it. */
    public enum Outcome {
        /** It succeeded. */
        OK,
        /** It failed, and changed nothing; what it read to find that out, it read. */
        FAILED,
        /** There was no answer: its writes may have happened, or may happen yet. */
        UNKNOWN
    }

    /**
     * An item that was read.
     *
     * @param value what was found, any immutable value with {@code equals}; {@code null} when there was no item
     * @param version the version that was found, where it is known; empty too when the item was never written
     * @param strong whether the read asked for strong consistency
     */
    public record Read(Item item, @Nullable Object value, Optional<Version> version, boolean strong) {}

    /**
     * An item that was written.
     *
     * @param value what was put, an {@link Increment}, or {@code null} for a delete
     * @param version the version that was made, where it is known
     * @param overwritten the version that stood there before in the same Region, where it is known and there was one
     */
    public record Write(Item item, @Nullable Object value, Optional<Version> version, Optional<Version> overwritten) {}

    /** The value of a write that adds to a number without telling the result; the values read are then {@link Long}s. */
    public record Increment(long by) {}

    /** Begins an operation in a Region. */
    public static Builder in(Region region) {
        return new Builder(region);
    }

    /** Makes an observation by hand: {@code Observation.in(US_EAST_1).session("cart").write(item, "Ada")}. */
    public static final class Builder {

        private final Region region;
        private final List<Read> reads = new ArrayList<>();
        private final List<Write> writes = new ArrayList<>();
        private String session = "";
        private String operation = "";
        private @Nullable Instant invoked;
        private @Nullable Instant completed;
        private boolean transactional;
        private boolean strong = true;
        private Outcome outcome = Outcome.OK;

        private Builder(Region region) {
            this.region = region;
        }

        /** Who called; the empty name unless said. */
        public Builder session(String name) {
            session = name;
            return this;
        }

        /** The API's name; unless said, one that fits. */
        public Builder operation(String name) {
            operation = name;
            return this;
        }

        /** Called and answered at once, so long after the epoch. */
        public Builder at(Duration time) {
            return between(time, time);
        }

        /** Called and answered so long after the epoch; unless said, at the time of the observation before. */
        public Builder between(Duration invocation, Duration response) {
            invoked = Instant.EPOCH.plus(invocation);
            completed = Instant.EPOCH.plus(response);
            return this;
        }

        /** What is read from here on, is read with eventual consistency. */
        public Builder eventually() {
            strong = false;
            return this;
        }

        /** Reads and writes are one transaction. */
        public Builder transactional() {
            transactional = true;
            return this;
        }

        /** It failed. */
        public Builder failed() {
            outcome = Outcome.FAILED;
            return this;
        }

        /** Nobody knows whether it succeeded. */
        public Builder unknown() {
            outcome = Outcome.UNKNOWN;
            return this;
        }

        /** It found this value; {@code null} when there was no item. */
        public Builder read(Item item, @Nullable Object value) {
            reads.add(new Read(item, value, Optional.empty(), strong));
            return this;
        }

        /** It found this value in this version. */
        public Builder read(Item item, @Nullable Object value, Version version) {
            reads.add(new Read(item, value, Optional.of(version), strong));
            return this;
        }

        /** It wrote this value; {@code null} to delete. */
        public Builder write(Item item, @Nullable Object value) {
            writes.add(new Write(item, value, Optional.empty(), Optional.empty()));
            return this;
        }

        /** It wrote this value as this version, over that one. */
        public Builder write(Item item, @Nullable Object value, Version version, @Nullable Version overwritten) {
            writes.add(new Write(item, value, Optional.of(version), Optional.ofNullable(overwritten)));
            return this;
        }

        Observation build(long id, Instant before) {
            Instant from = invoked == null ? before : invoked;
            Instant to = completed == null ? from : completed;
            return new Observation(
                    id,
                    session,
                    region,
                    operation.isEmpty() ? defaultOperation() : operation,
                    from,
                    outcome == Outcome.UNKNOWN ? Optional.empty() : Optional.of(to),
                    reads,
                    writes,
                    transactional,
                    outcome);
        }

        private String defaultOperation() {
            if (transactional) {
                return writes.isEmpty() ? "TransactGetItems" : "TransactWriteItems";
            }
            if (writes.isEmpty()) {
                return reads.size() == 1 ? "GetItem" : "BatchGetItem";
            }
            return reads.isEmpty() ? "PutItem" : "UpdateItem";
        }
    }
}
