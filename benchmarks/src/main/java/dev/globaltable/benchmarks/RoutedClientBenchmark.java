package dev.globaltable.benchmarks;

import dev.globaltable.Simulation;
import dev.globaltable.sdk.SimulationRouting;
import dev.globaltable.sdk.Transport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A call through the SDK's synchronous client: the floor, and routed to a simulation by either transport. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class RoutedClientBenchmark {

    /** CANNED is the floor: a signed request that an HTTP client in the JVM answers with fixed bytes. */
    public enum Kind {
        CANNED,
        TYPED,
        JSON
    }

    @Param
    public Kind kind;

    private final Workload workload = new Workload();
    private Simulation simulation;
    private DynamoDbClient client;
    private int calls;

    @Setup(Level.Iteration)
    public void start() {
        if (kind != Kind.CANNED) {
            simulation = Workload.simulation();
            Workload.fillBoards(simulation);
            SimulationRouting.use(simulation, kind == Kind.TYPED ? Transport.TYPED : Transport.JSON);
        }
        if (client == null) {
            client = DynamoDbClient.builder()
                    .region(Workload.REGION)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                    .httpClient(new CannedHttpClient())
                    .build();
        }
    }

    @TearDown(Level.Iteration)
    public void stop() {
        if (simulation != null) {
            simulation.close();
        }
    }

    /** A history grows with every call, and a test makes thousands of them, not millions. */
    private void startAnewAtTimes() {
        if (++calls % Workload.CALLS_PER_SIMULATION == 0) {
            stop();
            start();
        }
    }

    @Benchmark
    public PutItemResponse putItem() {
        startAnewAtTimes();
        return client.putItem(workload.nextPut());
    }

    @Benchmark
    public GetItemResponse getItem() {
        startAnewAtTimes();
        return client.getItem(workload.nextGet());
    }

    @Benchmark
    public QueryResponse query() {
        startAnewAtTimes();
        return client.query(workload.nextQuery());
    }

    @Benchmark
    public TransactWriteItemsResponse transactWriteItems() {
        startAnewAtTimes();
        return client.transactWriteItems(workload.nextTransaction());
    }
}
