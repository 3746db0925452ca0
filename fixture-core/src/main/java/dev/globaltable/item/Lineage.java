package dev.globaltable.item;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Which versions of an item a version was written on top of: the highest sequence of each Region that its author had
 * seen (a version vector: Parker et al., "Detection of Mutual Inconsistency in Distributed Systems", 1983).
 *
 * <p>DynamoDB keeps no such thing. The fixture does, to tell a conflict, two versions whose authors did not know of each
 * other, from a version that merely arrives late.
 */
public final class Lineage {

    private static final Lineage NONE = new Lineage(new Region[0], new long[0]);

    private final Region[] regions;
    private final long[] sequences;

    private Lineage(Region[] regions, long[] sequences) {
        this.regions = regions;
        this.sequences = sequences;
    }

    /** The lineage of the first version of an item. */
    public static Lineage of(Version version) {
        return NONE.with(version.origin(), version.sequence());
    }

    /** The lineage of a version that was written by somebody who had seen this one. */
    public static Lineage after(@Nullable Lineage seen, Version version) {
        return seen == null ? of(version) : seen.with(version.origin(), version.sequence());
    }

    /** Whether whoever wrote this had seen the other version. */
    public boolean includes(Version other) {
        int at = indexOf(other.origin());
        return at >= 0 && sequences[at] >= other.sequence();
    }

    /** What a Region has seen that has met both. */
    public Lineage merge(Lineage other) {
        Lineage merged = this;
        for (int at = 0; at < other.regions.length; at++) {
            merged = merged.with(other.regions[at], other.sequences[at]);
        }
        return merged;
    }

    private Lineage with(Region region, long sequence) {
        int at = indexOf(region);
        if (at >= 0 && sequences[at] >= sequence) {
            return this;
        }
        int length = at >= 0 ? regions.length : regions.length + 1;
        Region[] newRegions = at >= 0 ? regions : Arrays.copyOf(regions, length);
        long[] newSequences = Arrays.copyOf(sequences, length);
        int target = at >= 0 ? at : length - 1;
        newRegions[target] = region;
        newSequences[target] = sequence;
        return new Lineage(newRegions, newSequences);
    }

    private int indexOf(Region region) {
        for (int at = 0; at < regions.length; at++) {
            if (regions[at].equals(region)) {
                return at;
            }
        }
        return -1;
    }
}
