package dev.globaltable.http;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** AWS's Regions by their names; looked up without {@link Region#of}, which keeps every name that it was ever asked for. */
final class KnownRegions {

    private static final Map<String, Region> BY_ID = new TreeMap<>();

    static {
        Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .forEach(region -> BY_ID.put(region.id(), region));
    }

    private KnownRegions() {}

    static @Nullable Region find(String id) {
        return BY_ID.get(id);
    }

    /**
     * The Region that a request is signed for, {@code null} when there is none of that name. One word, such as {@code local},
     * cannot be mistaken for one of AWS: those who come from DynamoDB Local write it, and get a Region of their own.
     */
    static @Nullable Region ofScope(String id) {
        Region region = find(id);
        return region == null && !id.isEmpty() && id.chars().allMatch(c -> c >= 'a' && c <= 'z')
                ? Region.of(id)
                : region;
    }

    /**
     * The Region of this name.
     *
     * @param what what names it, for the message
     */
    static Region require(String what, String id) {
        Region region = find(id);
        if (region == null) {
            throw new IllegalArgumentException(what + " expects names of AWS Regions; found \"" + id
                    + "\". The Regions are " + String.join(", ", BY_ID.keySet()) + ".");
        }
        return region;
    }
}
