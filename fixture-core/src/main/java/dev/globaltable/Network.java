package dev.globaltable;

import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.replication.LinkControl;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.replication.Replicator;
import dev.globaltable.time.ScheduledEvent;
import dev.globaltable.time.VirtualTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What carries replication between Regions. Applications always reach their own Region; only replication is held up.
 *
 * <p>What a closed link holds back is not lost: it arrives when the link opens, with the timestamp it was written with
 * (ISO-2, ISO-3). A version is only ever sent by the Region that wrote it, so a cut between two Regions is not bridged by
 * a third (LWW-14). Strongly consistent tables need two of their three Regions, witness included, to be joined in both
 * directions; they serve only eventually consistent reads in a Region that is cut off (STRONG-18).
 *
 * <pre>{@code
 * network.isolate(Region.EU_WEST_1);
 * // both sides keep taking writes
 * network.heal();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Network {

    private final Simulation simulation;
    private final Replicator replicator;
    private final LinkControl links;
    private final long pauseResidueMicros;
    private final Map<Region, ScheduledEvent> pauses = new LinkedHashMap<>();

    /** @param pauseResidueMicros for how long versions still get through when replication is paused */
    Network(Simulation simulation, Replicator replicator, long pauseResidueMicros) {
        this.simulation = simulation;
        this.replicator = replicator;
        this.links = replicator.links();
        this.pauseResidueMicros = pauseResidueMicros;
    }

    /** The simulation whose Regions these links join. */
    public Simulation simulation() {
        return simulation;
    }

    /** Cuts both directions between two Regions. */
    public void partition(Region one, Region other) {
        partition(List.of(one), List.of(other));
    }

    /** Cuts every link between the Regions of one side and those of the other. */
    public void partition(Collection<Region> side, Collection<Region> otherSide) {
        simulation.run(() -> {
            checked(side, otherSide);
            side.forEach(one -> otherSide.forEach(other -> {
                links.cut(one, other);
                links.cut(other, one);
            }));
        });
    }

    /** Cuts one direction: what {@code from} writes does not reach {@code to}. */
    public void cutLink(Region from, Region to) {
        simulation.run(() -> {
            checked(from, to);
            links.cut(from, to);
        });
    }

    /** Cuts a Region off from every other one. */
    public void isolate(Region region) {
        simulation.run(() -> others(region).forEach(other -> {
            links.cut(region, other);
            links.cut(other, region);
        }));
    }

    /** Mends every cut. What was held back and is overdue arrives at once. */
    public void heal() {
        simulation.run(() -> {
            for (Region region : simulation.linkedRegions()) {
                others(region).forEach(other -> links.mend(region, other));
            }
        });
    }

    /** Mends the cuts between two Regions, in both directions. */
    public void heal(Region one, Region other) {
        heal(List.of(one), List.of(other));
    }

    /** Mends the cuts between the Regions of one side and those of the other. */
    public void heal(Collection<Region> side, Collection<Region> otherSide) {
        simulation.run(() -> {
            checked(side, otherSide);
            side.forEach(one -> otherSide.forEach(other -> {
                links.mend(one, other);
                links.mend(other, one);
            }));
        });
    }

    /** Mends the cut of one direction. */
    public void healLink(Region from, Region to) {
        simulation.run(() -> {
            checked(from, to);
            links.mend(from, to);
        });
    }

    /** Mends every cut around a Region. */
    public void heal(Region region) {
        simulation.run(() -> others(region).forEach(other -> {
            links.mend(region, other);
            links.mend(other, region);
        }));
    }

    /**
     * Stops replication to and from a Region, as AWS Fault Injection Service's {@code
     * aws:dynamodb:global-table-pause-replication} does (FIS-1): at once, or when the time is over for which versions still
     * get through, see {@link SimulationBuilder#pauseResidue}. The application's own calls are untouched, and the other
     * Regions go on among themselves.
     */
    public void pauseReplication(Region region) {
        simulation.run(() -> {
            List<Region> others = others(region);
            cancelPause(region);
            Runnable pause = () -> others.forEach(other -> {
                links.pause(region, other);
                links.pause(other, region);
            });
            if (pauseResidueMicros == 0) {
                pause.run();
            } else {
                VirtualTime time = simulation.time();
                pauses.put(region, time.at(time.nowMicros() + pauseResidueMicros, pause));
            }
        });
    }

    /** Lets replication to and from a Region go on; it catches up by itself (FIS-4). */
    public void resumeReplication(Region region) {
        simulation.run(() -> {
            List<Region> others = others(region);
            cancelPause(region);
            others.forEach(other -> {
                links.resume(region, other);
                links.resume(other, region);
            });
        });
    }

    private void cancelPause(Region region) {
        ScheduledEvent pause = pauses.remove(region);
        if (pause != null) {
            pause.cancel();
        }
    }

    /** Stops one direction; the real service offers only whole Regions. */
    public void pauseLink(Region from, Region to) {
        simulation.run(() -> {
            checked(from, to);
            links.pause(from, to);
        });
    }

    /** Lets one direction go on. */
    public void resumeLink(Region from, Region to) {
        simulation.run(() -> {
            checked(from, to);
            links.resume(from, to);
        });
    }

    /** Gives one direction its own delay from now on, for every table. What is under way keeps its time. */
    public void setDelay(Region from, Region to, ReplicationDelay delay) {
        simulation.run(() -> {
            checked(from, to);
            links.setDelay(from, to, delay);
        });
    }

    /** Whether versions get from one Region to the other. */
    public boolean isOpen(Region from, Region to) {
        return simulation.call(() -> {
            checked(from, to);
            return links.isOpen(from, to);
        });
    }

    /** Every version under way, in the order in which it was sent. */
    public List<ReplicationMessage> inFlight() {
        return simulation.call(replicator::inFlight);
    }

    /** The versions under way on one link. */
    public List<ReplicationMessage> inFlight(Region from, Region to) {
        return inFlight().stream()
                .filter(message -> message.from().equals(from) && message.to().equals(to))
                .toList();
    }

    /**
     * Delivers the message that is next in time, moving the clock to its arrival.
     *
     * @return the message, or empty when nothing is under way or all of it is held up
     */
    public Optional<ReplicationMessage> deliverNext() {
        Optional<ReplicationMessage> delivered = simulation.call(() -> Optional.ofNullable(replicator.deliverNext()));
        simulation.runInterruptions();
        return delivered;
    }

    /**
     * Delivers a message now, whatever its delay.
     *
     * @throws IllegalStateException if the link is closed, or an older version of the same item is still under way on it
     *     (LWW-13)
     * @throws IllegalArgumentException if the message is not in flight
     */
    public void deliver(ReplicationMessage message) {
        simulation.run(() -> replicator.deliver(message, false));
    }

    /** Delivers a message now even before an older version of the same item; DynamoDB's order does not allow that. */
    public void deliverOutOfOrder(ReplicationMessage message) {
        simulation.run(() -> replicator.deliver(message, true));
    }

    private List<Region> others(Region region) {
        requireReplica(region);
        return simulation.linkedRegions().stream()
                .filter(other -> !other.equals(region))
                .toList();
    }

    private void checked(Collection<Region> side, Collection<Region> otherSide) {
        side.forEach(one -> otherSide.forEach(other -> checked(one, other)));
    }

    private void checked(Region from, Region to) {
        requireReplica(from);
        requireReplica(to);
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "A link joins two different Regions; found " + from.id() + " twice. Name two Regions.");
        }
    }

    private void requireReplica(Region region) {
        if (!simulation.linkedRegions().contains(region)) {
            throw new IllegalArgumentException("No global table of this simulation has a replica in " + region.id()
                    + "; there are replicas in " + Definitions.ids(simulation.linkedRegions()) + ".");
        }
    }
}
