package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.assertj.Profiles.EU;
import static dev.globaltable.assertj.Profiles.US;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConflictAssertTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Profiles profiles = new Profiles();

    @AfterEach
    void close() {
        profiles.close();
    }

    private ConflictAssert conflict() {
        return assertThat(profiles.table).conflicts().singleElement();
    }

    @Test
    void aConflictNamesWhoWonAndWhatWasLost() {
        profiles.conflict();

        conflict()
                .wonBy(EU)
                .lostBy(US)
                .onItem("42")
                .hasLostImage(Map.of("userId", "42", "name", "Ada"))
                .hasWinningImage(Map.of("userId", "42", "name", "Grace"))
                .hasLoserStamp(START)
                .hasWinnerStamp(START.plusMillis(5))
                .wasDecidedByTimestamp()
                .wasDetectedIn(EU)
                .lostItem()
                .containsEntry("name", AttributeValue.fromS("Ada"));
    }

    @TestFactory
    Stream<DynamicTest> failuresShowBothVersions() {
        profiles.conflict();
        return Stream.of(
                fails("be won by us-east-1, but eu-west-1 won", conflict -> conflict.wonBy(US)),
                fails("be lost by eu-west-1, but us-east-1 lost", conflict -> conflict.lostBy(EU)),
                fails("be over item profiles/43, but it is over profiles/42", conflict -> conflict.onItem("43")),
                fails(
                        "lose {userId: \"42\"}, but that version is {name: \"Ada\", userId: \"42\"}",
                        conflict -> conflict.hasLostImage(Map.of("userId", "42"))),
                fails(
                        "keep {userId: \"42\"}, but that version is {name: \"Grace\", userId: \"42\"}",
                        conflict -> conflict.hasWinningImage(Map.of("userId", "42"))),
                fails(
                        "be stamped 2026-01-01T00:00:00Z by the winner, but found 2026-01-01T00:00:00.005Z",
                        conflict -> conflict.hasWinnerStamp(START)),
                fails(
                        "be stamped 2026-01-01T00:00:01Z by the loser, but found 2026-01-01T00:00:00Z",
                        conflict -> conflict.hasLoserStamp(START.plusSeconds(1))),
                fails("be decided by tie-break, but the timestamps differ", ConflictAssert::wasDecidedByTieBreak),
                fails(
                        "be detected in us-east-1, but it was detected in eu-west-1",
                        conflict -> conflict.wasDetectedIn(US)),
                fails("lose a delete, but it lost {name: \"Ada\", userId: \"42\"}", ConflictAssert::lostADelete),
                fails("be won by a delete, but {name: \"Grace\", userId: \"42\"} won", ConflictAssert::wonByADelete));
    }

    private DynamicTest fails(String sentence, Consumer<ConflictAssert> assertion) {
        return DynamicTest.dynamicTest(
                sentence,
                () -> assertThatThrownBy(() -> assertion.accept(conflict())).hasMessage("""
                                Expected the conflict over item profiles/42 to %s.

                                        Region     Item                           Version
                                  won   eu-west-1  {name: "Grace", userId: "42"}  0.005000@eu-west-1#1
                                  lost  us-east-1  {name: "Ada", userId: "42"}    0.000000@us-east-1#1
                                They met in eu-west-1 at 0.800000.
                                Virtual time 0.805000 s, seed 4711 (replay: -Dglobaltable.seed=4711).""".formatted(sentence)));
    }

    @Test
    void writesAtTheSameInstantAreDecidedByTieBreak() {
        profiles.put(US, "42", "Ada");
        profiles.put(EU, "42", "Grace");
        profiles.simulation.settle();

        conflict().wasDecidedByTieBreak().wonBy(US);
        assertThatThrownBy(() -> conflict().wasDecidedByTimestamp())
                .hasMessageStartingWith(
                        "Expected the conflict over item profiles/42 to be decided by timestamp, but both"
                                + " timestamps are the same.\n");
    }

    @Test
    void aDeleteCanLoseAndWin() {
        profiles.put(US, "42", "Ada");
        profiles.simulation.settle();
        profiles.delete(US, "42");
        profiles.advanceMillis(5);
        profiles.put(EU, "42", "Grace");
        profiles.simulation.settle();
        conflict().lostADelete();
        assertThatThrownBy(() -> conflict().lostItem())
                .hasMessageStartingWith(
                        "Expected the conflict over item profiles/42 to lose an item, but it lost a delete.\n");

        profiles.put(US, "42", "Ada");
        profiles.advanceMillis(5);
        profiles.delete(EU, "42");
        profiles.simulation.settle();
        assertThat(profiles.table).conflicts().hasSize(2).element(1).wonByADelete();
    }

    @Test
    void aConflictByItselfIsShownWithAbsoluteTimes() {
        profiles.conflict();

        assertThatThrownBy(
                        () -> assertThat(profiles.simulation.conflicts().get(0)).wonBy(US))
                .hasMessage("""
                        Expected the conflict over item profiles/42 to be won by us-east-1, but eu-west-1 won.

                                Region     Item                           Version
                          won   eu-west-1  {name: "Grace", userId: "42"}  2026-01-01T00:00:00.005Z
                          lost  us-east-1  {name: "Ada", userId: "42"}    2026-01-01T00:00:00Z
                        They met in eu-west-1 at 2026-01-01T00:00:00.800Z.""");
    }

    @Test
    void conflictsAreCounted() {
        assertThat(profiles.table).conflicts().isEmpty();

        profiles.conflict();
        assertThat(profiles.table).conflicts().isNotEmpty().hasSize(1).first().onItem("42");
        assertThat(profiles.table).item("42").conflicts().hasSize(1);
        assertThat(profiles.table).conflicts().onItem("42").hasSize(1);
        assertThat(profiles.table).conflicts().onItem("43").isEmpty();
        assertThat(profiles.simulation).conflicts().hasSize(1);
    }

    @Test
    void anotherNumberOfConflictsFailsWithAllOfThem() {
        profiles.conflict();
        profiles.put(US, "43", "Edsger");

        assertThatThrownBy(() -> assertThat(profiles.table).conflicts().isEmpty())
                .hasMessage("""
                        Expected no conflict in table profiles, but found 1.

                        Conflicts: 1.
                          profiles/42: 0.005000@eu-west-1#1 won over 0.000000@us-east-1#1, lost {name: "Ada", userId: "42"}
                        In flight: 1 version.
                          #3 profiles/43 us-east-1 -> eu-west-1 0.805000@us-east-1#2, due 1.605000 (in 0.800000 s)
                        Virtual time 0.805000 s, seed 4711 (replay: -Dglobaltable.seed=4711).""");
    }

    @Test
    void noConflictFailsWithWhatMayStillBecomeOne() {
        profiles.put(US, "42", "Ada");

        assertThatThrownBy(() -> assertThat(profiles.simulation).conflicts().singleElement())
                .hasMessage("""
                        Expected 1 conflict in the simulation, but found 0.

                        Conflicts: none.
                        In flight: 1 version.
                          #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.800000 s)
                        Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).""");
    }

    @Test
    void theConflictsOfAllTablesCannotBeSearchedByAKeyAlone() {
        assertThatThrownBy(() -> assertThat(profiles.simulation).conflicts().onItem("42"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("These are the conflicts of all tables, so a key alone names no item. Start at the table:"
                        + " assertThat(simulation).table(\"profiles\").conflicts().onItem(..).");
    }
}
