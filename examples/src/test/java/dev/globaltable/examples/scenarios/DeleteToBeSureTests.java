package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Scenario 8. A delete of an item that has not arrived yet protects against nothing. */
@GlobalTable(name = "tokens", partitionKey = "token")
class DeleteToBeSureTests {

    /** Tokens that let their bearers in. */
    static final class Tokens {

        private final DynamoDbClient dynamoDb;

        Tokens(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void issue(String token, String user) {
            dynamoDb.putItem(put -> put.tableName("tokens").item(Map.of("token", fromS(token), "user", fromS(user))));
        }

        /** Says whether there was such a token. */
        boolean delete(String token) {
            return dynamoDb.deleteItem(delete -> delete.tableName("tokens")
                            .key(Map.of("token", fromS(token)))
                            .returnValues(ReturnValue.ALL_OLD))
                    .hasAttributes();
        }

        /** Leaves a mark that nobody is let in with. */
        void revoke(String token) {
            dynamoDb.putItem(
                    put -> put.tableName("tokens").item(Map.of("token", fromS(token), "revoked", fromBool(true))));
        }
    }

    private final Tokens us = new Tokens(US_EAST_1);
    private final Tokens eu = new Tokens(EU_WEST_1);

    /** LWW-8: a delete that finds nothing is no version. */
    @Test
    void aTokenOutlivesItsDeletion(Simulation simulation, SimulatedClock clock, SimulatedTable tokens) {
        eu.issue("t-1", "mallory");
        clock.advance(Duration.ofMillis(1));
        assertThat(us.delete("t-1")).isFalse();
        simulation.settle();

        assertThat(tokens)
                .item("t-1")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("token", "t-1", "user", "mallory"));
        for (Region region : tokens.regions()) {
            assertThat(changes(tokens, region)).containsExactly("INSERT {token: t-1, user: mallory}");
        }
    }

    /** One remedy: a token is deleted in the Region that issued it. */
    @Test
    void itIsGoneWhenDeletedWhereItWasIssued(Simulation simulation, SimulatedClock clock, SimulatedTable tokens) {
        Tokens calledFromVirginia = new Tokens(EU_WEST_1);

        eu.issue("t-1", "mallory");
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromVirginia.delete("t-1")).isTrue();
        simulation.settle();

        assertThat(tokens).item("t-1").hasConverged().in(US_EAST_1).isAbsent();
    }

    /** Another: a mark is written instead. It is a version, and the last one. */
    @Test
    void aMarkInItsPlaceWins(Simulation simulation, SimulatedClock clock, SimulatedTable tokens) {
        eu.issue("t-1", "mallory");
        clock.advance(Duration.ofMillis(1));
        us.revoke("t-1");
        simulation.settle();

        assertThat(tokens).item("t-1").hasConverged().in(EU_WEST_1).isEqualTo(Map.of("token", "t-1", "revoked", true));
    }
}
