package dev.globaltable.replication;

import static dev.globaltable.history.HistoryLog.instant;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ArrivalOutcome;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredItem;
import dev.globaltable.time.VirtualTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Sends each Region's own writes to every other replica and lets the higher version win there (reference 2.1).
 *
 * <p>A version is handed on only by the Region that wrote it (LWW-14), and nothing acknowledged is lost on the way: what a
 * closed link holds back is delivered when it opens (ISO-2).
 */
public final class Replicator {

    private final VirtualTime time;
    private final ChoiceSource choices;
    private final HistoryLog history;
    private final Links links = new Links();
    private final GlobalTables globalTables;
    private final TransitQueue queue = new TransitQueue();
    private final StarvedReplicas starved;
    private final LinkWaits waits;
    private final Intake intake;
    private final SystemWrites systemWrites;
    private final StrongRules strongRules;
    private long messages;
    private long deliveries;

    /**
     * @param strongRules what holds for strongly consistent global tables
     * @param systemWriteMicros how long the service takes to add attributes of its own to items of version 2017.11.29
     */
    public Replicator(
            VirtualTime time,
            ChoiceSource choices,
            HistoryLog history,
            GlobalTables globalTables,
            StrongRules strongRules,
            long systemWriteMicros) {
        this.time = time;
        this.choices = choices;
        this.history = history;
        this.starved = new StarvedReplicas(time, this::deliverLate);
        this.globalTables = globalTables;
        this.strongRules = strongRules;
        this.waits = new LinkWaits(time);
        this.intake = new Intake(history);
        this.systemWrites = new SystemWrites(time, systemWriteMicros);
    }

    /** What makes global tables of tables. */
    public Formation formation() {
        return new Formation(globalTables, time, links, strongRules, this::catchUp);
    }

    /** Delivers what is under way to a replica of a strongly consistent table, in the order of the writes. */
    public void catchUp(ReplicaTable replica) {
        Transit next = nextTo(replica);
        while (next != null && !isHeldUp(next.message())) {
            deliver(next);
            next = nextTo(replica);
        }
    }

    private @Nullable Transit nextTo(ReplicaTable replica) {
        if (strongRules.shuffleMicros() == 0) {
            return queue.first(Transit.Lane.ofTable(replica.region(), replica.name()));
        }
        return queue.all().stream()
                .filter(transit -> transit.message().to().equals(replica.region())
                        && transit.message().table().equals(replica.name()))
                .min(Comparator.comparingLong(Transit::dueMicros))
                .orElse(null);
    }

    /**
     * Lets a replica that was prepared take in what its source holds, and hear of every write from now on (CUR-4, CUR-6).
     * What is still under way to the source sets out for the new replica too, so that nothing passes it by.
     */
    public void join(GlobalTableGroup group, Member member, ReplicaTable source) {
        ReplicaTable table = Objects.requireNonNull(member.table());
        table.copy(source);
        source.tombstones().forEach((key, stored) -> copied(source, table, key, stored));
        source.items().forEach((key, stored) -> copied(source, table, key, stored));
        List<Transit> missing = queue.matching(message ->
                message.to().equals(source.region()) && message.table().equals(source.name()));
        group.activate(member, table);
        for (Transit transit : missing) {
            ReplicationMessage message = transit.message();
            if (message.from().equals(table.region())) {
                copyLate(source, table, transit);
            } else {
                send(message.from(), table.region(), message.key(), transit.content(), group);
            }
        }
    }

    /** What an earlier replica of the same Region wrote last; nobody else would tell the new one. */
    private void copyLate(ReplicaTable source, ReplicaTable table, Transit transit) {
        ItemKey key = transit.message().key();
        if (table.receive(key, transit.content()) != ArrivalOutcome.DROPPED) {
            copied(source, table, key, transit.content());
        }
    }

