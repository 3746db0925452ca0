package dev.globaltable.table;

import java.util.List;
import software.amazon.awssdk.regions.Region;

/**
 * What a replica knows of the global table that it belongs to. Immutable.
 *
 * @param others the members that it lists, in the order in which they were added (CUR-24); none yet when the first one is
 *     on its way
 */
public record Membership(List<OtherReplica> others) {

    public Membership {
        others = List.copyOf(others);
    }

    public List<Region> regions() {
        return others.stream().map(OtherReplica::region).toList();
    }
}
