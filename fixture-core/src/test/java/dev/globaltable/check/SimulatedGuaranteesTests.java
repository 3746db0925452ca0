package dev.globaltable.check;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_2;
import static software.amazon.awssdk.regions.Region.US_WEST_2;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What simulated global tables keep and do not keep. */
class SimulatedGuaranteesTests {

    private static final GlobalTableDefinition VISITS = GlobalTableDefinition.named("visits")
            .partitionKey("page")
            .regions(US_EAST_1, EU_WEST_1)
            .replicationDelay("1s");

    /** A visitor, who calls whatever Region is near. */
    private record Visitor(Simulation simulation, String name) {

        private DynamoDbClient in(Region region) {
            return simulation.session(name).client(region);
        }

        private static Map<String, AttributeValue> key(String page) {
            return Map.of("page", AttributeValue.fromS(page));
        }

        void put(Region region, String page, String text) {
            in(region)
                    .putItem(put -> put.tableName("visits")
                            .item(Map.of("page", AttributeValue.fromS(page), "text", AttributeValue.fromS(text))));
        }

        void claim(Region region, String page) {
            in(region)
                    .putItem(put ->
                            put.tableName("visits").item(key(page)).conditionExpression("attribute_not_exists(page)"));
        }

        void count(Region region, String page) {
            in(region)
                    .updateItem(update -> update.tableName("visits")
                            .key(key(page))
                            .updateExpression("ADD visits :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
        }

        void get(Region region, String page) {
            in(region).getItem(get -> get.tableName("visits").key(key(page)));
        }

        void getStrongly(Region region, String page) {
            in(region).getItem(get -> get.tableName("visits").key(key(page)).consistentRead(true));
        }

        void delete(Region region, String page) {
            in(region).deleteItem(delete -> delete.tableName("visits").key(key(page)));
        }
    }

    private static TransactWriteItem put(String page) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("visits").item(Visitor.key(page)))
                .build();
    }

    private static TransactGetItem get(String page) {
        return TransactGetItem.builder()
                .get(get -> get.tableName("visits").key(Visitor.key(page)))
                .build();
    }

    @Nested
    class Eventually {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(VISITS).withoutReplay();

        private Visitor visitor(String name) {
            return new Visitor(checked.simulation(), name);
        }

        private Verdict.Result result(Check check) {
            return check.check(checked.simulation().history()).result();
        }

        private void keeps(Check... checks) {
            for (Check check : checks) {
                Verdict verdict = check.check(checked.simulation().history());
                assertThat(verdict.result())
                        .as("%s: %s", check, verdict.story())
                        .isEqualTo(Verdict.Result.VALID);
            }
        }

        private void breaks(Check... checks) {
            for (Check check : checks) {
                assertThat(result(check)).as(check.guarantee()).isEqualTo(Verdict.Result.VIOLATED);
            }
        }

        @Test
        void aVisitorWhoFailsOverDoesNotReadTheirWrites() {
            visitor("ada").put(US_EAST_1, "home", "hello");
            visitor("ada").get(EU_WEST_1, "home");

            breaks(Checks.readYourWrites(), Checks.pram(), Checks.causal(), Checks.boundedStaleness(Duration.ZERO));
            keeps(Checks.monotonicReads(), Checks.boundedStaleness(Duration.ofSeconds(1)));
        }

        @Test
        void aVisitorWhoWaitsForReplicationDoes() {
            visitor("ada").put(US_EAST_1, "home", "hello");
            checked.simulation().clock().advance(Duration.ofSeconds(1));
            visitor("ada").get(EU_WEST_1, "home");

            keeps(
                    Checks.readYourWrites(),
                    Checks.pram(),
                    Checks.causal(),
                    Checks.boundedStaleness(Duration.ZERO),
                    Checks.convergence());
        }

