package dev.globaltable.legacy;

import static dev.globaltable.error.ServiceErrors.validation;

import java.util.List;
import software.amazon.awssdk.regions.Region;

/** The Regions that version 2017.11.29 was offered in (LEG-2). */
public final class LegacyRegions {

    /** In the order in which AWS names them. */
    public static final List<Region> ALL = List.of(
            Region.US_EAST_1,
            Region.US_EAST_2,
            Region.US_WEST_1,
            Region.US_WEST_2,
            Region.EU_WEST_1,
            Region.EU_WEST_2,
            Region.EU_CENTRAL_1,
            Region.AP_SOUTHEAST_1,
            Region.AP_SOUTHEAST_2,
            Region.AP_NORTHEAST_1,
            Region.AP_NORTHEAST_2);

    private LegacyRegions() {}

    /** The Region of this name; fails unless replicas can be there. */
    static Region require(String name, LegacyLifecycle lifecycle) {
        Region region = Region.of(name);
        if (!ALL.contains(region)) {
            throw validation("Region " + name + " is not supported. Global tables version 2017.11.29 (Legacy) are only"
                    + " supported in the following regions: ["
                    + String.join(", ", ALL.stream().map(Region::id).toList()) + "]");
        }
        if (lifecycle.isDisabled(region)) {
            throw validation("Failed to access the region: \u2018" + name
                    + "\u2019. User is missing the permissions since the region is disabled.");
        }
        return region;
    }
}