    private void copied(ReplicaTable from, ReplicaTable to, ItemKey key, StoredItem stored) {
        history.append(new HistoryEvent.ItemCopied(
                instant(time.nowMicros()), from.region(), to.region(), to.name(), key, stored.asItemVersion()));
    }

    /** Ends a member's part in replication: what is meant for it never arrives, what it sent does (CUR-36). */
    public void disconnect(GlobalTableGroup group, Member member) {
        group.disconnect(member);
        abandon(message ->
                message.to().equals(member.region()) && message.table().equals(group.name()));
        releaseOverdue();
    }

    /** Stops replication to and from one replica, or lets it catch up. */
    public void hold(GlobalTableGroup group, Member member, boolean held) {
        group.hold(member, held);
        releaseOverdue();
    }

    /** Lets the last replica of a strongly consistent global table be a regional table; what was under way to it arrives. */
    public void dissolve(GlobalTableGroup group, ReplicaTable last) {
        formation().dissolve(group, last);
        releaseOverdue();
    }

    /** Leaves a member behind for good, which stays in its group all the same (STRONG-22). */
    public void abandon(GlobalTableGroup group, Member member) {
        group.abandon(member);
        abandon(message ->
                message.to().equals(member.region()) && message.table().equals(group.name()));
    }

    /** Takes a member out of its group for good; nothing passes between them any more (ISO-4). */
    public void expel(GlobalTableGroup group, Member member) {
        group.drop(member);
        abandon(message -> message.table().equals(group.name())
                && (message.to().equals(member.region()) || message.from().equals(member.region())));
    }

    private void abandon(Predicate<ReplicationMessage> filter) {
        for (Transit transit : queue.matching(filter)) {
            queue.remove(transit);
            history.append(new HistoryEvent.VersionAbandoned(instant(time.nowMicros()), transit.message()));
        }
    }

    /** Sends a local write to every other replica. */
    public void replicate(LocalWrite write) {
        ReplicaTable table = write.table();
        GlobalTableGroup group = globalTables.find(table.name());
        if (group != null && group.contains(table) && (!group.isLegacy() || systemWrites.replicates(write))) {
            for (ReplicaTable destination : group.others(table)) {
                send(table.region(), destination.region(), write.key(), write.written(), group);
            }
            if (group.strong() != null) {
                group.strong().written(write);
            }
        }
    }

    private void send(Region from, Region to, ItemKey key, StoredItem content, GlobalTableGroup group) {
        ReplicationDelay linkDelay = links.get(from, to).delay();
        OptionalLong drawn = (linkDelay == null ? group.delay() : linkDelay).drawMicros(from, to, choices);
        Transit.Lane lane = group.lane(from, to, key);
        long dueMicros = dueMicros(shuffled(group, drawn), queue.last(lane));
        boolean timed = dueMicros != Transit.WAITS_FOR_TEST;
        ReplicationMessage message = new ReplicationMessage(
                ++messages,
                from,
                to,
                group.name(),
                key,
                content.asItemVersion(),
                instant(time.nowMicros()),
                timed ? Optional.of(instant(dueMicros)) : Optional.empty());
        long sinceMicros = coalesce(group, queue.last(lane), message);
        Transit transit = new Transit(message, content, dueMicros, lane, sinceMicros);
        queue.add(transit);
        history.append(new HistoryEvent.VersionSent(message.sent(), message));
        if (timed) {
            time.at(dueMicros, () -> arrive(transit));
        }
    }

    /**
     * Lets a version take the place of an earlier one of the item that is still under way (LWW-12).
     *
     * @return since when versions of the item are merged into one
     */
    private long coalesce(GlobalTableGroup group, @Nullable Transit earlier, ReplicationMessage message) {
        if (earlier == null
                || !earlier.message().key().equals(message.key())
                || time.nowMicros() - earlier.sinceMicros() >= group.coalesceMicros()) {
            return time.nowMicros();
        }
        queue.remove(earlier);
        history.append(new HistoryEvent.VersionCoalesced(message.sent(), earlier.message(), message.id()));
        return earlier.sinceMicros();
    }

