package dev.globaltable.replication;

import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Where a strongly consistent global table can have its three Regions (STRONG-3). */
public final class StrongRegions {

    /** A replica, and two more replicas or a replica and a witness. */
    public static final int COUNT = 3;

    private static final List<Region> CAPABLE = List.of(
            Region.US_EAST_1,
            Region.US_EAST_2,
            Region.US_WEST_2,
            Region.EU_WEST_1,
            Region.EU_WEST_2,
            Region.EU_WEST_3,
            Region.EU_CENTRAL_1,
            Region.AP_NORTHEAST_1,
            Region.AP_NORTHEAST_2,
            Region.AP_NORTHEAST_3,
            Region.CA_CENTRAL_1,
            Region.EU_NORTH_1,
            Region.EU_SOUTH_2,
            Region.AP_SOUTH_1,
            Region.AP_SOUTHEAST_1);

    private StrongRegions() {}

    /** Those of these Regions that cannot hold a strongly consistent replica, nor be a witness. */
    public static List<Region> incapable(List<Region> regions) {
        return regions.stream().filter(region -> !CAPABLE.contains(region)).toList();
    }

    /** Every Region that can. */
    public static List<Region> capable() {
        return CAPABLE;
    }
}