        @Test
        void aPartitionMakesReadsStalerThanReplicationTakes() {
            Simulation simulation = checked.simulation();
            simulation.network().isolate(EU_WEST_1);
            visitor("ada").put(US_EAST_1, "home", "hello");
            simulation.clock().advance(Duration.ofMinutes(1));
            visitor("bob").get(EU_WEST_1, "home");

            breaks(
                    Checks.boundedStaleness(Duration.ofSeconds(1)),
                    Checks.boundedStaleness(Duration.ofMinutes(1)),
                    Checks.convergence());
            keeps(Checks.boundedStaleness(Duration.ofSeconds(61)), Checks.causal());
        }

        @Test
        void aVisitorWhoMovesBetweenRegionsSeesAnItemComeAndGo() {
            visitor("ada").put(US_EAST_1, "home", "hello");
            visitor("bob").get(US_EAST_1, "home");
            visitor("bob").get(EU_WEST_1, "home");

            breaks(Checks.monotonicReads(), Checks.pram(), Checks.causal());
            keeps(Checks.readYourWrites(), Checks.monotonicWrites(), Checks.writesFollowReads());
        }

        @Test
        void anAnswerMayComeBeforeItsQuestion() {
            Simulation simulation = checked.simulation();
            simulation.network().pauseLink(US_EAST_1, EU_WEST_1);
            visitor("ada").put(US_EAST_1, "question", "why?");
            visitor("bob").get(US_EAST_1, "question");
            visitor("bob").put(EU_WEST_1, "answer", "because");
            visitor("eve").get(EU_WEST_1, "answer");
            visitor("eve").get(EU_WEST_1, "question");

            breaks(Checks.writesFollowReads(), Checks.causal());
            keeps(Checks.readYourWrites(), Checks.monotonicReads(), Checks.monotonicWrites(), Checks.pram());
        }

        @Test
        void countingInTwoRegionsLosesUpdates() {
            visitor("ada").count(US_EAST_1, "home");
            visitor("bob").count(EU_WEST_1, "home");
            checked.simulation().settle();

            breaks(Checks.noLostUpdates(), Checks.noDroppedWrites());
            keeps(Checks.convergence());
        }

        @Test
        void countingInOneRegionLosesNone() {
            visitor("ada").count(US_EAST_1, "home");
            visitor("bob").count(US_EAST_1, "home");
            checked.simulation().settle();
            visitor("ada").getStrongly(US_EAST_1, "home");

            keeps(
                    Checks.noLostUpdates(),
                    Checks.noDroppedWrites(),
                    Checks.linearizability(),
                    Checks.linearizability().blackBox());
        }

        @Test
        void ofTwoPutsInTwoRegionsOneIsDropped() {
            visitor("ada").put(US_EAST_1, "home", "hello");
            visitor("bob").put(EU_WEST_1, "home", "hallo");
            checked.simulation().settle();

            breaks(Checks.noDroppedWrites());
            keeps(Checks.noLostUpdates());
            assertThat(Checks.noDroppedWrites()
                            .check(checked.simulation().history())
                            .claim())
                    .isEqualTo("PutItem in eu-west-1 was acknowledged, and its version of visits/home was dropped by"
                            + " last-writer-wins.");
        }

        @Test
        void aNameCanBeClaimedInEachRegion() {
            visitor("ada").claim(US_EAST_1, "ada");
            visitor("bob").claim(EU_WEST_1, "ada");

            breaks(Checks.uniqueClaims(), Checks.noLostUpdates());
        }

        @Test
        void aNameThatWasGivenUpCanBeClaimedAgain() {
            visitor("ada").claim(US_EAST_1, "ada");
            try {
                visitor("bob").claim(US_EAST_1, "ada");
            } catch (ConditionalCheckFailedException taken) {
                visitor("ada").delete(US_EAST_1, "ada");
            }
            visitor("bob").claim(US_EAST_1, "ada");

            keeps(Checks.uniqueClaims(), Checks.noLostUpdates(), Checks.causal(), Checks.linearizability());
        }