    private OptionalLong shuffled(GlobalTableGroup group, OptionalLong drawn) {
        boolean shuffles = group.isStrong() && strongRules.shuffleMicros() > 0 && drawn.isPresent();
        return shuffles
                ? OptionalLong.of(drawn.getAsLong()
                        + choices.nextBetween("stream order " + group.name(), 0, strongRules.shuffleMicros()))
                : drawn;
    }

    private long dueMicros(OptionalLong drawn, @Nullable Transit ahead) {
        if (drawn.isEmpty()) {
            return Transit.WAITS_FOR_TEST;
        }
        long due = time.nowMicros() + drawn.getAsLong();
        return ahead != null && ahead.isTimed() ? Math.max(due, ahead.dueMicros()) : due;
    }

    /** The time has come, or the link has opened: deliver, unless something still holds the version up. */
    private void arrive(Transit transit) {
        Transit next = transit;
        while (next != null && isDeliverable(next) && next.dueMicros() <= time.nowMicros()) {
            if (mustWait(next)) {
                return;
            }
            deliver(next);
            next = queue.first(next.lane());
        }
    }

    /** A replica without capacity left takes versions later (CAP-2). */
    private boolean mustWait(Transit transit) {
        ReplicaTable destination = destination(transit.message());
        return destination != null && starved.holdUp(transit, destination);
    }

    /** To be called when what replicas can take has changed. */
    public void capacityChanged() {
        starved.reconsider();
    }

    /** Delivers a version that had to wait; gives the one of its lane that is next and overdue. */
    private @Nullable Transit deliverLate(Transit transit) {
        if (!isDeliverable(transit)) {
            return null;
        }
        deliver(transit);
        Transit following = queue.first(transit.lane());
        return following != null && following.dueMicros() <= time.nowMicros() ? following : null;
    }

    private @Nullable ReplicaTable destination(ReplicationMessage message) {
        GlobalTableGroup group = globalTables.find(message.table());
        return group == null ? null : group.find(message.to());
    }

    private long takenMicros(Transit transit) {
        ReplicaTable destination = destination(transit.message());
        return destination == null
                ? transit.dueMicros()
                : Math.max(transit.dueMicros(), starved.servesAtMicros(destination));
    }

    private boolean isDeliverable(Transit transit) {
        return queue.contains(transit.message())
                && transit.equals(queue.first(transit.lane()))
                && !isHeldUp(transit.message());
    }

    /** With strong consistency versions also find their way through the third Region. */
    private boolean isHeldUp(ReplicationMessage message) {
        return isHeldUp(globalTables.find(message.table()), message.from(), message.to());
    }

    private boolean isHeldUp(@Nullable GlobalTableGroup group, Region from, Region to) {
        StrongConsistency strong = group == null ? null : group.strong();
        if (strong != null) {
            return !strong.hasQuorum(to);
        }
        boolean held = group != null && (group.isHeld(from) || group.isHeld(to));
        return held || !links.get(from, to).isOpen();
    }

    private void deliver(Transit transit) {
        deliveries++;
        queue.remove(transit);
        ReplicationMessage message = transit.message();
        ReplicaTable destination = destination(message);
        if (destination == null) {
            history.append(new HistoryEvent.VersionAbandoned(instant(time.nowMicros()), message));
            return;
        }
        intake.take(message, transit.content(), destination, instant(time.nowMicros()));
    }

