package dev.globaltable.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one time line of a simulation, in microseconds since the epoch, and the events that wait on it.
 *
 * <p>Time moves only in {@link #advanceTo}. Events run in the order of their time, and in the order in which they were
 * scheduled where times are equal, so that a run never depends on the machine.
 */
public final class VirtualTime {

    /** More events than this in one step mean that events schedule each other without end. */
    private static final int EVENTS_PER_STEP_MAX = 10_000_000;

    private final PriorityQueue<ScheduledEvent> queue = new PriorityQueue<>(VirtualTime::inOrder);
    private final Deque<Runnable> interruptions = new ArrayDeque<>();
    private long nowMicros;
    private long scheduled;

    public VirtualTime(long startMicros) {
        this.nowMicros = startMicros;
    }

    private static int inOrder(ScheduledEvent one, ScheduledEvent other) {
        int byTime = Long.compare(one.dueMicros(), other.dueMicros());
        return byTime != 0 ? byTime : Long.compare(one.sequence(), other.sequence());
    }

    public long nowMicros() {
        return nowMicros;
    }

    /** Schedules an action; one that is due in the past runs at the next step, at the present instant. */
    public ScheduledEvent at(long dueMicros, Runnable action) {
        ScheduledEvent event = new ScheduledEvent(Math.max(dueMicros, nowMicros), scheduled++, action);
        queue.add(event);
        return event;
    }

    /** Runs everything that is due at the present instant. */
    public void runDue() {
        advanceTo(nowMicros);
    }

    /**
     * Has an action run by whoever moves time, outside of everything that holds the simulation, as soon as the present event
     * is over.
     */
    public void interrupt(Runnable action) {
        interruptions.add(action);
    }

    /** Moves time forward, stopping at each event on the way. */
    public void advanceTo(long targetMicros) {
        pass(targetMicros, false);
    }

    /**
     * Moves time forward as far as that goes without an interruption.
     *
     * @return what is to be run now, whereupon time is to be moved again; {@code null} when time is where it should be
     */
    public @Nullable Runnable advanceUntilInterrupted(long targetMicros) {
        pass(targetMicros, true);
        return interruptions.poll();
    }

    private void pass(long targetMicros, boolean interruptible) {
        if (targetMicros < nowMicros) {
            throw new IllegalArgumentException(
                    "Virtual time cannot go back: it is " + nowMicros + " us, asked for " + targetMicros + " us.");
        }
        int events = 0;
        while (!(interruptible && !interruptions.isEmpty())) {
            ScheduledEvent next = queue.peek();
            if (next == null || next.dueMicros() > targetMicros) {
                nowMicros = targetMicros;
                return;
            }
            queue.remove();
            if (!next.cancelled()) {
                if (++events > EVENTS_PER_STEP_MAX) {
                    throw new IllegalStateException("More than " + EVENTS_PER_STEP_MAX
                            + " events in one step of virtual time: events schedule each other without end.");
                }
                nowMicros = next.dueMicros();
                next.run();
            }
        }
    }
}
