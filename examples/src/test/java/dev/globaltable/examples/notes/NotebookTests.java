package dev.globaltable.examples.notes;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Ann in Virginia and Ben in Ireland write in the same notes. Simulations are started by hand, without the extension. */
class NotebookTests {

    private static final DynamoDbClient VIRGINIA =
            DynamoDbClient.builder().region(US_EAST_1).build();
    private static final DynamoDbClient IRELAND =
            DynamoDbClient.builder().region(EU_WEST_1).build();

    private static Simulation regions() {
        return Simulation.builder()
                .globalTable(GlobalTableDefinition.named("notes")
                        .partitionKey("noteId")
                        .sortKey("part")
                        .replicationDelay("far"))
                .seed(42)
                .start();
    }

    private static void nextMoment(Simulation simulation) {
        simulation.clock().advance(Duration.ofMillis(10));
    }

    /** Ann and Ben each add a paragraph to the shopping list that both know. */
    private static void bothAddAParagraph(Simulation simulation, Notebook ann, Notebook ben) {
        ann.create("shopping");
        simulation.settle();
        ann.append("shopping", "Milk");
        nextMoment(simulation);
        ben.append("shopping", "Bread");
        simulation.settle();
    }

    /** Ann deletes the shopping list; Ben, who does not know that yet, adds to it. */
    private static void benAddsToWhatAnnDeletes(Simulation simulation, Notebook ann, Notebook ben) {
        ann.create("shopping");
        simulation.settle();
        ann.delete("shopping");
        nextMoment(simulation);
        ben.append("shopping", "Bread");
        simulation.settle();
    }

    /** Ireland is cut off for an hour, in which Ben writes in two notes and Ann in one of them. */
    private static void irelandIsCutOff(Simulation simulation, Notebook ann, Notebook ben) {
        ann.create("shopping");
        ann.create("travel");
        simulation.settle();
        simulation.network().isolate(EU_WEST_1);
        ben.append("shopping", "Bread");
        ben.append("travel", "Train to Galway");
        simulation.clock().advance(Duration.ofHours(1));
        ann.append("shopping", "Milk");
        simulation.network().heal();
        simulation.settle();
    }

    @Nested
    class WithWholeNotes {

        private Notebook ann(Simulation simulation) {
            return new WholeNotes(VIRGINIA, new EditIds(simulation.clock(), "us-1"));
        }

        private Notebook ben(Simulation simulation) {
            return new WholeNotes(IRELAND, new EditIds(simulation.clock(), "eu-1"));
        }

        /** LWW-1. */
        @Test
        void ofTwoParagraphsWrittenAtOnceTheEarlierIsLost() {
            try (Simulation simulation = regions()) {
                Notebook ann = ann(simulation);
                bothAddAParagraph(simulation, ann, ben(simulation));

                assertThat(ann.read("shopping")).hasValue(new Note("shopping", List.of("Bread")));
                assertThat(simulation.table("notes"))
                        .conflicts()
                        .singleElement()
                        .wonBy(EU_WEST_1)
                        .lostBy(US_EAST_1)
                        .wasDecidedByTimestamp();
            }
        }

        /** LWW-9. */
        @Test
        void aParagraphBringsADeletedNoteBack() {
            try (Simulation simulation = regions()) {
                Notebook ann = ann(simulation);
                benAddsToWhatAnnDeletes(simulation, ann, ben(simulation));

                assertThat(ann.read("shopping")).hasValue(new Note("shopping", List.of("Bread")));
                assertThat(simulation).conflicts().singleElement().lostADelete();
            }
        }

        /** ISO-3. */
        @Test
        void aRegionThatWasCutOffLosesWhatItWroteInANoteThatOthersWroteInLater() {
            try (Simulation simulation = regions()) {
                Notebook ann = ann(simulation);
                irelandIsCutOff(simulation, ann, ben(simulation));

                assertThat(ann.read("travel")).hasValue(new Note("travel", List.of("Train to Galway")));
                assertThat(ann.read("shopping")).hasValue(new Note("shopping", List.of("Milk")));
            }
        }
    }

    @Nested
    class WithAnEditLog {

        private EditLog ann(Simulation simulation) {
            return new EditLog(VIRGINIA, new EditIds(simulation.clock(), "us-1"));
        }

        private EditLog ben(Simulation simulation) {
            return new EditLog(IRELAND, new EditIds(simulation.clock(), "eu-1"));
        }

        @Test
        void bothParagraphsAreKeptInTheSameOrderEverywhere() {
            try (Simulation simulation = regions()) {
                EditLog ann = ann(simulation);
                EditLog ben = ben(simulation);
                bothAddAParagraph(simulation, ann, ben);

                Note both = new Note("shopping", List.of("Milk", "Bread"));
                assertThat(ann.read("shopping")).hasValue(both);
                assertThat(ben.read("shopping")).hasValue(both);
                assertThat(simulation.table("notes")).conflicts().isEmpty();
            }
        }

        @Test
        void aDeletedNoteStaysDeletedAndCanBeRestoredWithAllThatWasWritten() {
            try (Simulation simulation = regions()) {
                EditLog ann = ann(simulation);
                EditLog ben = ben(simulation);
                benAddsToWhatAnnDeletes(simulation, ann, ben);

                assertThat(ann.read("shopping")).isEmpty();
                assertThat(ben.read("shopping")).isEmpty();
                assertThatThrownBy(() -> ben.append("shopping", "Butter"))
                        .isInstanceOf(NoSuchNoteException.class)
                        .hasMessage("There is no note shopping");

                ann.restore("shopping");
                assertThat(ann.read("shopping")).hasValue(new Note("shopping", List.of("Bread")));
            }
        }

        /** ISO-2. */
        @Test
        void aRegionThatWasCutOffCatchesUpAndLosesNothing() {
            try (Simulation simulation = regions()) {
                EditLog ann = ann(simulation);
                EditLog ben = ben(simulation);
                irelandIsCutOff(simulation, ann, ben);

                Note shopping = new Note("shopping", List.of("Bread", "Milk"));
                assertThat(ann.read("shopping")).hasValue(shopping);
                assertThat(ben.read("shopping")).hasValue(shopping);
                assertThat(ann.read("travel")).hasValue(new Note("travel", List.of("Train to Galway")));
                assertThat(simulation.table("notes")).hasConverged();
            }
        }

        @Test
        void ofTwoTextsForOneParagraphTheLaterStands() {
            try (Simulation simulation = regions()) {
                EditLog ann = ann(simulation);
                EditLog ben = ben(simulation);
                ann.create("shopping");
                String first = ann.append("shopping", "Milk");
                simulation.settle();
                ann.revise("shopping", first, "Oat milk");
                nextMoment(simulation);
                ben.revise("shopping", first, "Two pints of milk");
                simulation.settle();

                assertThat(ann.read("shopping")).hasValue(new Note("shopping", List.of("Two pints of milk")));
            }
        }
    }
}
