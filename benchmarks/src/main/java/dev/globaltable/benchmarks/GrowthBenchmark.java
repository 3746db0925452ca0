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
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Calls of the engine on tables of growing size, beside a sorted map of the same size: both grow with the logarithm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, batchSize = GrowthBenchmark.CALLS)
@Measurement(iterations = 10, batchSize = GrowthBenchmark.CALLS)
@Fork(value = 1, jvmArgsAppend = "-Xmx10g")
public class GrowthBenchmark {

    /** Calls in one measurement; a figure in milliseconds is a tenth of one in microseconds for each call. */
    static final int CALLS = 10_000;

    private static final int PARTITION = 100;

    @Param({"1000", "100000", "1000000"})
    public int items;

    private final ConcurrentSkipListMap<String, Map<String, AttributeValue>> map = new ConcurrentSkipListMap<>();
    private Simulation simulation;
    private int next;

    /** In batches, so that the history of the calls that fill the table stays small. */
    @Setup
    public void fill() {
        simulation = Simulation.builder().start();
        simulation.execute(Workload.REGION, Tables.create("things", "group", "id", ScalarAttributeType.S));
        List<WriteRequest> batch = new ArrayList<>();
        for (int at = 0; at < items; at++) {
            Map<String, AttributeValue> item = item(at);
            map.put(item.get("id").s(), item);
            batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
            if (batch.size() == 25 || at == items - 1) {
                simulation.execute(
                        Workload.REGION,
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("things", batch))
                                .build());
                batch = new ArrayList<>();
            }
        }
    }

    private static Map<String, AttributeValue> item(int at) {
        Map<String, AttributeValue> item = Workload.item(at, at);
        item.put("group", group(at));
        return item;
    }

    private static AttributeValue group(int at) {
        return AttributeValue.fromS("group-" + at / PARTITION);
    }

    /** Steps through the whole table in an order that no cache foresees. */
    private int nextItem() {
        next = (int) ((next + 7_368_787L) % items);
        return next;
    }

    @Benchmark
    public AwsResponse get() {
        int at = nextItem();
        return simulation.execute(
                Workload.REGION,
                GetItemRequest.builder()
                        .tableName("things")
                        .key(Map.of("group", group(at), "id", Workload.key(at)))
                        .build());
    }

    @Benchmark
    public AwsResponse put() {
        Map<String, AttributeValue> item = item(nextItem());
        item.put("score", AttributeValue.fromN("-1"));
        return simulation.execute(
                Workload.REGION,
                PutItemRequest.builder().tableName("things").item(item).build());
    }

    @Benchmark
    public AwsResponse query() {
        return simulation.execute(
                Workload.REGION,
                QueryRequest.builder()
                        .tableName("things")
                        .keyConditionExpression("#group = :group")
                        .expressionAttributeNames(Map.of("#group", "group"))
                        .expressionAttributeValues(Map.of(":group", group(nextItem())))
                        .limit(10)
                        .build());
    }

    @Benchmark
    public Map<String, AttributeValue> mapGet() {
        return map.get(Workload.key(nextItem()).s());
    }

    @Benchmark
    public Map<String, AttributeValue> mapPut() {
        Map<String, AttributeValue> item = item(nextItem());
        return map.put(item.get("id").s(), item);
    }
}
