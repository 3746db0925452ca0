package dev.globaltable.replication;

import dev.globaltable.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** What waits for a link to open, other than versions. */
final class LinkWaits {

    private final Links links;
    private final VirtualTime time;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Region from, Region to, Runnable action) {}

    LinkWaits(Links links, VirtualTime time) {
        this.links = links;
        this.time = time;
    }

    /** Runs the action at once, or as soon as the link opens. */
    void whenOpen(Region from, Region to, Runnable action) {
        if (links.get(from, to).isOpen()) {
            action.run();
        } else {
            waiting.add(new Waiting(from, to, action));
        }
    }

    /** To be called when links have opened. */
    void opened() {
        List<Waiting> open = waiting.stream()
                .filter(wait -> links.get(wait.from(), wait.to()).isOpen())
                .toList();
        waiting.removeAll(open);
        open.forEach(wait -> time.at(time.nowMicros(), () -> whenOpen(wait.from(), wait.to(), wait.action())));
    }
}
