package dev.globaltable.expiry;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.ItemChange;
import dev.globaltable.table.ItemObserver;
import dev.globaltable.table.ReplicaTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of one replica by the second in which they expire. */
final class ExpiryIndex implements ItemObserver {

    /** What expired longer ago than this is taken for an error and never deleted. */
    static final long OLDEST_MICROS = 5L * 365 * 24 * 60 * 60 * 1_000_000;

    private static final long MICROS = 1_000_000;
    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Long.MAX_VALUE / MICROS / 2);

    private final ReplicaTable replica;
    private final String attribute;
    private final LongConsumer onExpiry;
    private final NavigableMap<Long, NavigableSet<ItemKey>> keys = new TreeMap<>();

    /**
     * Takes in what the replica holds; from then on each expiry of an item that is written is told.
     *
     * @param onExpiry hears the instant in microseconds since the epoch
     */
    ExpiryIndex(ReplicaTable replica, String attribute, LongConsumer onExpiry) {
        this.replica = replica;
        this.attribute = attribute;
        this.onExpiry = onExpiry;
        replica.items().forEach((key, stored) -> add(key, stored.item()));
        replica.observe(this);
    }

    ReplicaTable replica() {
        return replica;
    }

    /** Follows the replica no more. */
    void close() {
        replica.ignore(this);
    }

    @Override
    public void changed(ItemChange change) {
        Long before = expiry(change.before());
        Long after = expiry(change.after());
        if (before != null && !before.equals(after)) {
            remove(before, change.key());
        }
        if (after != null && !after.equals(before)) {
            add(after, change.key());
            onExpiry.accept(after * MICROS);
        }
    }

    private void add(ItemKey key, Map<String, AttributeValue> item) {
        Long expiry = expiry(item);
        if (expiry != null) {
            add(expiry, key);
        }
    }

    private void add(long second, ItemKey key) {
        keys.computeIfAbsent(second, absent -> new TreeSet<>()).add(key);
    }

    private void remove(long second, ItemKey key) {
        NavigableSet<ItemKey> same = keys.get(second);
        if (same != null && same.remove(key) && same.isEmpty()) {
            keys.remove(second);
        }
    }

    /** The second in which an item expires; {@code null} unless its attribute is a number that can be a time (TTL-1). */
    private @Nullable Long expiry(@Nullable Map<String, AttributeValue> item) {
        AttributeValue value = item == null ? null : item.get(attribute);
        if (value == null || value.n() == null) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(value.n());
        return seconds.abs().compareTo(SECONDS_MAX) > 0
                ? null
                : seconds.setScale(0, RoundingMode.CEILING).longValue();
    }

    /** The keys of the items that expired before this instant, and not too long ago. */
    List<ItemKey> expiredBefore(long micros, long nowMicros) {
        List<ItemKey> expired = new ArrayList<>();
        long oldest = oldest(nowMicros);
        long newest = Math.floorDiv(micros - 1, MICROS);
        if (oldest <= newest) {
            keys.subMap(oldest, true, newest, true).values().forEach(expired::addAll);
        }
        return expired;
    }

    /** The first expiry at this instant or later that is not too long ago, in microseconds; {@code null} for none. */
    @Nullable
    Long firstFrom(long micros, long nowMicros) {
        Long second = keys.ceilingKey(Math.max(-Math.floorDiv(-micros, MICROS), oldest(nowMicros)));
        return second == null ? null : second * MICROS;
    }

    private static long oldest(long nowMicros) {
        return Math.floorDiv(nowMicros - OLDEST_MICROS, MICROS);
    }
}
