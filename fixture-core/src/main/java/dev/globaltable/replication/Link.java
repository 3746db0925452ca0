package dev.globaltable.replication;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** One direction between two Regions (LWW-14): what it does to versions that travel along it. */
final class Link {

    private final Region from;
    private final Region to;
    private boolean cut;
    private boolean paused;
    private @Nullable ReplicationDelay delay;

    Link(Region from, Region to) {
        this.from = from;
        this.to = to;
    }

    Region from() {
        return from;
    }

    Region to() {
        return to;
    }

    /** Whether versions get through. */
    boolean isOpen() {
        return !cut && !paused;
    }

    boolean isCut() {
        return cut;
    }

    void setCut(boolean cut) {
        this.cut = cut;
    }

    boolean isPaused() {
        return paused;
    }

    void setPaused(boolean paused) {
        this.paused = paused;
    }

    /** The delay that this link imposes on every table, if a test set one. */
    @Nullable
    ReplicationDelay delay() {
        return delay;
    }

    void setDelay(ReplicationDelay delay) {
        this.delay = delay;
    }
}