        @Test
        void anItemThatExpiresIsDroppedByNobody() {
            Simulation simulation = checked.simulation();
            DynamoDbClient us = simulation.session("ada").client(US_EAST_1);
            us.updateTimeToLive(ttl -> ttl.tableName("visits")
                    .timeToLiveSpecification(on -> on.enabled(true).attributeName("until")));
            us.putItem(put -> put.tableName("visits")
                    .item(Map.of("page", AttributeValue.fromS("home"), "until", AttributeValue.fromN("1767225600"))));
            simulation.clock().advance(Duration.ofDays(5));
            visitor("ada").getStrongly(US_EAST_1, "home");
            simulation.settle();

            assertThat(Observations.of(simulation.history()).operations())
                    .extracting(Observation::operation)
                    .containsExactly("PutItem", "GetItem", "ExpireItem");
            keeps(
                    Checks.readYourWrites(),
                    Checks.causal(),
                    Checks.noDroppedWrites(),
                    Checks.linearizability(),
                    Checks.serializability(),
                    Checks.convergence());
        }

        @Test
        void aTableThatIsMadeAnewOwesNothingOfTheOldOne() {
            Simulation simulation = checked.simulation();
            visitor("ada").put(US_EAST_1, "home", "hello");
            simulation.clock().advance(Duration.ofDays(2));
            for (Region region : simulation.table("visits").regions()) {
                simulation.client(region).deleteTable(delete -> delete.tableName("visits"));
            }
            simulation.settle();
            simulation.createGlobalTable(VISITS);
            visitor("ada").get(US_EAST_1, "home");

            keeps(Checks.readYourWrites(), Checks.causal(), Checks.boundedStaleness(Duration.ZERO));
        }

        @Test
        void aTransactionIsTornInTheOtherRegion() {
            Simulation simulation = checked.simulation();
            simulation.client(US_EAST_1).transactWriteItems(write -> write.transactItems(put("debit"), put("credit")));
            simulation.network().deliver(simulation.network().inFlight().get(0));
            simulation.client(EU_WEST_1).transactGetItems(get -> get.transactItems(get("debit"), get("credit")));

            breaks(Checks.noFracturedReads());
            assertThat(Checks.noFracturedReads()
                            .check(Observations.of(simulation.history()).in(US_EAST_1))
                            .isValid())
                    .isTrue();
        }
    }

    @Nested
    class Strongly {

        @RegisterExtension
        final CheckedSimulation checked = CheckedSimulation.of(
                        VISITS.regions(US_EAST_1, US_EAST_2, US_WEST_2).consistency(MultiRegionConsistency.STRONG))
                .withoutReplay();

        private Visitor visitor(String name) {
            return new Visitor(checked.simulation(), name);
        }

        @Test
        void stronglyConsistentReadsAndCountersAreLinearizableEverywhere() {
            visitor("ada").count(US_EAST_1, "home");
            visitor("bob").getStrongly(US_EAST_2, "home");
            visitor("bob").count(US_WEST_2, "home");
            visitor("ada").getStrongly(US_EAST_1, "home");

            for (Check check : new Check[] {
                Checks.linearizability(),
                Checks.linearizability().blackBox(),
                Checks.noLostUpdates(),
                Checks.noDroppedWrites(),
                Checks.readYourWrites(),
                Checks.causal()
            }) {
                Verdict verdict = check.check(checked.simulation().history());
                assertThat(verdict.isValid())
                        .as("%s: %s", check, verdict.story())
                        .isTrue();
            }
        }

        @Test
        void eventuallyConsistentReadsMayStillBeStale() {
            visitor("ada").put(US_EAST_1, "home", "hello");
            visitor("ada").get(US_WEST_2, "home");

            assertThat(Checks.linearizability()
                            .check(checked.simulation().history())
                            .isValid())
                    .isTrue();
            assertThat(Checks.readYourWrites()
                            .check(checked.simulation().history())
                            .isViolated())
                    .isTrue();
        }
    }
}
