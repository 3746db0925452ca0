package dev.globaltable.table;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Where a strongly consistent global table can have its three Regions (STRONG-3). */
public enum StrongRegions {
    /** Any three of the Regions that offer it, as AWS says since 2026. */
    ANY_THREE {
        @Override
        public List<Region> incapable(List<Region> regions) {
            return without(regions, capable());
        }

        @Override
        public List<Region> capable() {
            List<Region> capable = new ArrayList<>();
            SETS.forEach(capable::addAll);
            capable.addAll(LATER);
            return capable;
        }
    },
    /** Three of one set, as AWS said before, and as its SDKs say. */
    OF_ONE_SET {
        @Override
        public List<Region> incapable(List<Region> regions) {
            List<Region> set = SETS.stream()
                    .filter(candidate -> candidate.contains(regions.get(0)))
                    .findFirst()
                    .orElse(capable());
            return without(regions, set);
        }

        @Override
        public List<Region> capable() {
            return SETS.stream().flatMap(List::stream).toList();
        }
    };

    /** A replica, and two more replicas or a replica and a witness. */
    public static final int COUNT = 3;

    private static final List<List<Region>> SETS = List.of(
            List.of(Region.US_EAST_1, Region.US_EAST_2, Region.US_WEST_2),
            List.of(Region.EU_WEST_1, Region.EU_WEST_2, Region.EU_WEST_3, Region.EU_CENTRAL_1),
            List.of(Region.AP_NORTHEAST_1, Region.AP_NORTHEAST_2, Region.AP_NORTHEAST_3));

    private static final List<Region> LATER = List.of(
            Region.CA_CENTRAL_1, Region.EU_NORTH_1, Region.EU_SOUTH_2, Region.AP_SOUTH_1, Region.AP_SOUTHEAST_1);

    /** Those of these Regions, the table's own being the first, that cannot hold a replica or be a witness. */
    public abstract List<Region> incapable(List<Region> regions);

    /** Every Region that can. */
    public abstract List<Region> capable();

    private static List<Region> without(List<Region> regions, List<Region> others) {
        return regions.stream().filter(region -> !others.contains(region)).toList();
    }
}
