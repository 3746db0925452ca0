package dev.globaltable;

import dev.globaltable.legacy.LegacyRegions;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a definition may say, and the messages when it says something else. */
final class Definitions {

    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    private Definitions() {}

    static String requireTableName(String name) {
        if (!TABLE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a table name: \"" + name
                    + "\". DynamoDB allows 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'; for example"
                    + " \"profiles\".");
        }
        return name;
    }

    static String requireIndexName(String name) {
        if (!TABLE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not an index name: \"" + name
                    + "\". DynamoDB allows 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'; for example"
                    + " \"by-customer\".");
        }
        return name;
    }

    static void requireKey(String name, @Nullable ScalarAttributeType type) {
        if (name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("Not a key attribute: \"" + name
                    + "\". Expected a name of 1 to 255 characters, for example \"userId\".");
        }
        if (type == null || type == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException("The key attribute \"" + name + "\" has no type. Expected S (String), N"
                    + " (Number) or B (Binary), for example ScalarAttributeType.S.");
        }
    }

    static void requireDistinct(GlobalTableDefinition.Key partitionKey, GlobalTableDefinition.Key sortKey) {
        if (partitionKey.name().equals(sortKey.name())) {
            throw new IllegalArgumentException("\"" + sortKey.name()
                    + "\" is both the partition key and the sort key. Name two attributes, or leave out the sort key.");
        }
    }

    static void requireWithinAYear(String what, Duration delay) {
        if (delay.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(
                    what + " after 365 days at most; found a delay of " + delay + ". Example: Duration.ofSeconds(5).");
        }
    }

    static Region requireKnown(Region region) {
        if (!Region.regions().contains(region)) {
            throw new IllegalArgumentException(
                    "Not an AWS Region: \"" + region.id() + "\". Expected one of " + suggestions(region.id()) + ".");
        }
        return region;
    }

    static ReplicationDelay requireLocalDelay(ReplicationDelay delay) {
        if (delay.toString().equals(ReplicationDelay.manual().toString())) {
            throw new IllegalArgumentException(
                    "What follows a table in its own Region cannot have the delay \"manual\": a test delivers versions to other"
                            + " Regions, not to indexes and readers. Give a time, for example \"50ms\", or \"instant\".");
        }
        return delay;
    }

    /** Fails unless AWS made such tables of version 2017.11.29 (LEG-2). */
    static void requireLegacy(GlobalTableDefinition definition) {
        String table = "The global table \"" + definition.name() + "\" is of version 2017.11.29, which ";
        if (definition.isStrong() || definition.witness().isPresent()) {
            throw new IllegalStateException(
                    table + "knows neither strong consistency nor witnesses. Leave the version out, or these.");
        }
        definition.regions().stream()
                .filter(region -> !LegacyRegions.ALL.contains(region))
                .findFirst()
                .ifPresent(region -> {
                    throw new IllegalStateException(table + "was never offered in " + region.id()
                            + ". Expected some of " + ids(LegacyRegions.ALL) + ".");
                });
    }

    static String ids(Collection<Region> regions) {
        return regions.stream().map(Region::id).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The Regions of the same area where the name has one, otherwise all. */
    private static String suggestions(String id) {
        String area = id.contains("-") ? id.substring(0, id.indexOf('-') + 1) : id;
        List<String> all = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .sorted()
                .toList();
        List<String> near = all.stream().filter(known -> known.startsWith(area)).toList();
        return String.join(", ", near.isEmpty() ? all : near);
    }
}
