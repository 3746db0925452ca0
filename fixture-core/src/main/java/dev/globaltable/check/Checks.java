package dev.globaltable.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every guarantee that can be checked, by its name in the literature.
 *
 * <pre>{@code
 * Verdict verdict = Checks.readYourWrites().check(simulation.history());
 * if (!verdict.isValid()) {
 *     System.out.println(verdict.story());
 * }
 * }</pre>
 *
 * <p>Calls that were made in no named session count as one session of its own: the test itself. Where a guarantee speaks
 * of an older version of an item, the order of versions is that by which last-writer-wins decides, the same in all
 * Regions.
 *
 * @since 0.1.0
 */
public final class Checks {

    private Checks() {}

    /**
     * Each read of a session shows a version no older than any that the session wrote before.
     *
     * <p>Terry, Demers, Petersen, Spreitzer, Theimer, Welch, "Session guarantees for weakly consistent replicated data",
     * 1994. Linear in the number of operations.
     */
    public static Check readYourWrites() {
        return session("read your writes", Optional.empty(), new SessionRule(true, false, false, false, false));
    }

    /** {@link #readYourWrites()} of one session. */
    public static Check readYourWrites(String session) {
        return session("read your writes", Optional.of(session), new SessionRule(true, false, false, false, false));
    }

    /**
     * Each read of a session shows a version no older than any that the session read before.
     *
     * <p>Terry et al., "Session guarantees for weakly consistent replicated data", 1994. Linear.
     */
    public static Check monotonicReads() {
        return session("monotonic reads", Optional.empty(), new SessionRule(false, true, false, false, false));
    }

    /** {@link #monotonicReads()} of one session. */
    public static Check monotonicReads(String session) {
        return session("monotonic reads", Optional.of(session), new SessionRule(false, true, false, false, false));
    }

    /**
     * A session's writes take effect in its order: of one item, the later write is the newer version; of several, whoever
     * saw the later write finds the earlier one there too, when it reads in the same Region.
     *
     * <p>Terry et al., "Session guarantees for weakly consistent replicated data", 1994. Linear while few sessions write
     * the same item.
     */
    public static Check monotonicWrites() {
        return session("monotonic writes", Optional.empty(), new SessionRule(false, false, true, false, true));
    }

    /** {@link #monotonicWrites()} as one session sees it. */
    public static Check monotonicWrites(String session) {
        return session("monotonic writes", Optional.of(session), new SessionRule(false, false, true, false, true));
    }

    /**
     * A write takes effect after what its session had read: of one item, it is the newer version; of several, whoever saw
     * the write finds what had been read there too, when it reads in the same Region.
     *
     * <p>Terry et al., "Session guarantees for weakly consistent replicated data", 1994. Linear while few sessions read
     * the same item.
     */
    public static Check writesFollowReads() {
        return session("writes follow reads", Optional.empty(), new SessionRule(false, false, false, true, true));
    }

    /** {@link #writesFollowReads()} as one session sees it. */
    public static Check writesFollowReads(String session) {
        return session("writes follow reads", Optional.of(session), new SessionRule(false, false, false, true, true));
    }

    /**
     * Pipelined random access memory: everybody sees the writes of each session in that session's order, wherever they
     * read; so reads your writes, monotonic reads and monotonic writes together.
     *
     * <p>Lipton and Sandberg, "PRAM: a scalable shared memory", 1988; with an order of versions common to all. Linear
     * while few sessions write the same item.
     */
    public static Check pram() {
        return session("PRAM", Optional.empty(), new SessionRule(true, true, true, false, false));
    }

    /** {@link #pram()} as one session sees it. */
    public static Check pram(String session) {
        return session("PRAM", Optional.of(session), new SessionRule(true, true, true, false, false));
    }

    private static Check session(String guarantee, Optional<String> session, SessionRule rule) {
        return new Check(guarantee, new SessionChecker(rule, session));
    }

    /**
     * Causal convergence: nobody misses what happened before, through any number of sessions, and the order of versions
     * agrees with what happened before what.
     *
     * <p>Ahamad, Neiger, Burns, Kohli, Hutto, "Causal memory: definitions, implementation, and programming", 1995;
     * Bouajjani, Enea, Guerraoui, Hamza, "On verifying causal consistency", 2017. Grows with the number of operations
     * times the number of sessions.
     */
    public static Check causal() {
        return new Check("causal consistency", new CausalChecker(Optional.empty()));
    }

    /** {@link #causal()} as one session sees it. */
    public static Check causal(String session) {
        return new Check("causal consistency", new CausalChecker(Optional.of(session)));
    }

