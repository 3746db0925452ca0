package dev.globaltable.examples.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_2;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency.STRONG;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Network;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Scenarios 38 to 42. The same services on tables with multi-Region strong consistency. */
class StrongConsistencyTests {

    /** Scenario 38. */
    @Nested
    class Increments {

        private static Simulation regions(Duration acknowledgement) {
            return Simulation.builder()
                    .globalTable(GlobalTableDefinition.named("visits")
                            .partitionKey("page")
                            .regions(US_EAST_1, EU_WEST_1, EU_WEST_2)
                            .consistency(STRONG)
                            .acknowledgementDelay(acknowledgement))
                    .start();
        }

        /** STRONG-11: every update starts from the newest item. */
        @Test
        void areAllCounted() {
            LostIncrementsTests.VisitCounter us = new LostIncrementsTests.VisitCounter(US_EAST_1);
            LostIncrementsTests.VisitCounter eu = new LostIncrementsTests.VisitCounter(EU_WEST_1);
            try (Simulation simulation = regions(Duration.ZERO)) {
                us.add("home", 10);
                assertThat(us.add("home", 1)).isEqualTo(11);
                assertThat(eu.add("home", 5)).isEqualTo(16);
                assertThat(simulation.conflicts()).isEmpty();
            }
        }

        /** STRONG-13, STRONG-14: the other Region's write is not acknowledged yet; the SDK tries again and says nothing. */
        @Test
        void thatMeetAreTriedAgainByTheSdk() {
            LostIncrementsTests.VisitCounter us = new LostIncrementsTests.VisitCounter(US_EAST_1);
            LostIncrementsTests.VisitCounter eu = new LostIncrementsTests.VisitCounter(EU_WEST_1);
            try (Simulation simulation = regions(Duration.ofMillis(70))) {
                us.add("home", 10);
                simulation.settle();
                assertThat(us.add("home", 1)).isEqualTo(11);
                assertThat(eu.add("home", 5)).isEqualTo(16);
            }
        }

        /** STRONG-13, STRONG-14: without retries the application sees the conflict. Nothing was written. */
        @Test
        void thatMeetFailWhereNobodyTriesAgain() {
            LostIncrementsTests.VisitCounter us = new LostIncrementsTests.VisitCounter(US_EAST_1);
            try (Simulation simulation = regions(Duration.ofMillis(70));
                    DynamoDbClient impatient = DynamoDbClient.builder()
                            .region(EU_WEST_1)
                            .overrideConfiguration(
                                    configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                            .build()) {
                us.add("home", 10);
                simulation.settle();
                assertThat(us.add("home", 1)).isEqualTo(11);

                assertThatThrownBy(() -> impatient.updateItem(update -> update.tableName("visits")
                                .key(Map.of("page", fromS("home")))
                                .updateExpression("ADD visits :visits")
                                .expressionAttributeValues(Map.of(":visits", fromN("5")))
                                .returnValues(ReturnValue.UPDATED_NEW)))
                        .isInstanceOf(ReplicatedWriteConflictException.class);
                simulation.settle();
                assertThat(us.add("home", 5)).isEqualTo(16);
            }
        }
    }

    /** Scenario 39: STRONG-11, STRONG-16. What was the remedy before, one Region that decides, is the table's own now. */
    @Nested
    class Conditions {

        @Test
        @GlobalTable(
                name = "usernames",
                partitionKey = "name",
                regions = {"us-east-1", "eu-west-1", "eu-west-2"},
                consistency = STRONG)
        void giveANameToOneUser() {
            assertThat(new DuplicateUsernamesTests.Usernames(US_EAST_1).claim("eve", "user-1"))
                    .isTrue();
            assertThat(new DuplicateUsernamesTests.Usernames(EU_WEST_1).claim("eve", "user-2"))
                    .isFalse();
        }

        @Test
        @GlobalTable(
                name = "payments",
                partitionKey = "key",
                regions = {"us-east-1", "eu-west-1", "eu-west-2"},
                consistency = STRONG)
        void chargeACardOnce() {
            List<String> charges = new ArrayList<>();
            assertThat(new RepeatedSideEffectTests.Payments(US_EAST_1, "virginia", charges::add).pay("order-1"))
                    .isTrue();
            assertThat(new RepeatedSideEffectTests.Payments(EU_WEST_1, "ireland", charges::add).pay("order-1"))
                    .isFalse();
            assertThat(charges).containsExactly("order-1");
        }

