package dev.globaltable.item;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One version of an item: its stamp, and the whole image, or nothing when the version is a delete.
 *
 * @param version the stamp that decides conflicts
 * @param image every attribute, ordered by name; {@code null} for a tombstone (LWW-9, LWW-10)
 * @since 0.1.0
 */
public record ItemVersion(Version version, @Nullable Map<String, AttributeValue> image) {

    /** The item, or empty when this version is a delete. */
    public Optional<Map<String, AttributeValue>> item() {
        return Optional.ofNullable(image);
    }

    /** Whether this version is a delete. */
    public boolean isDelete() {
        return image == null;
    }
}
