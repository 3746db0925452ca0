package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.WriteMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WriteModeAssertTests {

    private static final GlobalTableDefinition PROFILES = GlobalTableDefinition.named("profiles")
            .partitionKey("userId")
            .writeMode(WriteMode.oneRegion(Region.US_EAST_1));

    /** What stands in a service. */
    private static void save(Region region, String user) {
        try (DynamoDbClient client = DynamoDbClient.builder().region(region).build()) {
            client.putItem(put -> put.tableName("profiles").item(Map.of("userId", AttributeValue.fromS(user))));
        }
    }

    @Test
    void passesWhileTheRightRegionWrites() {
        try (Simulation simulation = Simulation.builder().globalTable(PROFILES).start()) {
            save(Region.US_EAST_1, "42");

            assertThat(simulation.table("profiles")).keepsToItsWriteMode();
        }
    }

    @Test
    void namesEachStrayWriteAndTheLineOfTheApplicationThatMadeIt() {
        try (Simulation simulation =
                Simulation.builder().seed(4711).globalTable(PROFILES).start()) {
            SimulatedTable profiles = simulation.table("profiles");
            save(Region.EU_WEST_1, "42");

            assertThatThrownBy(() -> assertThat(profiles).keepsToItsWriteMode())
                    .isExactlyInstanceOf(AssertionError.class)
                    .hasMessageMatching("""
                            \\QExpected calls to keep to the write mode of table profiles, write to one Region (us-east-1), \
                            but found 1 stray write.

                              0.000000 PutItem of profiles/42 in eu-west-1, expected in us-east-1
                                at dev.globaltable.assertj.WriteModeAssertTests.save(WriteModeAssertTests.java:\\E\\d+\\Q)
                            Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).\\E""");
        }
    }
}
