package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Production code that reads a stream with the SDK's own clients, over both transports. */
class StreamsClientTests {

    private static final Map<String, AttributeValue> ADA =
            Map.of("id", AttributeValue.fromS("42"), "name", AttributeValue.fromS("Ada"));

    private Simulation simulation;

    @BeforeEach
    void startTheSimulation() {
        simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("profiles").partitionKey("id"))
                .start();
    }

    @AfterEach
    void closeTheSimulation() {
        simulation.close();
    }

    private void putAda(Transport transport) {
        SimulationRouting.use(simulation, transport);
        try (DynamoDbClient client =
                DynamoDbClient.builder().region(Region.EU_WEST_1).build()) {
            client.putItem(request -> request.tableName("profiles").item(ADA));
        }
    }

    private static DynamoDbStreamsClient client() {
        return DynamoDbStreamsClient.builder().region(Region.EU_WEST_1).build();
    }

    private static String iterator(DynamoDbStreamsClient streams) {
        String arn = streams.listStreams(request -> request.tableName("profiles"))
                .streams()
                .get(0)
                .streamArn();
        String shard = streams.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        return streams.getShardIterator(request ->
                        request.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private static void assertAda(List<Record> records) {
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.eventName()).isEqualTo(OperationType.INSERT);
            assertThat(record.awsRegion()).isEqualTo("eu-west-1");
            assertThat(record.dynamodb().newImage()).isEqualTo(ADA);
            assertThat(record.dynamodb().hasOldImage()).isFalse();
            assertThat(record.userIdentity()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void readsWhatAnotherClientWrote(Transport transport) {
        putAda(transport);
        try (DynamoDbStreamsClient streams = client()) {
            String iterator = iterator(streams);
            assertAda(streams.getRecords(request -> request.shardIterator(iterator))
                    .records());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void readsWithAnAsynchronousClient(Transport transport) {
        putAda(transport);
        try (DynamoDbStreamsAsyncClient streams =
                DynamoDbStreamsAsyncClient.builder().region(Region.EU_WEST_1).build()) {
            CompletableFuture<List<Record>> records = streams.listStreams()
                    .thenApply(list -> list.streams().get(0).streamArn())
                    .thenCompose(arn -> streams.describeStream(request -> request.streamArn(arn)))
                    .thenApply(described -> described.streamDescription())
                    .thenCompose(stream -> streams.getShardIterator(request -> request.streamArn(stream.streamArn())
                            .shardId(stream.shards().get(0).shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
                    .thenCompose(found -> streams.getRecords(request -> request.shardIterator(found.shardIterator())))
                    .thenApply(page -> page.records());
            assertAda(records.join());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void seesTheExceptionsOfTheService(Transport transport) {
        putAda(transport);
        try (DynamoDbStreamsClient streams = client()) {
            String iterator = iterator(streams);
            simulation.clock().advance(Duration.ofMinutes(16));

            ExpiredIteratorException expired = catchThrowableOfType(
                    ExpiredIteratorException.class,
                    () -> streams.getRecords(request -> request.shardIterator(iterator)));
            assertThat(expired.awsErrorDetails().errorMessage())
                    .isEqualTo("The provided iterator exceeds the maximum age allowed.");
            assertThat(expired.awsErrorDetails().serviceName()).isEqualTo("DynamoDbStreams");
            String nowhere = "arn:aws:dynamodb:eu-west-1:123456789012:table/nobody/stream/2026-01-01T00:00:00.000";
            assertThatThrownBy(() -> streams.describeStream(request -> request.streamArn(nowhere)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageStartingWith("Requested resource not found: Stream: " + nowhere + " not found");
        }
    }

    /** The handler runs on the test's thread while the simulation is free, so even an asynchronous client can be waited for. */
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aConsumersHandlerUsesClients(Transport transport) {
        simulation.table("profiles").stream(Region.EU_WEST_1)
                .consumer()
                .filter(record -> record.eventName() == OperationType.INSERT)
                .subscribe(records -> {
                    try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder()
                            .region(Region.EU_WEST_1)
                            .build()) {
                        Map<String, AttributeValue> key =
                                records.get(0).dynamodb().keys();
                        client.deleteItem(
                                        request -> request.tableName("profiles").key(key))
                                .join();
                    }
                });
        putAda(transport);
        simulation.settle();

        assertThat(simulation.table("profiles").stream(Region.US_EAST_1).records())
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.REMOVE);
    }
}
