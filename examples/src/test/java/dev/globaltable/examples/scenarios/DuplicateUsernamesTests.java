package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 4. A condition guards a unique name, and two users get it. */
@GlobalTable(name = "usernames", partitionKey = "name")
class DuplicateUsernamesTests {

    /** Gives each name to one user. */
    static final class Usernames {

        private final DynamoDbClient dynamoDb;

        Usernames(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        /** Says whether the user has got the name. */
        boolean claim(String name, String user) {
            try {
                dynamoDb.putItem(put -> put.tableName("usernames")
                        .item(Map.of("name", fromS(name), "owner", fromS(user)))
                        .conditionExpression("attribute_not_exists(#name)")
                        .expressionAttributeNames(Map.of("#name", "name")));
                return true;
            } catch (ConditionalCheckFailedException taken) {
                return false;
            }
        }
    }

    /** LWW-19: each Region looks at its own copy; the streams: STR-3, STR-4. */
    @Test
    void bothUsersAreToldThatTheNameIsTheirs(Simulation simulation, SimulatedClock clock, SimulatedTable usernames) {
        Usernames us = new Usernames(US_EAST_1);
        Usernames eu = new Usernames(EU_WEST_1);

        assertThat(us.claim("eve", "user-1")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.claim("eve", "user-2")).isTrue();
        simulation.settle();

        assertThat(usernames)
                .item("eve")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("name", "eve", "owner", "user-2"));
        assertThat(changes(usernames, US_EAST_1))
                .containsExactly(
                        "INSERT {name: eve, owner: user-1}",
                        "MODIFY {name: eve, owner: user-1} -> {name: eve, owner: user-2}");
        assertThat(changes(usernames, EU_WEST_1)).containsExactly("INSERT {name: eve, owner: user-2}");
    }

    /** The remedy: names are claimed in one Region, wherever the user signs up. */
    @Test
    void theSecondUserIsRefusedWhereOneRegionDecides(
            Simulation simulation, SimulatedClock clock, SimulatedTable usernames) {
        Usernames us = new Usernames(US_EAST_1);
        Usernames calledFromEurope = new Usernames(US_EAST_1);

        assertThat(us.claim("eve", "user-1")).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromEurope.claim("eve", "user-2")).isFalse();
        simulation.settle();

        assertThat(usernames)
                .item("eve")
                .hasConverged()
                .in(EU_WEST_1)
                .isEqualTo(Map.of("name", "eve", "owner", "user-1"));
        assertThat(changes(usernames, EU_WEST_1)).containsExactly("INSERT {name: eve, owner: user-1}");
    }
}