    /**
     * No read shows a version while a newer one had been acknowledged this long before it was called. With a bound of zero,
     * no read is stale at all.
     *
     * <p>Golab, Li, Shah, "Analyzing consistency properties for fun and profit", 2011 (delta-atomicity, the form by values
     * alone). N log n.
     */
    public static Check boundedStaleness(Duration bound) {
        return new Check("bounded staleness", new StalenessChecker(bound));
    }

    /**
     * Each read that shows a version of an item while a newer one had been acknowledged this long before it was called, in
     * the order of the calls.
     *
     * @throws IllegalArgumentException if the history does not tell versions
     */
    public static List<StaleRead> staleReads(Observations history, Duration bound) {
        if (!history.versioned()) {
            throw new IllegalArgumentException(
                    "Which reads are stale needs the versions that were read and written; this history tells values alone.");
        }
        return StalenessChecker.all(history, bound);
    }

    /**
     * All Regions hold the same version of each item in the end, and it is the newest that was acknowledged.
     *
     * <p>Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free replicated data types", 2011 (strong eventual consistency).
     * Linear.
     */
    public static Check convergence() {
        return new Check("convergence", new ConvergenceChecker());
    }

    /**
     * No two updates are computed from the same version of an item: otherwise one of them is lost, although both were
     * acknowledged. An update is an operation that reads an item and writes it, such as an increment or a conditional
     * write.
     *
     * <p>Berenson, Bernstein, Gray, Melton, O'Neil, O'Neil, "A critique of ANSI SQL isolation levels", 1995 (P4). Linear.
     */
    public static Check noLostUpdates() {
        return new Check("no lost updates", new LostUpdatesChecker());
    }

    /**
     * No acknowledged version is dropped by last-writer-wins before anybody built upon it: each is the newest of its item,
     * or was overwritten by somebody who had it before. Needs versions; by values alone it is undecided.
     *
     * <p>Parker et al., "Detection of mutual inconsistency in distributed systems", 1983. N log n.
     */
    public static Check noDroppedWrites() {
        return new Check("no dropped writes", new DroppedWritesChecker());
    }

    /**
     * Whoever reads an item as a transaction wrote it, reads no other item as it was before that transaction.
     *
     * <p>Bailis, Fekete, Hellerstein, Ghodsi, Stoica, "Scalable atomic visibility with RAMP transactions", 2014. Linear in
     * the number of items read.
     */
    public static Check noFracturedReads() {
        return new Check("no fractured reads", new FracturedReadsChecker());
    }

    /**
     * An item that is created on condition that it is not there is created once, until somebody who has it deletes it.
     *
     * <p>Bailis, Fekete, Franklin, Ghodsi, Hellerstein, Stoica, "Coordination avoidance in database systems", 2014
     * (uniqueness as an invariant that needs coordination). N log n.
     */
    public static Check uniqueClaims() {
        return new Check("unique claims", new UniqueClaimsChecker());
    }

    /**
     * Each strongly consistent read, write and update of an item seems to happen at one moment between call and answer.
     * For tables with multi-Region strong consistency, or for one Region's operations, see {@link Observations#in}.
     *
     * <p>Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", 1990; Gibbons and Korach,
     * "Testing shared memories", 1997; Wing and Gong, "Testing and verifying concurrent objects", 1993; Lowe, "Testing for
     * linearizability", 2017. N log n, but exponential in the number of overlapping operations where values alone are
     * looked at and are not unique.
     */
    public static Check linearizability() {
        return new Check("linearizability", new RegisterChecker(Duration.ZERO, true));
    }

    /**
     * The transactions fit into a serial order: none of Adya's G0, G1a, G1b, G1c, G-single and G2-item. An operation that
     * is no transaction counts as one for each item, as DynamoDB promises for batches, queries and scans. Only within one
     * Region does DynamoDB promise it, see {@link Observations#in}.
     *
     * <p>Adya, "Weak consistency: a generalized theory and optimistic implementations for distributed transactions", 1999;
     * Kingsbury and Alvaro, "Elle: inferring isolation anomalies from experimental observations", 2020 (the form by values
     * alone, which is undecided wherever the order of an item's versions cannot be told from updates). Linear.
     */
    public static Check serializability() {
        return new Check("serializability", new TransactionChecker(false));
    }

    /**
     * Each transaction reads from a snapshot, and of two that overlap and write the same item one fails: none of G0, G1a,
     * G1b, G1c, G-single, nor any other circle without two anti-dependencies in a row.
     *
     * <p>Adya, "Weak consistency", 1999 (PL-SI); Cerone and Gotsman, "Analysing snapshot isolation", 2018. Linear.
     */
    public static Check snapshotIsolation() {
        return new Check("snapshot isolation", new TransactionChecker(true));
    }
}
