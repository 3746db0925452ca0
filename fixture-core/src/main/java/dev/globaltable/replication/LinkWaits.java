package dev.globaltable.replication;

import dev.globaltable.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What waits for a way to open, other than versions. */
final class LinkWaits {

    private final VirtualTime time;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(BooleanSupplier open, Runnable action) {}

    LinkWaits(VirtualTime time) {
        this.time = time;
    }

    /** Runs the action at once, or as soon as the way is open. */
    void when(BooleanSupplier open, Runnable action) {
        if (open.getAsBoolean()) {
            action.run();
        } else {
            waiting.add(new Waiting(open, action));
        }
    }

    /** To be called when ways have opened; what waited for them goes in the order in which it came. */
    void opened() {
        List<Waiting> open =
                waiting.stream().filter(wait -> wait.open().getAsBoolean()).toList();
        waiting.removeAll(open);
        open.forEach(wait -> time.at(time.nowMicros(), () -> when(wait.open(), wait.action())));
    }
}
