package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.history.HistoryEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Which session a call belongs to, when the application's own clients are routed to a simulation. */
class SessionRoutingTests {

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles").partitionKey("id"))
            .start();

    @AfterEach
    void close() {
        simulation.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isThatOfTheThreadThatCalls(Transport transport) {
        Routes.of(simulation).use(transport);
        try (DynamoDbClient client =
                        DynamoDbClient.builder().region(Region.US_EAST_1).build();
                DynamoDbAsyncClient async =
                        DynamoDbAsyncClient.builder().region(Region.US_EAST_1).build()) {
            simulation.session("ann").run(() -> client.scan(scan -> scan.tableName("profiles")));
            simulation
                    .session("bob")
                    .call(() -> async.scan(scan -> scan.tableName("profiles")))
                    .join();
            client.scan(scan -> scan.tableName("profiles"));
        }

        assertThat(simulation.history().events(HistoryEvent.Operation.class))
                .extracting(HistoryEvent.Operation::session)
                .containsExactly("ann", "bob", "");
    }
}
