package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.replication.ReplicationDelay;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A global table on the command line: {@code name:partitionKey} or {@code name:partitionKey:sortKey}. */
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
        GlobalTableDefinition table = GlobalTableDefinition.named(parts[0])
                .partitionKey(attribute(parts[1]), type(parts[1], text))
                .regions(regions)
                .replicationDelay(delay);
        return parts.length == 2 ? table : table.sortKey(attribute(parts[2]), type(parts[2], text));
    }

    private static String attribute(String key) {
        int equal = key.lastIndexOf('=');
        return equal < 0 ? key : key.substring(0, equal);
    }

    private static ScalarAttributeType type(String key, String text) {
        int equal = key.lastIndexOf('=');
        ScalarAttributeType type =
                equal < 0 ? ScalarAttributeType.S : ScalarAttributeType.fromValue(key.substring(equal + 1));
        if (type == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException("Not the type of a key: \"" + key.substring(equal + 1) + "\" in \""
                    + text + "\"; the types are S, N and B. " + EXPECTED);
        }
        return type;
    }
}
