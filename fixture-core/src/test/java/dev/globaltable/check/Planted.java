package dev.globaltable.check;

import dev.globaltable.item.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;

/** Breaks a correct history on purpose, by operations that are put in at random places of it. */
final class Planted {

    private static final Item EXTRA = Item.of("items", "planted");
    private static final Item OTHER = Item.of("items", "planted too");
    private static final long LATE = 1_000_000;

    private final List<Observation.Builder> added = new ArrayList<>();
    private final Random random;
    private int made;

    private Planted(long seed) {
        this.random = new Random(seed);
    }

    private static Version version(int number) {
        return new Version(LATE + number, Region.US_EAST_1, LATE + number);
    }

    private Observation.Builder by(String session) {
        Observation.Builder operation = Observation.in(Region.US_EAST_1).session(session);
        added.add(operation);
        return operation;
    }

    private static Observation.Builder write(Observation.Builder operation, Item item, int version, int overwritten) {
        return operation.write(
                item, "planted " + version, version(version), overwritten == 0 ? null : version(overwritten));
    }

    private static Observation.Builder read(Observation.Builder operation, Item item, int version) {
        return version == 0 ? operation.read(item, null) : operation.read(item, "planted " + version, version(version));
    }

    static Observations readYourWrites(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        read(planted.by("s0"), EXTRA, 0);
        return planted.in(history);
    }

    static Observations monotonicReads(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        read(planted.by("s1"), EXTRA, 1);
        read(planted.by("s1"), EXTRA, 0);
        return planted.in(history);
    }

    static Observations monotonicWrites(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        write(planted.by("s0"), OTHER, 2, 0);
        read(planted.by("s1"), OTHER, 2);
        read(planted.by("s1"), EXTRA, 0);
        return planted.in(history);
    }

    static Observations writesFollowReads(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        read(planted.by("s1"), EXTRA, 1);
        write(planted.by("s1"), OTHER, 2, 0);
        read(planted.by("s2"), OTHER, 2);
        read(planted.by("s2"), EXTRA, 0);
        return planted.in(history);
    }

    /** Through two sessions, so that none of the session guarantees alone is broken. */
    static Observations causal(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        write(planted.by("s0"), OTHER, 2, 0);
        read(planted.by("s1"), OTHER, 2);
        Item last = Item.of("items", "planted last");
        write(planted.by("s1"), last, 3, 0);
        read(planted.by("s2"), last, 3);
        read(planted.by("s2"), EXTRA, 0);
        return planted.in(history);
    }

    static Observations stale(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        read(planted.by("s1"), EXTRA, 0);
        return planted.in(history);
    }

    static Observations lostUpdate(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        write(read(planted.by("s1"), EXTRA, 1), EXTRA, 2, 1);
        write(read(planted.by("s2"), EXTRA, 1), EXTRA, 3, 1);
        return planted.in(history);
    }

    static Observations fracturedRead(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(write(planted.by("s0"), EXTRA, 1, 0), OTHER, 2, 0).transactional();
        read(read(planted.by("s1"), EXTRA, 1), OTHER, 0).transactional();
        return planted.in(history);
    }

    static Observations writeSkew(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(read(read(planted.by("s1"), EXTRA, 0), OTHER, 0), EXTRA, 1, 0).transactional();
        write(read(read(planted.by("s2"), EXTRA, 0), OTHER, 0), OTHER, 2, 0).transactional();
        return planted.in(history);
    }

    static Observations longFork(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(planted.by("s0"), EXTRA, 1, 0);
        write(planted.by("s1"), OTHER, 2, 0);
        read(read(planted.by("s2"), EXTRA, 1), OTHER, 0).transactional();
        read(read(planted.by("s3"), EXTRA, 0), OTHER, 2).transactional();
        return planted.in(history);
    }

    static Observations claimedTwice(Observations history, long seed) {
        Planted planted = new Planted(seed);
        write(read(planted.by("s1"), EXTRA, 0), EXTRA, 1, 0);
        write(read(planted.by("s2"), EXTRA, 0), EXTRA, 2, 0);
        return planted.in(history);
    }

    /** Puts the operations in, in their order, each at once where it comes. */
    private Observations in(Observations history) {
        Observations.Builder result = Observations.builder();
        List<Integer> places = new ArrayList<>(
                random.ints(added.size(), 0, history.operations().size() + 1)
                        .sorted()
                        .boxed()
                        .toList());
        for (int at = 0; at <= history.operations().size(); at++) {
            while (!places.isEmpty() && places.get(0) == at) {
                places.remove(0);
                result.add(added.get(made++));
            }
            if (at < history.operations().size()) {
                result.add(renumbered(history.operations().get(at), at + made + 1));
            }
        }
        return result.build();
    }

    private static Observation renumbered(Observation operation, long id) {
        return new Observation(
                id,
                operation.session(),
                operation.region(),
                operation.operation(),
                operation.invoked(),
                operation.completed(),
                operation.reads(),
                operation.writes(),
                operation.transactional(),
                operation.outcome());
    }

    /** Each item's versions in another order: the stamps are exchanged, by their place in the lists. */
    static Observations reordered(Observations history, UnaryOperator<Version> stamps) {
        Observations.Builder result = Observations.builder();
        for (Observation operation : history.operations()) {
            result.add(new Observation(
                    operation.id(),
                    operation.session(),
                    operation.region(),
                    operation.operation(),
                    operation.invoked(),
                    operation.completed(),
                    operation.reads().stream()
                            .map(read -> new Observation.Read(
                                    read.item(), read.value(), read.version().map(stamps), read.strong()))
                            .toList(),
                    operation.writes().stream()
                            .map(write -> new Observation.Write(
                                    write.item(),
                                    write.value(),
                                    write.version().map(stamps),
                                    overwritten(write, stamps)))
                            .toList(),
                    operation.transactional(),
                    operation.outcome()));
        }
        return result.build();
    }

    private static Optional<Version> overwritten(Observation.Write write, UnaryOperator<Version> stamps) {
        return write.overwritten().map(stamps);
    }
}
