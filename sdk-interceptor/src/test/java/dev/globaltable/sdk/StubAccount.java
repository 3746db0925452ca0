package dev.globaltable.sdk;

import dev.globaltable.error.NotSimulatedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponseMetadata;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Just enough of an account to see where calls arrive: items by Region and "id", answers that a test queues. */
final class StubAccount implements SimulatedAccount, AutoCloseable {

    private final Region home;
    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    private final Deque<Supplier<AwsResponse>> queued = new ArrayDeque<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Route route;
    private Duration elapsed = Duration.ZERO;
    private int describedTables;

    private StubAccount(String name, Region home) {
        Installation.install();
        this.home = home;
        this.route = Route.open(this, name);
    }

    /** A call as it arrived. */
    record Arrival(Region region, AwsRequest request, String thread) {}

    /** An account that the current thread is bound to until it is closed. */
    static StubAccount start(String name) {
        return start(name, Region.US_EAST_1);
    }

    static StubAccount start(String name, Region home) {
        StubAccount account = new StubAccount(name, home);
        ThreadBindings.bind(account.route);
        return account;
    }

    Route route() {
        return route;
    }

    StubAccount over(Transport transport) {
        route.use(transport);
        return this;
    }

    /** Answers the next call with this instead. */
    synchronized StubAccount answerNext(Supplier<AwsResponse> answer) {
        queued.add(answer);
        return this;
    }

    StubAccount failNext(RuntimeException failure) {
        return answerNext(() -> {
            throw failure;
        });
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The virtual time that clients spent waiting. */
    synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public synchronized void elapse(Duration duration) {
        elapsed = elapsed.plus(duration);
    }

    @Override
    public Region homeRegion() {
        return home;
    }

    @Override
    public synchronized AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
        arrivals.add(new Arrival(region, request, Thread.currentThread().getName()));
        String id = "STUB%04d".formatted(arrivals.size());
        try {
            AwsResponse response =
                    queued.isEmpty() ? answer(region, request) : queued.remove().get();
            return ((DynamoDbResponse) response)
                    .toBuilder()
                            .responseMetadata(DynamoDbResponseMetadata.create(
                                    DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", id))))
                            .build();
        } catch (AwsServiceException e) {
            throw e.toBuilder().requestId(id).build();
        }
    }

    private AwsResponse answer(Region region, AwsRequest request) {
        if (request instanceof PutItemRequest put) {
            items.put(region + "/" + put.item().get("id").s(), put.item());
            return PutItemResponse.builder().build();
        }
        if (request instanceof GetItemRequest get) {
            return GetItemResponse.builder()
                    .item(items.get(region + "/" + get.key().get("id").s()))
                    .build();
        }
        if (request instanceof ScanRequest scan) {
            return page(region, scan);
        }
        if (request instanceof DescribeTableRequest) {
            TableStatus status = ++describedTables < 3 ? TableStatus.CREATING : TableStatus.ACTIVE;
            return DescribeTableResponse.builder()
                    .table(table -> table.tableStatus(status))
                    .build();
        }
        if (request instanceof TransactWriteItemsRequest) {
            return TransactWriteItemsResponse.builder().build();
        }
        String name = request.getClass().getSimpleName();
        throw NotSimulatedException.operation(
                request instanceof ListStreamsRequest ? "ListStreams" : name.substring(0, name.length() - 7));
    }

    /** One item per page. */
    private ScanResponse page(Region region, ScanRequest scan) {
        String after = scan.hasExclusiveStartKey()
                ? region + "/" + scan.exclusiveStartKey().get("id").s()
                : region + "/";
        for (Map.Entry<String, Map<String, AttributeValue>> entry : items.entrySet()) {
            if (entry.getKey().startsWith(region + "/") && entry.getKey().compareTo(after) > 0) {
                return ScanResponse.builder()
                        .items(List.of(entry.getValue()))
                        .count(1)
                        .lastEvaluatedKey(Map.of("id", entry.getValue().get("id")))
                        .build();
            }
        }
        return ScanResponse.builder().items(List.of()).count(0).build();
    }

    @Override
    public void close() {
        route.close();
        ThreadBindings.current();
    }
}
