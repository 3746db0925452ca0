package dev.globaltable.stream;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.time.RegionClock;
import dev.globaltable.time.VirtualTime;
import software.amazon.awssdk.regions.Region;

/**
 * What the streams of a Region need of the rest of the simulation.
 *
 * @param clock the Region's server clock
 * @param statusDelayMicros how long a stream stays in a status that another one follows
 */
public record StreamContext(
        Region region, VirtualTime time, RegionClock clock, ChoiceSource choices, long statusDelayMicros) {

    /** Has something happen when a status has lasted its time. */
    void later(Runnable action) {
        time.at(time.nowMicros() + statusDelayMicros, action);
    }

    /** Virtual time in microseconds since the epoch. */
    public long nowMicros() {
        return time.nowMicros();
    }
}
