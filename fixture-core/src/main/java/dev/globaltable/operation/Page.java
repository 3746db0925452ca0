package dev.globaltable.operation;

import dev.globaltable.item.Items;
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
 * @param fetched the sizes of the items that were taken from the table since the index does not hold all of them
 */
record Page<K>(
        List<Map<String, AttributeValue>> items,
        int scanned,
        @Nullable K last,
        int bytes,
        List<Integer> fetched) {

    /** A page ends when it has looked at this much. */
    private static final int BYTES_MAX = 1024 * 1024;

    /**
     * Reads until the limit, the size of a page or the end. A page that stops at its limit tells where it stopped even if
     * nothing follows: the service does not look ahead.
     */
    static <K extends Comparable<K>> Page<K> read(
            Source<K> source,
            Iterator<Source.Row<K>> rows,
            @Nullable Integer limit,
            Predicate<Map<String, AttributeValue>> filter,
            Selection selection,
            @Nullable Boolean consistent) {
        boolean strongly = Boolean.TRUE.equals(consistent);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Integer> fetched = new ArrayList<>(0);
        int scanned = 0;
        int bytes = 0;
        while (rows.hasNext()) {
            Source.Row<K> row = rows.next();
            Map<String, AttributeValue> item = row.item();
            scanned++;
            bytes += Items.sizeBytes(item);
            if (selection.fetches()) {
                item = source.whole(row);
                fetched.add(Items.sizeBytes(item));
            }
            if (filter.test(item)) {
                source.shown(row, strongly);
                items.add(selection.of(item));
            }
            if ((limit != null && scanned >= limit) || bytes >= BYTES_MAX) {
                return new Page<>(items, scanned, row.key(), bytes, fetched);
            }
        }
        return new Page<>(items, scanned, null, bytes, fetched);
    }
}
