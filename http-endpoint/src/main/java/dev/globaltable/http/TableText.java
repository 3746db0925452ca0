package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.replication.ReplicationDelay;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Global tables as people write them; on the command line {@code name:partitionKey} or {@code name:partitionKey:sortKey}. */
final class TableText {

    private static final String EXPECTED = "Expected name:partitionKey or name:partitionKey:sortKey, a key being an"
            + " attribute's name, with its type after \"=\" unless it is S; for example profiles:userId or"
            + " scores:player:points=N.";

    private TableText() {}

    static GlobalTableDefinition parse(String text, List<Region> regions, ReplicationDelay delay) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("Not a global table: \"" + text + "\". " + EXPECTED);
        }
        return definition(
                parts[0], parts[1], parts.length == 2 ? Optional.empty() : Optional.of(parts[2]), regions, delay);
    }

    /** A table with keys that are an attribute's name, with the type after {@code =} unless it is S. */
    static GlobalTableDefinition definition(
            String name, String partitionKey, Optional<String> sortKey, List<Region> regions, ReplicationDelay delay) {
        GlobalTableDefinition table = GlobalTableDefinition.named(name)
                .partitionKey(attribute(partitionKey), type(partitionKey))
                .regions(regions)
                .replicationDelay(delay);
        return sortKey.map(key -> table.sortKey(attribute(key), type(key))).orElse(table);
    }

    private static String attribute(String key) {
        int equal = key.lastIndexOf('=');
        return equal < 0 ? key : key.substring(0, equal);
    }

    private static ScalarAttributeType type(String key) {
        int equal = key.lastIndexOf('=');
        ScalarAttributeType type =
                equal < 0 ? ScalarAttributeType.S : ScalarAttributeType.fromValue(key.substring(equal + 1));
        if (type == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException("Not the type of a key: \"" + key.substring(equal + 1) + "\" in \"" + key
                    + "\". Expected S, N or B, as in points=N.");
        }
        return type;
    }
}
