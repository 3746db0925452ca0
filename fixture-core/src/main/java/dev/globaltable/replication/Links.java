package dev.globaltable.replication;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** Every link that was ever used or changed. */
final class Links {

    private final Map<Direction, Link> links = new LinkedHashMap<>();

    private record Direction(Region from, Region to) {}

    Link get(Region from, Region to) {
        return links.computeIfAbsent(new Direction(from, to), direction -> new Link(from, to));
    }
}
