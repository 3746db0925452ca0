package dev.globaltable.table;

import dev.globaltable.item.Version;
import java.util.Comparator;
import java.util.function.LongSupplier;

/**
 * How versions of items are made, compared and remembered.
 *
 * @param order puts the version last that wins (LWW-2, LWW-4)
 * @param tombstoneMicros how long a replica remembers a delete (LWW-10)
 * @param nowMicros virtual time
 */
public record VersionRules(
        VersionStamps stamps, Comparator<Version> order, long tombstoneMicros, LongSupplier nowMicros) {

    /** The higher version wins, and deletes are remembered for good. */
    public static VersionRules of(VersionStamps stamps) {
        return new VersionRules(stamps, Comparator.naturalOrder(), Tombstones.FOREVER, () -> 0);
    }

    Tombstones tombstones() {
        return new Tombstones(tombstoneMicros, nowMicros);
    }
}
