package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.HistoryText;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.KeyValue;
import dev.globaltable.item.Version;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Item;
import dev.globaltable.timeline.TimelineModel.StoredVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Numbers the items and versions of a history as it goes along, and knows which Region holds what. */
final class ModelItems {

    private static final int LONGEST_BRIEF = 80;

    private final HistoryText text;
    private final Instant start;
    private final List<Region> regions;
    private final Map<String, Map<ItemKey, Integer>> numbers = new TreeMap<>();
    private final Map<StampedItem, Integer> versionNumbers = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final List<StoredVersion> versions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ItemState> states = new ArrayList<>();

    private record StampedItem(int item, Version version) {}

    /** What is known of an item so far. */
    private static final class ItemState {
        private int versions;
        private int newest = NONE;
        private @Nullable Version newestStamp;
        private final Map<Integer, Integer> held = new TreeMap<>();
    }

    ModelItems(HistoryText text, Instant start, List<Region> regions) {
        this.text = text;
        this.start = start;
        this.regions = regions;
    }

    int item(String table, ItemKey key) {
        return numbers.computeIfAbsent(table, absent -> new TreeMap<>()).computeIfAbsent(key, absent -> {
            items.add(new Item(table, key.toString()));
            states.add(new ItemState());
            return items.size() - 1;
        });
    }

    int version(int item, ItemKey key, ItemVersion content) {
        return versionNumbers.computeIfAbsent(
                new StampedItem(item, content.version()), absent -> add(item, key, content));
    }

    private int add(int item, ItemKey key, ItemVersion content) {
        Version stamp = content.version();
        ItemState state = states.get(item);
        state.versions++;
        versions.add(new StoredVersion(
                item,
                state.versions,
                HistoryMicros.between(start, stamp.timestamp()),
                text.version(stamp),
                regions.indexOf(stamp.origin()),
                ItemText.content(content),
                brief(key, content),
                content.isDelete()));
        Version newest = state.newestStamp;
        if (newest == null || newest.compareTo(stamp) < 0) {
            state.newest = versions.size() - 1;
            state.newestStamp = stamp;
        }
        return versions.size() - 1;
    }

    /** The newest version that any Region has accepted so far. */
    int newest(int item) {
        return states.get(item).newest;
    }

    /** What a Region holds of an item. */
    int held(int item, int lane) {
        return states.get(item).held.getOrDefault(lane, NONE);
    }

    void change(Change change) {
        changes.add(change);
        states.get(change.item()).held.put(change.lane(), change.version());
    }

    /** A Region holds nothing of a table any more. */
    void gone(int mark, String table, int lane) {
        for (int item : numbers.getOrDefault(table, new TreeMap<>()).values()) {
            if (held(item, lane) != NONE) {
                change(new Change(mark, item, lane, NONE, "gone", 0));
            }
        }
    }

    String name(int item) {
        return items.get(item).table() + "/" + items.get(item).key();
    }

    /** The Region that accepted a version. */
    String origin(int version) {
        int lane = versions.get(version).origin();
        return lane == NONE ? "another Region" : regions.get(lane).id();
    }

    StoredVersion version(int number) {
        return versions.get(number);
    }

    List<Item> items() {
        return items;
    }

    List<StoredVersion> versions() {
        return versions;
    }

    List<Change> changes() {
        return changes;
    }

    /** The attributes beside the key. A history does not say which those are; where it is not clear, all are told. */
    static String brief(ItemKey key, ItemVersion content) {
        Map<String, AttributeValue> image = content.image();
        if (image == null) {
            return "deleted";
        }
        Map<String, AttributeValue> rest = new TreeMap<>(image);
        withoutKey(rest, key.partition());
        KeyValue sort = key.sort();
        if (sort != null) {
            withoutKey(rest, sort);
        }
        String words = ItemText.of(rest.isEmpty() ? image : rest);
        return ItemText.cut(words.substring(1, words.length() - 1), LONGEST_BRIEF);
    }

    private static void withoutKey(Map<String, AttributeValue> image, KeyValue value) {
        AttributeValue wanted = value.toAttributeValue();
        List<String> names = image.entrySet().stream()
                .filter(attribute -> wanted.equals(attribute.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (names.size() == 1) {
            image.remove(names.get(0));
        }
    }
}
