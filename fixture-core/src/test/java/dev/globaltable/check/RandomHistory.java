package dev.globaltable.check;

import dev.globaltable.item.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Histories of a small store that keeps a guarantee, or of one that does not, from a seed. Every value is unique. */
final class RandomHistory {

    /** How many histories a test looks at: a few in the build, ten thousand on demand. */
    static final int COUNT = Integer.getInteger("globaltable.checker.histories", 100);

    static final List<Region> REGIONS = List.of(Region.EU_WEST_1, Region.US_EAST_1, Region.US_WEST_2);

    /** What a store promises. */
    enum Store {
        /** One copy. */
        SEQUENTIAL,
        /** A copy in each Region, to which writes come after all they depend on; each session stays in its Region. */
        CAUSAL,
        /** A copy in each Region, to which writes come in whatever order; sessions go where they like. */
        LAST_WRITER_WINS
    }

    private final Random random;
    private final Store store;
    private final int sessions;
    private final List<Item> items;
    private final List<Map<Item, Held>> replicas = new ArrayList<>();
    private final List<int[]> knows = new ArrayList<>();
    private final List<Message> waiting = new ArrayList<>();
    private final Observations.Builder result = Observations.builder();
    private final long[] clocks = new long[REGIONS.size()];
    private int made;

    private record Held(@Nullable Object value, Version version) {}

    private record Message(int to, int from, List<Integer> needs, Map<Item, Held> content) {}

    private RandomHistory(long seed, Store store, int sessions, int items) {
        this.random = new Random(seed);
        this.store = store;
        this.sessions = sessions;
        this.items = IntStream.range(0, items)
                .mapToObj(number -> Item.of("items", String.valueOf((char) ('x' + number))))
                .toList();
        for (int region = 0; region < REGIONS.size(); region++) {
            replicas.add(new LinkedHashMap<>());
            knows.add(new int[REGIONS.size()]);
        }
    }

    /** So many operations on so many items by so many sessions, one after the other. */
    static Observations of(long seed, Store store, int operations, int sessions, int items) {
        RandomHistory history = new RandomHistory(seed, store, sessions, items);
        for (int number = 0; number < operations; number++) {
            history.deliverSome();
            history.operate(number);
        }
        return history.result.build();
    }

    static Observations of(long seed, Store store) {
        return of(seed, store, 24, 4, 3);
    }

    private void deliverSome() {
        for (int tries = random.nextInt(4); tries > 0 && !waiting.isEmpty(); tries--) {
            Message message = waiting.get(random.nextInt(waiting.size()));
            if (store != Store.CAUSAL || isReady(message)) {
                waiting.remove(message);
                knows.get(message.to())[message.from()]++;
                message.content().forEach((item, held) -> store(message.to(), item, held));
            }
        }
    }

    private boolean isReady(Message message) {
        int[] known = knows.get(message.to());
        for (int region = 0; region < known.length; region++) {
            if (known[region] < message.needs().get(region)) {
                return false;
            }
        }
        return true;
    }

    private void store(int region, Item item, Held held) {
        clocks[region] = Math.max(clocks[region], held.version().timestampMicros());
        replicas.get(region)
                .merge(item, held, (before, now) -> before.version().compareTo(now.version()) < 0 ? now : before);
    }

    private void operate(int number) {
        int session = random.nextInt(sessions);
        int region = switch (store) {
            case SEQUENTIAL -> 0;
            case CAUSAL -> session % REGIONS.size();
            case LAST_WRITER_WINS -> random.nextInt(REGIONS.size());
        };
        Observation.Builder operation =
                Observation.in(REGIONS.get(region)).session("s" + session).at(Duration.ofMillis(number));
        int kind = random.nextInt(10);
        if (kind < 4) {
            read(operation, region, item());
        } else if (kind < 5) {
            items.forEach(item -> read(operation, region, item));
            operation.transactional();
        } else if (kind < 8) {
            write(operation, region, List.of(item()), false);
        } else if (kind < 9) {
            write(operation, region, List.of(item()), true);
        } else {
            operation.transactional();
            write(operation, region, items.subList(0, Math.min(2, items.size())), false);
        }
        result.add(operation);
    }

    private Item item() {
        return items.get(random.nextInt(items.size()));
    }

    private void read(Observation.Builder operation, int region, Item item) {
        Held held = replicas.get(region).get(item);
        if (held == null) {
            operation.read(item, null);
        } else {
            operation.read(item, held.value(), held.version());
        }
    }

    private void write(Observation.Builder operation, int region, List<Item> written, boolean update) {
        List<Integer> needs = IntStream.of(knows.get(region)).boxed().toList();
        Map<Item, Held> content = new LinkedHashMap<>();
        for (Item item : written) {
            if (update) {
                read(operation, region, item);
            }
            made++;
            clocks[region]++;
            Held before = replicas.get(region).get(item);
            Held held = new Held("v" + made, new Version(clocks[region], REGIONS.get(region), made));
            operation.write(
                    item,
                    held.value(),
                    held.version(),
                    Optional.ofNullable(before).map(Held::version).orElse(null));
            content.put(item, held);
            store(region, item, held);
        }
        knows.get(region)[region]++;
        for (int other = 0; store != Store.SEQUENTIAL && other < REGIONS.size(); other++) {
            if (other != region) {
                waiting.add(new Message(other, region, needs, content));
            }
        }
    }
}
