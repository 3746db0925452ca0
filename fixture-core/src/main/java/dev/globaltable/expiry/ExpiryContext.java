package dev.globaltable.expiry;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.time.VirtualTime;

/**
 * What time to live needs of the simulation.
 *
 * @param delayMicros how long after its expiry an item is deleted, at least one microsecond
 */
public record ExpiryContext(VirtualTime time, ChoiceSource choices, HistoryLog history, long delayMicros) {

    /** An item lives through the instant of its expiry. */
    public ExpiryContext {
        delayMicros = Math.max(delayMicros, 1);
    }
}
