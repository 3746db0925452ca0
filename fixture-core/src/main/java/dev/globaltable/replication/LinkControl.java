package dev.globaltable.replication;

import static dev.globaltable.history.HistoryLog.instant;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.time.VirtualTime;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Opens and closes the links between Regions, and tells the history. */
public final class LinkControl {

    private final Links links;
    private final VirtualTime time;
    private final HistoryLog history;
    private final Runnable onOpening;

    /** @param onOpening is run when a link carries versions again */
    LinkControl(Links links, VirtualTime time, HistoryLog history, Runnable onOpening) {
        this.links = links;
        this.time = time;
        this.history = history;
        this.onOpening = onOpening;
    }

    public void cut(Region from, Region to) {
        change(from, to, link -> link.isCut() ? null : "cut", link -> link.setCut(true));
    }

    public void mend(Region from, Region to) {
        change(from, to, link -> link.isCut() ? "healed" : null, link -> link.setCut(false));
    }

    public void pause(Region from, Region to) {
        change(from, to, link -> link.isPaused() ? null : "paused", link -> link.setPaused(true));
    }

    public void resume(Region from, Region to) {
        change(from, to, link -> link.isPaused() ? "resumed" : null, link -> link.setPaused(false));
    }

    public boolean isOpen(Region from, Region to) {
        return links.get(from, to).isOpen();
    }

    /** Draws the delays of one link from another model from now on, for all tables. */
    public void setDelay(Region from, Region to, ReplicationDelay delay) {
        change(from, to, link -> "delay " + delay, link -> link.setDelay(delay));
    }

    private void change(Region from, Region to, Function<Link, @Nullable String> word, Consumer<Link> action) {
        Link link = links.get(from, to);
        String change = word.apply(link);
        if (change == null) {
            return;
        }
        action.accept(link);
        history.append(new HistoryEvent.LinkChanged(instant(time.nowMicros()), from, to, change));
        if (link.isOpen()) {
            onOpening.run();
        }
    }
}
