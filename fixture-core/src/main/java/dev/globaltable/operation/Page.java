package dev.globaltable.operation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.StoredItem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One page of a {@code Query} or {@code Scan}.
 *
 * @param items what passed the filter, projected
 * @param scanned how many items were looked at
 * @param last where the next page goes on; {@code null} when there is none
 * @param bytes the size of what was looked at
 */
record Page(
        List<Map<String, AttributeValue>> items,
        int scanned,
        @Nullable ItemKey last,
        int bytes) {

    /** A page ends when it has looked at this much. */
    private static final int BYTES_MAX = 1024 * 1024;

    /**
     * Reads until the limit, the size of a page or the end. A page that stops at its limit tells where it stopped even if
     * nothing follows: the service does not look ahead.
     */
    static Page read(
            Iterator<Map.Entry<ItemKey, StoredItem>> entries,
            @Nullable Integer limit,
            Predicate<Map<String, AttributeValue>> filter,
            Projection projection) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        int scanned = 0;
        int bytes = 0;
        while (entries.hasNext()) {
            Map.Entry<ItemKey, StoredItem> entry = entries.next();
            Map<String, AttributeValue> item = entry.getValue().item();
            scanned++;
            bytes += Items.sizeBytes(item);
            if (filter.test(item)) {
                items.add(projection.of(item));
            }
            if ((limit != null && scanned >= limit) || bytes >= BYTES_MAX) {
                return new Page(items, scanned, entry.getKey(), bytes);
            }
        }
        return new Page(items, scanned, null, bytes);
    }
}
