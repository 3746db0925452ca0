package dev.globaltable.table;

import dev.globaltable.item.Version;
import org.jspecify.annotations.Nullable;

/** Gives the next local write of a Region its version. */
@FunctionalInterface
public interface VersionStamps {

    /** A version that is higher than the one it overwrites, if any, unless local clocks alone count (LWW-5). */
    Version next(@Nullable Version overwritten, Consistency consistency);

    /**
     * The next higher version, whatever the time is now: of the same instant where this Region wrote the other one too.
     * Whatever is written later, anywhere, is higher.
     */
    default Version after(Version overwritten) {
        return next(overwritten, Consistency.EVENTUAL);
    }
}
