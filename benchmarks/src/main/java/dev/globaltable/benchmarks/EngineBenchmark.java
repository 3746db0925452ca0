package dev.globaltable.benchmarks;

import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The engine alone, without the SDK's pipeline, beside a plain sorted map of the same items. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class EngineBenchmark {

    private final Workload workload = new Workload();
    private final ConcurrentSkipListMap<String, Map<String, AttributeValue>> map = new ConcurrentSkipListMap<>();
    private Simulation simulation;
    private int calls;

    @Setup(Level.Iteration)
    public void start() {
        simulation = Workload.simulation();
        for (int put = 0; put < 1000; put++) {
            mapPut();
            simulation.execute(Workload.REGION, workload.nextPut());
        }
        Workload.fillBoards(simulation);
    }

    @TearDown(Level.Iteration)
    public void stop() {
        simulation.close();
    }

    /** A history grows with every call, and a test makes thousands of them, not millions. */
    private void startAnewAtTimes() {
        if (++calls % Workload.CALLS_PER_SIMULATION == 0) {
            stop();
            start();
        }
    }

    @Benchmark
    public AwsResponse enginePut() {
        startAnewAtTimes();
        return simulation.execute(Workload.REGION, workload.nextPut());
    }

    @Benchmark
    public AwsResponse engineGet() {
        startAnewAtTimes();
        return simulation.execute(Workload.REGION, workload.nextGet());
    }

    @Benchmark
    public Map<String, AttributeValue> mapPut() {
        PutItemRequest put = workload.nextPut();
        return map.put(put.item().get("id").s(), put.item());
    }

    @Benchmark
    public Map<String, AttributeValue> mapGet() {
        return map.get(workload.nextGet().key().get("id").s());
    }

    @Benchmark
    public AwsResponse engineQuery() {
        startAnewAtTimes();
        return simulation.execute(Workload.REGION, workload.nextQuery());
    }

    @Benchmark
    public AwsResponse engineTransactWrite() {
        startAnewAtTimes();
        return simulation.execute(Workload.REGION, workload.nextTransaction());
    }

    /** What a query of a sorted map would be: a hundred entries from a key on. */
    @Benchmark
    public List<Map<String, AttributeValue>> mapQuery() {
        String from = workload.nextGet().key().get("id").s();
        List<Map<String, AttributeValue>> items = new ArrayList<>(Workload.QUERIED);
        for (Map<String, AttributeValue> item : map.tailMap(from).values()) {
            items.add(item);
            if (items.size() == Workload.QUERIED) {
                break;
            }
        }
        return items;
    }

    @Benchmark
    public int mapTransactWrite() {
        for (TransactWriteItem write : workload.nextTransaction().transactItems()) {
            map.put(write.put().item().get("id").s(), write.put().item());
        }
        return map.size();
    }
}