    /** Delivers a message now, whatever its delay. */
    public void deliver(ReplicationMessage message, boolean outOfOrder) {
        Transit transit = queue.find(message);
        if (transit == null || !transit.message().equals(message)) {
            throw new IllegalArgumentException("Not in flight: " + MessageText.of(message)
                    + ". It arrived already, or belongs to another simulation.");
        }
        if (isHeldUp(message)) {
            throw new IllegalStateException("Cannot deliver " + MessageText.of(message)
                    + ": the link is cut or paused. Heal or resume it first.");
        }
        Transit ahead = queue.first(transit.lane());
        if (!outOfOrder && ahead != null && !transit.equals(ahead)) {
            throw new IllegalStateException("Cannot deliver " + MessageText.of(message) + ": "
                    + MessageText.of(ahead.message())
                    + " was sent earlier for the same item, and one item's versions arrive in order on a link."
                    + " Deliver that one first, or use deliverOutOfOrder.");
        }
        deliver(transit);
        Transit next = queue.first(transit.lane());
        if (next != null) {
            arrive(next);
        }
    }

    /** Delivers the message that is next in time; {@code null} when nothing can be delivered. */
    public @Nullable ReplicationMessage deliverNext() {
        Transit next = queue.all().stream()
                .filter(this::isDeliverable)
                .min(Comparator.comparingLong(Transit::dueMicros))
                .orElse(null);
        if (next == null) {
            return null;
        }
        if (next.isTimed()) {
            time.advanceTo(Math.max(next.dueMicros(), time.nowMicros()));
        }
        if (queue.contains(next.message())) {
            deliver(next.message(), false);
        }
        return next.message();
    }

    /** Delivers what waits for the test, as far as the links are open. */
    public void deliverUntimed() {
        queue.matching(message -> message.due().isEmpty()).stream()
                .filter(this::isDeliverable)
                .forEach(transit -> deliver(transit.message(), false));
    }

    /** How many messages were delivered up to now. */
    public long deliveries() {
        return deliveries;
    }

    /** When the last of the messages on open links arrives, or is yet to be sent. */
    public OptionalLong latestDue() {
        LongStream delivered = queue.all().stream()
                .filter(Transit::isTimed)
                .filter(transit -> !isHeldUp(transit.message()))
                .mapToLong(this::takenMicros);
        return LongStream.concat(systemWrites.dues(), delivered).max();
    }

    /** What opens and closes the links that versions travel along. */
    public LinkControl links() {
        return new LinkControl(links, time, history, this::releaseOverdue);
    }

    /** Every message under way, in the order in which it was sent. */
    public List<ReplicationMessage> inFlight() {
        return queue.all().stream().map(Transit::message).toList();
    }

    /** Has something done that needs an open link: at once, or as soon as it opens. */
    public void whenOpen(Region from, Region to, Runnable action) {
        waits.when(() -> links.get(from, to).isOpen(), action);
    }

    /** Whether a change of one replica's settings gets to another one at once (FIS-2); it needs no key. */
    public boolean crosses(ReplicaTable from, ReplicaTable to) {
        if (!from.isKeyAccessible() || !to.isKeyAccessible()) {
            return links.get(from.region(), to.region()).isOpen();
        }
        GlobalTableGroup group = globalTables.find(from);
        return group == null || !isHeldUp(group, from.region(), to.region());
    }

    /** Has something done to another replica as soon as changes get there, if they belong together then. */
    public void whenCrossing(ReplicaTable from, ReplicaTable to, Runnable change) {
        waits.when(() -> !belongTogether(from, to) || crosses(from, to), () -> {
            if (belongTogether(from, to)) {
                change.run();
            }
        });
    }

    private boolean belongTogether(ReplicaTable one, ReplicaTable other) {
        return globalTables.replicas(one).contains(other);
    }

    /** What a closed link held back arrives as soon as it opens. */
    private void releaseOverdue() {
        List<Transit> overdue = queue.all().stream()
                .filter(transit -> transit.dueMicros() <= time.nowMicros() && !isHeldUp(transit.message()))
                .toList();
        overdue.forEach(transit -> time.at(time.nowMicros(), () -> arrive(transit)));
        waits.opened();
    }
}
