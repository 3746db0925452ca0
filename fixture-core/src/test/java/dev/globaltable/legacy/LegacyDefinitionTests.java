package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.creation;
import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.described;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.legacy.LegacyTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.GlobalTableVersion;
import dev.globaltable.Simulation;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A global table of version 2017.11.29 that a test defines is the one that an application makes by {@code CreateTable} in each
 * Region and {@code CreateGlobalTable}.
 */
class LegacyDefinitionTests {

    private static final GlobalTableDefinition ORDERS =
            GlobalTableDefinition.named("orders").partitionKey("pk").version(GlobalTableVersion.V2017_11_29);

    /** What each table has to itself, as text. */
    private static final String OWN = "(TableId=|LatestStreamLabel=|/stream/)[^,)]*";

    private static final List<Region> REGIONS = List.of(US_EAST_1, EU_WEST_1);

    private final Simulation defined = Simulation.builder().globalTable(ORDERS).start();
    private final Simulation made = LegacyTables.emulating(Simulation.builder()).start();

    @BeforeEach
    void make() {
        REGIONS.forEach(region -> made.execute(region, table().build()));
        made.execute(US_EAST_1, creation(US_EAST_1, EU_WEST_1));
    }

    @AfterEach
    void close() {
        defined.close();
        made.close();
    }

    private static List<String> answers(Simulation simulation, AwsRequest... requests) {
        List<String> answers = new ArrayList<>();
        for (AwsRequest request : requests) {
            for (Region region : REGIONS) {
                answers.add(answer(simulation, region, request));
            }
            simulation.clock().advance(Duration.ofMillis(400));
        }
        return answers;
    }

    private static String answer(Simulation simulation, Region region, AwsRequest request) {
        try {
            return simulation.execute(region, request).toString().replaceAll(OWN, "");
        } catch (AwsServiceException refused) {
            return String.valueOf(refused.awsErrorDetails().errorMessage());
        }
    }

    private static List<Record> records(Simulation simulation, Region region) {
        return simulation.stream(region, "orders").records().stream()
                .map(record -> record.toBuilder().eventID(null).build())
                .toList();
    }

    @Test
    void isTheSameInWhatItAnswers() {
        AwsRequest[] requests = {
            DescribeTableRequest.builder().tableName("orders").build(),
            LegacyTables.description(),
            ListGlobalTablesRequest.builder().build(),
            creation(EU_WEST_1),
            put("pk", "1", "v", "a"),
            ScanRequest.builder().tableName("orders").build(),
            delete("1"),
            ScanRequest.builder().tableName("orders").build(),
            LegacyTables.update(LegacyTables.removal(EU_WEST_1)),
            LegacyTables.description(),
            DeleteTableRequest.builder().tableName("orders").build(),
            LegacyTables.description()
        };

        assertThat(answers(made, requests)).isEqualTo(answers(defined, requests));
    }

    @Test
    void isTheSameInItsStreams() {
        answers(made, put("pk", "1"), delete("1"));
        answers(defined, put("pk", "1"), delete("1"));

        for (Region region : REGIONS) {
            assertThat(records(made, region))
                    .isEqualTo(records(defined, region))
                    .isNotEmpty();
        }
    }

    @Test
    void letsTheSimulationMakeOthers() {
        // LEG-4
        Endpoint us = new Endpoint(() -> defined, US_EAST_1);
        us.call(table().tableName("others").build());

        us.call(creation("others", US_EAST_1));

        assertThat(described(us).globalTableName()).isEqualTo("orders");
    }

    @Test
    void canBeCreatedWhileASimulationRuns() {
        try (Simulation simulation = Simulation.builder().start()) {
            simulation.createGlobalTable(ORDERS);
            Endpoint us = new Endpoint(() -> simulation, US_EAST_1);
            us.call(put("pk", "1"));
            simulation.settle();

            assertThat(new Endpoint(() -> simulation, EU_WEST_1).get("orders", Endpoint.item("pk", "1")))
                    .containsKey("aws:rep:updateregion");
        }
    }

    @Test
    void isRefusedWhereAwsNeverOfferedIt() {
        // LEG-2
        assertThatThrownBy(() -> Simulation.builder().globalTable(ORDERS.regions(US_EAST_1, AP_SOUTH_1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The global table \"orders\" is of version 2017.11.29, which was never offered in ap-south-1."
                                + " Expected some of [us-east-1, us-east-2, us-west-1, us-west-2, eu-west-1, eu-west-2,"
                                + " eu-central-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, ap-northeast-2].");
    }

    @Test
    void isRefusedWithStrongConsistency() {
        assertThatThrownBy(() -> Simulation.builder().globalTable(ORDERS.consistency(MultiRegionConsistency.STRONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The global table \"orders\" is of version 2017.11.29, which knows neither strong consistency nor"
                                + " witnesses. Leave the version out, or these.");
    }
}
