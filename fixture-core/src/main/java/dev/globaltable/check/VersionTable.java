package dev.globaltable.check;

import dev.globaltable.item.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every version of every item. */
final class VersionTable {

    private final boolean ordered;
    private final Map<Item, Integer> itemNumbers = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final List<IntList> ofItem = new ArrayList<>();
    private final List<Map<Object, Integer>> byMark = new ArrayList<>();
    private final IntList itemOf = new IntList();
    private final IntList writer = new IntList();
    private final IntList overwrittenOf = new IntList();
    private final List<@Nullable Version> stamps = new ArrayList<>();
    private final List<Observation.Outcome> outcomes = new ArrayList<>();
    private final Map<Integer, Optional<Version>> overwrittenStamps = new LinkedHashMap<>();
    private final Set<Integer> blurred = new LinkedHashSet<>();
    private int[] rank = new int[0];

    /** Stands for an absent item. */
    private static final Object ABSENT = new Object();

    VersionTable(boolean ordered) {
        this.ordered = ordered;
    }

    int count() {
        return itemOf.size();
    }

    int items() {
        return items.size();
    }

    Item item(int number) {
        return items.get(number);
    }

    int itemOf(int version) {
        return itemOf.get(version);
    }

    /** The item of a version. */
    Item about(int version) {
        return items.get(itemOf.get(version));
    }

    /** The versions of an item, the initial one first; in their order, where it is known. */
    IntList ofItem(int item) {
        return ofItem.get(item);
    }

    int initial(int item) {
        return ofItem.get(item).get(0);
    }

    boolean isInitial(int version) {
        return initial(itemOf.get(version)) == version;
    }

    /** The operation that wrote a version; {@link Compiled#NONE} for the initial one and for those nobody here wrote. */
    int writer(int version) {
        return writer.get(version);
    }

    boolean acknowledged(int version) {
        return writer(version) != Compiled.NONE && outcomes.get(version) == Observation.Outcome.OK;
    }

    /** Whether the operation that would have written it failed. */
    boolean aborted(int version) {
        return writer(version) != Compiled.NONE && outcomes.get(version) == Observation.Outcome.FAILED;
    }

    /** Whether nobody here wrote it, though it is not the initial one. */
    boolean foreign(int version) {
        return writer(version) == Compiled.NONE && !isInitial(version);
    }

    /** The version that stood there before; {@link Compiled#NONE} when that is not known. */
    int overwritten(int version) {
        return overwrittenOf.get(version);
    }

    /** Whether the first is the older version; only where the order of versions is known. */
    boolean older(int first, int second) {
        return rank[first] < rank[second];
    }

    int rank(int version) {
        return rank[version];
    }

    @Nullable
    Version stamp(int version) {
        return stamps.get(version);
    }

    void blur(Item item) {
        blurred.add(item(item));
    }

    boolean isBlurred(int item) {
        return blurred.contains(item);
    }

    private int item(Item item) {
        Integer number = itemNumbers.get(item);
        if (number == null) {
            number = items.size();
            itemNumbers.put(item, number);
            items.add(item);
            ofItem.add(new IntList());
            byMark.add(new LinkedHashMap<>());
            add(number, Compiled.NONE, Observation.Outcome.OK, null);
            if (!ordered) {
                byMark.get(number).put(ABSENT, initial(number));
            }
        }
        return number;
    }

    private int add(int item, int operation, Observation.Outcome outcome, @Nullable Version stamp) {
        int version = itemOf.size();
        itemOf.add(item);
        writer.add(operation);
        overwrittenOf.add(Compiled.NONE);
        outcomes.add(outcome);
        stamps.add(stamp);
        ofItem.get(item).add(version);
        return version;
    }

    int written(Observation.Write write, int operation, Observation.Outcome outcome) {
        int item = item(write.item());
        Version stamp = write.version().orElse(null);
        if (ordered && stamp == null) {
            return Compiled.NONE;
        }
        int version = add(item, operation, outcome, stamp);
        if (ordered) {
            byMark.get(item).put(stamp == null ? ABSENT : stamp, version);
            overwrittenStamps.put(version, write.overwritten());
        } else {
            Object mark = write.value() == null ? ABSENT : write.value();
            if (mark instanceof Observation.Increment) {
                blur(write.item());
            }
            byMark.get(item).merge(mark, version, (before, now) -> Compiled.NONE);
        }
        return version;
    }

    int read(Observation.Read read) {
        int item = item(read.item());
        Object mark = ordered ? read.version().orElse(null) : read.value() == null ? ABSENT : read.value();
        if (mark == null) {
            return initial(item);
        }
        return marked(item, mark, read.version().orElse(null));
    }

    /** The version with this mark; one that nobody here wrote, when there was none. */
    private int marked(int item, Object mark, @Nullable Version stamp) {
        Integer version = byMark.get(item).get(mark);
        if (version == null) {
            version = add(item, Compiled.NONE, Observation.Outcome.OK, stamp);
            byMark.get(item).put(mark, version);
        }
        return version;
    }

    void order() {
        overwrittenStamps.forEach((version, stamp) -> overwrittenOf.set(
                version,
                stamp.map(before -> marked(itemOf(version), before, before))
                        .orElseGet(() -> initial(itemOf(version)))));
        rank = new int[count()];
        if (!ordered) {
            return;
        }
        Integer[] sorted = new Integer[count()];
        Arrays.setAll(sorted, at -> at);
        Arrays.sort(sorted, this::compare);
        ofItem.replaceAll(before -> new IntList());
        for (int place = 0; place < sorted.length; place++) {
            rank[sorted[place]] = place;
            ofItem.get(itemOf(sorted[place])).add(sorted[place]);
        }
    }

    private int compare(int left, int right) {
        Version one = stamps.get(left);
        Version other = stamps.get(right);
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one.compareTo(other);
    }
}
