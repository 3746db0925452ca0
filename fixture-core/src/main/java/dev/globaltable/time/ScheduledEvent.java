package dev.globaltable.time;

/** Something that waits in virtual time; it can be called off until it has run. */
public final class ScheduledEvent {

    private final long dueMicros;
    private final long sequence;
    private final Runnable action;
    private boolean cancelled;

    ScheduledEvent(long dueMicros, long sequence, Runnable action) {
        this.dueMicros = dueMicros;
        this.sequence = sequence;
        this.action = action;
    }

    public long dueMicros() {
        return dueMicros;
    }

    /** Keeps the event from running; does nothing when it already ran. */
    public void cancel() {
        cancelled = true;
    }

    long sequence() {
        return sequence;
    }

    boolean cancelled() {
        return cancelled;
    }

    void run() {
        action.run();
    }
}
