package dev.globaltable.examples.failover;

import dev.globaltable.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/**
 * As much of an Amazon Aurora global database as there is to compare: one Region writes, its storage is copied to the others
 * with a lag, a Region that is lost takes with it what was not copied yet. A sketch after the Amazon Aurora User Guide, "Using
 * switchover or failover in Amazon Aurora Global Database"; nothing of it is part of the fixture.
 */
final class AuroraGlobalDatabase {

    private final SimulatedClock clock;
    private final Duration lag;
    private final List<Booking> log = new ArrayList<>();
    private final List<Booking> lost = new ArrayList<>();
    private final Set<Region> away = new HashSet<>();
    private Region writer;
    private Optional<Instant> writerLost = Optional.empty();

    private record Booking(Instant committed, String seat, String guest) {}

    AuroraGlobalDatabase(SimulatedClock clock, Region writer, Duration lag) {
        this.clock = clock;
        this.writer = writer;
        this.lag = lag;
    }

    /** The application in a Region: it reads from the cluster there, and writes by way of it where that is possible. */
    Bookings in(Region region) {
        return new Bookings() {
            @Override
            public boolean book(String seat, String guest) {
                requireWriter(region);
                boolean free = in(writer).guest(seat).isEmpty();
                if (free) {
                    log.add(new Booking(clock.instant(), seat, guest));
                }
                return free;
            }

            @Override
            public Optional<String> guest(String seat) {
                requireHere(region);
                return log.stream()
                        .filter(booking -> isSeenIn(region, booking))
                        .filter(booking -> booking.seat().equals(seat))
                        .map(Booking::guest)
                        .findFirst();
            }
        };
    }

    private void requireHere(Region region) {
        if (away.contains(region)) {
            throw new IllegalStateException("No connection to the cluster in " + region.id());
        }
    }

    /** With write forwarding a reader's cluster hands writes on; where there is no writer, nobody takes them. */
    private void requireWriter(Region region) {
        requireHere(region);
        requireHere(writer);
    }

    private boolean isSeenIn(Region region, Booking booking) {
        return region.equals(writer) || isCopied(booking);
    }

    private boolean isCopied(Booking booking) {
        Instant copiedUntil = writerLost.orElse(clock.instant());
        return !booking.committed().plus(lag).isAfter(copiedUntil);
    }

    /** The Region is gone, without warning. */
    void lose(Region region) {
        away.add(region);
        if (region.equals(writer)) {
            writerLost = Optional.of(clock.instant());
        }
    }

    /** {@code FailoverGlobalCluster} with {@code AllowDataLoss}: the copy becomes the original, as it is. */
    void failOver(Region to) {
        requireHere(to);
        log.stream().filter(booking -> !isCopied(booking)).forEach(lost::add);
        log.removeAll(lost);
        writer = to;
        writerLost = Optional.empty();
    }

    /** {@code SwitchoverGlobalCluster}: writes stop, the copy catches up, then the roles change. */
    void switchOver(Region to) {
        requireHere(writer);
        requireHere(to);
        clock.advance(lag);
        writer = to;
    }

    /** The Region is back and copies from the writer like any other; what it alone had is in a snapshot. */
    void bringBack(Region region) {
        away.remove(region);
    }

    /** What can be found in the snapshot that Aurora takes of the former writer, and nowhere else. */
    List<String> lost() {
        return lost.stream()
                .map(booking -> booking.guest() + " in " + booking.seat())
                .toList();
    }
}