        @Test
        @GlobalTable(
                name = "locks",
                partitionKey = "id",
                regions = {"us-east-1", "eu-west-1", "eu-west-2"},
                consistency = STRONG)
        void letOneClientHoldALockAndFenceIt() {
            LockClient virginia = new LockClient(US_EAST_1, "virginia");
            LockClient ireland = new LockClient(EU_WEST_1, "ireland");

            assertThat(virginia.acquire("report")).isTrue();
            assertThat(ireland.acquire("report")).isFalse();
            assertThat(ireland.release("report")).isFalse();
            assertThat(virginia.fencingToken("report")).isEqualTo(1);
            assertThat(virginia.release("report")).isTrue();
            assertThat(ireland.acquire("report")).isTrue();
            assertThat(ireland.fencingToken("report")).isEqualTo(2);
        }
    }

    /** Notes, read with {@code ConsistentRead} or not. */
    private static final class Notes {

        private final DynamoDbClient dynamoDb;

        Notes(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void write(String note, String text) {
            dynamoDb.putItem(put -> put.tableName("notes").item(Map.of("note", fromS(note), "text", fromS(text))));
        }

        Optional<String> read(String note) {
            return read(note, true);
        }

        Optional<String> glance(String note) {
            return read(note, false);
        }

        private Optional<String> read(String note, boolean strongly) {
            return Optional.ofNullable(dynamoDb.getItem(get -> get.tableName("notes")
                                    .key(Map.of("note", fromS(note)))
                                    .consistentRead(strongly))
                            .item()
                            .get("text"))
                    .map(AttributeValue::s);
        }
    }

    /** Scenarios 40 and 42. */
    @Nested
    @GlobalTable(
            name = "notes",
            partitionKey = "note",
            regions = {"us-east-1", "eu-west-1", "eu-west-2"},
            consistency = STRONG)
    class ReadsAndOutages {

        private final Notes us = new Notes(US_EAST_1);
        private final Notes ireland = new Notes(EU_WEST_1);
        private final Notes london = new Notes(EU_WEST_2);

        @BeforeEach
        void allRegionsKnowANote(Simulation simulation) {
            us.write("shopping", "Milk");
            simulation.settle();
        }

        /** Scenario 40: STRONG-11, STRONG-12. */
        @Test
        void aStrongReadSeesTheWriteOfAnotherRegionAndAnotherReadMayNot(Simulation simulation) {
            us.write("shopping", "Milk, bread");

            assertThat(ireland.glance("shopping")).hasValue("Milk");
            assertThat(ireland.read("shopping")).hasValue("Milk, bread");
        }

        /** Scenario 42: STRONG-18. */
        @Test
        void aRegionThatIsCutOffCanOnlyShowWhatItHas(Simulation simulation, Network network, SimulatedTable notes) {
            network.isolate(US_EAST_1);

            assertThatThrownBy(() -> us.write("shopping", "Eggs")).isInstanceOf(InternalServerErrorException.class);
            assertThatThrownBy(() -> us.read("shopping")).isInstanceOf(InternalServerErrorException.class);
            assertThat(us.glance("shopping")).hasValue("Milk");

            ireland.write("shopping", "Milk, bread");
            assertThat(london.read("shopping")).hasValue("Milk, bread");

            network.heal();
            assertThat(us.read("shopping")).hasValue("Milk, bread");
            us.write("shopping", "Milk, bread, eggs");
            simulation.settle();
            assertThat(london.glance("shopping")).hasValue("Milk, bread, eggs");
            assertThat(notes.hasConverged()).isTrue();
        }

        /** Scenario 42: STRONG-18. A majority of one is none. */
        @Test
        void theLastOfThreeCanOnlyShowWhatItHas(Network network) {
            network.isolate(US_EAST_1);
            network.isolate(EU_WEST_2);

            assertThatThrownBy(() -> ireland.write("shopping", "Eggs"))
                    .isInstanceOf(InternalServerErrorException.class);
            assertThatThrownBy(() -> ireland.read("shopping")).isInstanceOf(InternalServerErrorException.class);
            assertThat(ireland.glance("shopping")).hasValue("Milk");
        }
    }

    /** Scenario 41: STRONG-17. The text is the fixture's; AWS has published none. */
    @Test
    @GlobalTable(
            name = "accounts",
            partitionKey = "account",
            regions = {"us-east-1", "eu-west-1", "eu-west-2"},
            consistency = STRONG)
    void transactionsAreRefused() {
        Accounts us = new Accounts(US_EAST_1);
        us.open("ann", 100);
        us.open("bob", 50);

        assertThatThrownBy(() -> us.transfer("ann", "bob", 30))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(
                        "Transactions are not supported on global tables with MultiRegionConsistency set to STRONG.");
        assertThatThrownBy(() -> us.total("ann", "bob")).isInstanceOf(DynamoDbException.class);
    }
}
