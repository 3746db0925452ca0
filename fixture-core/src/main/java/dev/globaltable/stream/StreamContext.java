package dev.globaltable.stream;

import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.time.RegionClock;
import dev.globaltable.time.VirtualTime;
import software.amazon.awssdk.regions.Region;

/**
 * What the streams of a Region need of the rest of the simulation.
 *
 * @param clock the Region's server clock
 */
public record StreamContext(Region region, VirtualTime time, RegionClock clock, ChoiceSource choices) {

    /** Virtual time in microseconds since the epoch. */
    public long nowMicros() {
        return time.nowMicros();
    }
}
