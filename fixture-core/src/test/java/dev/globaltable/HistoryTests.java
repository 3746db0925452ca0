package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class HistoryTests {

    private static String run(long seed) {
        try (Simulation simulation = Simulation.builder()
                .globalTable(Caller.ITEMS.replicationDelay("near"))
                .seed(seed)
                .start()) {
            Caller us = new Caller(simulation, US_EAST_1);
            Caller eu = new Caller(simulation, EU_WEST_1);
            us.put("1", "name", "Ada \"quoted\" \u00e9\ud83d\ude00", "n", "1");
            eu.put("1", "name", "Grace");
            simulation.clock().advance(Duration.ofMillis(700));
            us.update("1", "ADD n :one", ":one", "1");
            simulation.network().isolate(EU_WEST_1);
            eu.delete("1");
            refused(us);
            simulation.clock().in(EU_WEST_1).setAhead(Duration.ofMillis(-3));
            simulation.network().heal();
            simulation.settle();
            return simulation.history().text();
        }
    }

    private static void refused(Caller caller) {
        try {
            caller.putIfAbsent("1", "name", "Hedy");
        } catch (DynamoDbException expected) {
            // The refusal belongs into the history.
        }
    }

    @Test
    void ofTheSameSeedAndTheSameCallsIsTheSameByteForByte() {
        assertThat(run(42)).isEqualTo(run(42));
    }

    @Test
    void ofAnotherSeedIsAnother() {
        assertThat(run(42)).isNotEqualTo(run(43));
    }

    @Test
    void isTheSameOnEveryMachineAndJdk() throws IOException {
        try (InputStream golden = HistoryTests.class.getResourceAsStream("history-of-seed-42.txt")) {
            assertThat(run(42)).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void tellsAnOperationBeforeItsEffects() {
        try (Simulation simulation =
                Simulation.builder().globalTable(Caller.ITEMS).start()) {
            new Caller(simulation, US_EAST_1).put("1", "name", "Ada");

            assertThat(simulation.history().events())
                    .extracting(event -> (Object) event.getClass())
                    .containsSubsequence(
                            HistoryEvent.Operation.class,
                            HistoryEvent.ItemWritten.class,
                            HistoryEvent.VersionSent.class);
        }
    }

    @Test
    void doesNotChangeOnceItIsTaken() {
        try (Simulation simulation =
                Simulation.builder().globalTable(Caller.ITEMS).start()) {
            History before = simulation.history();
            String text = before.text();
            new Caller(simulation, US_EAST_1).put("1", "name", "Ada");

            assertThat(before.text()).isEqualTo(text);
            assertThat(simulation.history().events())
                    .hasSizeGreaterThan(before.events().size());
        }
    }

    @Test
    void staysReadableWhenTheSimulationIsClosed() {
        Simulation simulation = Simulation.builder().globalTable(Caller.ITEMS).start();
        new Caller(simulation, US_EAST_1).put("1", "name", "Ada");
        simulation.close();

        assertThat(simulation.history().events(HistoryEvent.ItemWritten.class)).hasSize(1);
    }

    @Test
    void mayForgetItsOldestEventsButNotWhatTheyAmountTo() {
        try (Simulation simulation = Simulation.builder()
                .globalTable(Caller.ITEMS.replicationDelay("1s"))
                .keepEvents(10)
                .start()) {
            Caller us = new Caller(simulation, US_EAST_1);
            us.put("kept", "v", "1");
            new Caller(simulation, EU_WEST_1).put("kept", "v", "2");
            for (int write = 0; write < 50; write++) {
                us.put("busy", "v", Integer.toString(write));
            }
            int underWay = simulation.network().inFlight().size();
            History history = simulation.history();

            assertThat(history.events()).hasSizeBetween(10, 23);
            assertThat(history.forgotten() + history.events().size()).isEqualTo(2 + 52 * 3);
            assertThat(history.text())
                    .contains("\n(the first " + history.forgotten() + " events are no longer kept)\n");
            assertThat(simulation.table("items").inFlight()).hasSize(underWay).hasSize(52);
            simulation.settle();
            assertThat(simulation.table("items").hasConverged()).isTrue();
            assertThat(simulation.conflicts()).hasSize(1);
        }
    }

    @Test
    void keepsAtLeastOneEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.builder().keepEvents(0))
                .withMessage("A history keeps at least one event; found 0. Example: keepEvents(100_000).");
    }
}
