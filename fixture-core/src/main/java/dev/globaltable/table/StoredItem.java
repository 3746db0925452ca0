package dev.globaltable.table;

import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Lineage;
import dev.globaltable.item.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a replica keeps under one key: an item, or the tombstone of a deleted one.
 *
 * @param image the item in canonical form; {@code null} for a tombstone
 * @param version the stamp of the write that made it
 * @param lineage the versions that its author had seen
 */
public record StoredItem(@Nullable Map<String, AttributeValue> image, Version version, Lineage lineage) {

    /** The item; fails on a tombstone. */
    public Map<String, AttributeValue> item() {
        Map<String, AttributeValue> present = image;
        if (present == null) {
            throw new IllegalStateException("A tombstone has no item: " + version);
        }
        return present;
    }

    public boolean isTombstone() {
        return image == null;
    }

    /** The same as data for the history. */
    public ItemVersion asItemVersion() {
        return new ItemVersion(version, image);
    }

    StoredItem withLineage(Lineage other) {
        return new StoredItem(image, version, lineage.merge(other));
    }
}
