package dev.globaltable.benchmarks;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.regions.Region;

/**
 * What a put costs until it has arrived in every Region, by the number of Regions. The work is one write and, in each other
 * Region, one arrival, so a put should cost as much as its own write and that many arrivals, and no more.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReplicationBenchmark {

    private static final int PUTS = 100;
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final List<Region> ALL = List.of(
            Workload.REGION,
            Region.EU_WEST_1,
            Region.US_EAST_2,
            Region.US_WEST_1,
            Region.US_WEST_2,
            Region.CA_CENTRAL_1,
            Region.SA_EAST_1,
            Region.EU_WEST_2,
            Region.EU_WEST_3,
            Region.EU_CENTRAL_1,
            Region.EU_NORTH_1,
            Region.EU_SOUTH_1,
            Region.EU_SOUTH_2,
            Region.ME_SOUTH_1,
            Region.AF_SOUTH_1,
            Region.AP_SOUTH_1,
            Region.AP_NORTHEAST_1,
            Region.AP_NORTHEAST_2,
            Region.AP_SOUTHEAST_1,
            Region.AP_SOUTHEAST_2);

    @Param({"2", "5", "20"})
    private int regions;

    private final Workload workload = new Workload();
    private Simulation simulation;
    private int calls;

    @Setup(Level.Iteration)
    public void start() {
        simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("items")
                        .partitionKey("id")
                        .regions(ALL.subList(0, regions))
                        .replicationDelay("1s"))
                .start();
    }

    @TearDown(Level.Iteration)
    public void stop() {
        simulation.close();
    }

    /** A hundred puts, then the second in which all of them arrive everywhere. */
    @Benchmark
    @OperationsPerInvocation(PUTS)
    public Simulation putAndArriveEverywhere() {
        if (++calls % (Workload.CALLS_PER_SIMULATION / PUTS / regions + 1) == 0) {
            stop();
            start();
        }
        for (int put = 0; put < PUTS; put++) {
            simulation.execute(Workload.REGION, workload.nextPut());
        }
        simulation.clock().advance(DELAY);
        return simulation;
    }
}
