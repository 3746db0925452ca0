package dev.globaltable.benchmarks;

import dev.globaltable.check.Check;
import dev.globaltable.check.Checks;
import dev.globaltable.check.Item;
import dev.globaltable.check.Observation;
import dev.globaltable.check.Observations;
import dev.globaltable.check.Verdict;
import dev.globaltable.item.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.regions.Region;

/** Checks of correct histories of growing length, by 20 sessions on 200 items: all must be read to the end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CheckerBenchmark {

    private static final int SESSIONS = 20;
    private static final int ITEMS = 200;

    @Param({"1000", "10000", "100000"})
    public int operations;

    @Param({
        "read your writes",
        "monotonic reads",
        "monotonic writes",
        "writes follow reads",
        "PRAM",
        "causal consistency",
        "bounded staleness",
        "no lost updates",
        "no dropped writes",
        "no fractured reads",
        "linearizability",
        "serializability"
    })
    public String guarantee;

    private Check check;
    private Observations history;

    @Setup
    public void prepare() {
        check = List.of(
                        Checks.readYourWrites(),
                        Checks.monotonicReads(),
                        Checks.monotonicWrites(),
                        Checks.writesFollowReads(),
                        Checks.pram(),
                        Checks.causal(),
                        Checks.boundedStaleness(Duration.ZERO),
                        Checks.noLostUpdates(),
                        Checks.noDroppedWrites(),
                        Checks.noFracturedReads(),
                        Checks.linearizability(),
                        Checks.serializability())
                .stream()
                .filter(each -> each.guarantee().equals(guarantee))
                .findFirst()
                .orElseThrow();
        history = history(operations);
        Verdict verdict = check.check(history);
        if (!verdict.isValid()) {
            throw new IllegalStateException(verdict.story());
        }
    }

    /** Half of them reads, the others puts and updates, a tenth of them of two items in one transaction. */
    private static Observations history(int operations) {
        Random random = new Random(1);
        List<Item> items = new ArrayList<>();
        for (int number = 0; number < ITEMS; number++) {
            items.add(Item.of("items", "item " + number));
        }
        Version[] versions = new Version[ITEMS];
        String[] values = new String[ITEMS];
        Observations.Builder history = Observations.builder();
        for (int number = 1; number <= operations; number++) {
            Observation.Builder operation = Observation.in(Region.US_EAST_1)
                    .session("session " + random.nextInt(SESSIONS))
                    .at(Duration.ofMillis(number));
            int item = random.nextInt(ITEMS);
            boolean reads = random.nextInt(4) > 0;
            boolean writes = !reads || random.nextInt(3) == 0;
            int last = random.nextInt(10) == 0 ? item + 1 : item;
            for (int at = item; at <= last; at++) {
                int one = at % ITEMS;
                if (reads) {
                    read(operation, items.get(one), values[one], versions[one]);
                }
                if (writes) {
                    Version version = new Version(number, Region.US_EAST_1, number * 2L + at - item);
                    operation.write(items.get(one), "value " + number, version, versions[one]);
                    versions[one] = version;
                    values[one] = "value " + number;
                }
            }
            history.add(last > item ? operation.transactional() : operation);
        }
        return history.build();
    }

    private static void read(Observation.Builder operation, Item item, String value, Version version) {
        if (version == null) {
            operation.read(item, null);
        } else {
            operation.read(item, value, version);
        }
    }

    @Benchmark
    public Verdict check() {
        return check.check(history);
    }
}
