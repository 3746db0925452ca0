package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent.StrayWrite;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** AWS's three write modes: declared on the table, and every write that breaks one is told. */
class WriteModeTests {

    private static Simulation start(WriteMode mode) {
        return Simulation.builder()
                .globalTable(Caller.ITEMS
                        .regions(US_EAST_1, EU_WEST_1)
                        .writeMode(mode)
                        .replicationDelay("1s"))
                .start();
    }

    @Nested
    class WriteToAnyRegion {

        @Test
        void isWhatATableIsDeclaredAsByDefaultAndNoWriteBreaksIt() {
            try (Simulation simulation = Simulation.builder()
                    .globalTable(Caller.ITEMS.regions(US_EAST_1, EU_WEST_1))
                    .start()) {
                new Caller(simulation, EU_WEST_1).put("1");
                new Caller(simulation, US_EAST_1).put("1", "a", "b");

                assertThat(simulation.table("items").definition().writeMode()).hasToString("write to any Region");
                assertThat(simulation.table("items").strayWrites()).isEmpty();
            }
        }
    }

    @Nested
    class WriteToOneRegion {

        @Test
        void tellsWritesInOtherRegionsWithTheCallAndWhereItWasMade() {
            try (Simulation simulation = start(WriteMode.oneRegion(US_EAST_1))) {
                new Caller(simulation, US_EAST_1).put("1");
                new Caller(simulation, EU_WEST_1).put("2", "name", "Ada");
                simulation.settle();

                assertThat(simulation.table("items").strayWrites())
                        .extracting(
                                StrayWrite::region,
                                StrayWrite::expected,
                                write -> write.key().toString(),
                                StrayWrite::operation)
                        .containsExactly(tuple(EU_WEST_1, US_EAST_1, "2", "PutItem"));
                StrayWrite stray = simulation.table("items").strayWrites().get(0);
                assertThat(stray.caller().orElseThrow().getMethodName()).isEqualTo("put");
                assertThat(stray.caller().orElseThrow().getClassName()).isEqualTo(Caller.class.getName());
                assertThat(simulation.history().text())
                        .contains("0.000000 eu-west-1 stray write of items/2 by PutItem, expected in us-east-1");
            }
        }

        @Test
        void namesTheLineOfTheApplicationWhateverClientItHolds() {
            try (Simulation simulation = start(WriteMode.oneRegion(US_EAST_1))) {
                save(simulation.client(EU_WEST_1), "1");
                save(simulation.dax(EU_WEST_1).client(), "2");

                assertThat(simulation.table("items").strayWrites())
                        .extracting(write -> write.caller().orElseThrow().getMethodName())
                        .containsExactly("save", "save");
            }
        }

        private static void save(DynamoDbClient client, String id) {
            client.putItem(put -> put.tableName("items").item(Caller.item(id)));
        }

        @Test
        void doesNotCountWhatIsReadNorWhatChangesNothing() { // LWW-7, LWW-8
            try (Simulation simulation = start(WriteMode.oneRegion(US_EAST_1))) {
                new Caller(simulation, US_EAST_1).put("1", "a", "b");
                simulation.settle();
                new Caller(simulation, EU_WEST_1).get("1");
                new Caller(simulation, EU_WEST_1).put("1", "a", "b");
                new Caller(simulation, EU_WEST_1).delete("2");

                assertThat(simulation.table("items").strayWrites()).isEmpty();
            }
        }

        @Test
        void goesOverToARegionThatIsPromoted() {
            try (Simulation simulation = start(WriteMode.oneRegion(US_EAST_1))) {
                simulation.network().isolate(US_EAST_1);
                simulation.table("items").promote(EU_WEST_1);
                new Caller(simulation, EU_WEST_1).put("1");
                new Caller(simulation, US_EAST_1).put("2");

                assertThat(simulation.table("items").strayWrites())
                        .extracting(StrayWrite::region, StrayWrite::expected)
                        .containsExactly(tuple(US_EAST_1, EU_WEST_1));
                assertThat(simulation.history().text()).contains("0.000000 eu-west-1 promoted to write items");
            }
        }

        @Test
        void canOnlyGoOverToARegionWithAReplica() {
            try (Simulation simulation = start(WriteMode.oneRegion(US_EAST_1))) {
                assertThatThrownBy(() -> simulation.table("items").promote(AP_NORTHEAST_1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The table \"items\" has no replica in ap-northeast-1; there are replicas in"
                                + " [us-east-1, eu-west-1]. Name one of these.");
            }
        }

        @Test
        void aloneHasARegionToPromote() {
            try (Simulation simulation = start(WriteMode.anyRegion())) {
                assertThatThrownBy(() -> simulation.table("items").promote(EU_WEST_1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("No Region of the table \"items\" can be promoted: its write mode is \"write to any"
                                + " Region\". Declare writeMode(WriteMode.oneRegion(..)) for a table that one Region"
                                + " writes.");
            }
        }
    }

    @Nested
    class WriteToYourRegion {

        private final WriteMode byAttribute =
                WriteMode.ownRegion(item -> Region.of(item.get("home").s()));

        @Test
        void tellsWritesOfItemsWhoseHomeIsElsewhere() {
            try (Simulation simulation = start(byAttribute)) {
                new Caller(simulation, US_EAST_1).put("1", "home", "us-east-1");
                new Caller(simulation, US_EAST_1).put("2", "home", "eu-west-1");

                assertThat(simulation.table("items").strayWrites())
                        .extracting(write -> write.key().toString(), StrayWrite::expected)
                        .containsExactly(tuple("2", EU_WEST_1));
            }
        }

        @Test
        void asksTheItemAsItWasWhenItIsDeleted() {
            try (Simulation simulation = start(byAttribute)) {
                new Caller(simulation, EU_WEST_1).put("1", "home", "eu-west-1");
                simulation.settle();
                new Caller(simulation, US_EAST_1).delete("1");

                assertThat(simulation.table("items").strayWrites())
                        .extracting(StrayWrite::operation, StrayWrite::expected)
                        .containsExactly(tuple("DeleteItem", EU_WEST_1));
            }
        }
    }
}
