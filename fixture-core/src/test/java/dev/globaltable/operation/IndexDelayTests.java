package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Global secondary indexes follow their table when they come to it; local ones are part of it. */
class IndexDelayTests {

    private static final GlobalTableDefinition TASKS = GlobalTableDefinition.named("tasks")
            .partitionKey("owner")
            .sortKey("id")
            .replicationDelay("1s")
            .localIndex("by-day", "day")
            .globalIndex("by-state", "state");

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(builder -> builder.indexDelay(Duration.ofMillis(50))
            .globalTable(TASKS)
            .globalTable(GlobalTableDefinition.named("jumpy")
                    .partitionKey("id")
                    .globalIndex("by-state", "state")
                    .indexDelay("10ms..200ms"))
            .globalTable(GlobalTableDefinition.named("hasty")
                    .partitionKey("id")
                    .globalIndex("by-state", "state")
                    .indexDelay("0us..1us")));

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    private static void put(Endpoint region, String state) {
        region.put("tasks", item("owner", "ann", "id", "1", "day", "mon", "state", state));
    }

    private static List<String> ids(Endpoint region, String table, String index, String key, String value) {
        QueryResponse response = region.call(QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#k = :v")
                .expressionAttributeNames(Map.of("#k", key))
                .expressionAttributeValues(item(":v", value))
                .build());
        return response.items().stream().map(item -> item.get("id").s()).toList();
    }

    private static List<String> inState(Endpoint region, String state) {
        return ids(region, "tasks", "by-state", "state", state);
    }

    private void advance(int millis) {
        checked.simulation().clock().advance(Duration.ofMillis(millis));
    }

    @Test
    void aGlobalIndexIsBehindItsTableByTheDelay() {
        put(us, "open");

        advance(49);
        assertThat(inState(us, "open")).isEmpty();
        advance(1);
        assertThat(inState(us, "open")).containsExactly("1");
    }

    @Test
    void aLocalIndexIsNotBehind() {
        put(us, "open");

        assertThat(ids(us, "tasks", "by-day", "owner", "ann")).containsExactly("1");
    }

    @Test
    void anIndexShowsTheOldPlaceUntilItLearnsOfTheNewOne() {
        put(us, "open");
        advance(50);
        put(us, "done");

        assertThat(inState(us, "open")).containsExactly("1");
        advance(50);
        assertThat(inState(us, "open")).isEmpty();
        assertThat(inState(us, "done")).containsExactly("1");
    }

    /** LWW-27. */
    @Test
    void theDelayComesOnTopOfThatOfReplication() {
        put(us, "open");

        advance(1049);
        assertThat(eu.get("tasks", item("owner", "ann", "id", "1"))).isNotEmpty();
        assertThat(inState(eu, "open")).isEmpty();
        advance(1);
        assertThat(inState(eu, "open")).containsExactly("1");
    }

    @Test
    void settlingBringsIndexesUpToDate() {
        put(us, "open");

        checked.simulation().settle();

        assertThat(inState(us, "open")).containsExactly("1");
        assertThat(inState(eu, "open")).containsExactly("1");
    }

    @Test
    void theChangesOfOneItemStayInOrderHoweverTheirDelaysAreDrawn() {
        IntStream.range(0, 50).forEach(n -> {
            us.put("jumpy", item("id", "1", "state", "s" + n));
            advance(3);
        });

        checked.simulation().settle();

        assertThat(ids(us, "jumpy", "by-state", "state", "s49")).containsExactly("1");
        assertThat(IntStream.range(0, 49).mapToObj(n -> ids(us, "jumpy", "by-state", "state", "s" + n)))
                .allMatch(List::isEmpty);
    }

    @Test
    void aChangeWithoutDelayWaitsForThoseAheadOfIt() {
        IntStream.range(0, 50).forEach(n -> us.put("hasty", item("id", "1", "state", "s" + n)));

        checked.simulation().settle();

        assertThat(IntStream.range(0, 50)
                        .filter(n ->
                                !ids(us, "hasty", "by-state", "state", "s" + n).isEmpty()))
                .containsExactly(49);
    }

    @Test
    void aTablesOwnDelayComesBeforeThatOfTheSimulation() {
        us.put("jumpy", item("id", "1", "state", "open"));
        us.put("hasty", item("id", "1", "state", "open"));

        advance(9);
        assertThat(ids(us, "hasty", "by-state", "state", "open")).containsExactly("1");
        advance(191);
        assertThat(ids(us, "jumpy", "by-state", "state", "open")).containsExactly("1");
    }

    @Test
    void withoutADelayAWriteIsInTheIndexForTheNextCall() {
        try (Simulation simulation = Simulation.builder().globalTable(TASKS).start()) {
            Endpoint quiet = new Endpoint(() -> simulation, US_EAST_1);
            put(quiet, "open");

            assertThat(inState(quiet, "open")).containsExactly("1");
        }
    }

    @Test
    void aDelayThatNobodyEndsIsRefused() {
        assertThatThrownBy(() -> Simulation.builder().indexDelay(ReplicationDelay.manual()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "What follows a table in its own Region cannot have the delay \"manual\": a test delivers versions to other"
                                + " Regions, not to indexes and readers. Give a time, for example \"50ms\", or \"instant\".");
    }
}
