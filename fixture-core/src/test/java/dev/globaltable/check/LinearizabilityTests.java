package dev.globaltable.check;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Small histories of one item by values alone; {@code op(from, to)} is called and answered at these seconds. */
class LinearizabilityTests {

    private static final Item X = Item.of("items", "x");

    private static Observation.Builder op(int from, int to) {
        return Observation.in(US_EAST_1).between(Duration.ofSeconds(from), Duration.ofSeconds(to));
    }

    private static Verdict check(Observation.Builder... operations) {
        Observations.Builder history = Observations.builder();
        for (Observation.Builder operation : operations) {
            history.add(operation);
        }
        return Checks.linearizability().check(history.build());
    }

    @Test
    void whatOverlapsMayHappenInEitherOrder() {
        assertThat(check(op(0, 9).write(X, "1"), op(1, 2).read(X, "1"), op(3, 4).read(X, "1"))
                        .isValid())
                .isTrue();
        assertThat(check(op(0, 9).write(X, "1"), op(1, 2).read(X, null), op(3, 4).read(X, "1"))
                        .isValid())
                .isTrue();
    }

    @Test
    void onceSeenAWriteHasHappened() {
        Verdict verdict = check(op(0, 9).write(X, "1"), op(1, 2).read(X, "1"), op(3, 4).read(X, null));

        assertThat(verdict.claim())
                .isEqualTo(
                        "The operations on items/x fit into no order in which each happens at one moment between call"
                                + " and answer.");
    }

    @Test
    void aReadComesNotBeforeItsWriteIsCalled() {
        assertThat(check(op(0, 1).read(X, "1"), op(2, 3).write(X, "1")).isViolated())
                .isTrue();
    }

    @Test
    void anAnswerAndACallAtOneInstantComeInEitherOrder() {
        assertThat(check(op(0, 1).write(X, "1"), op(1, 2).read(X, null)).isValid())
                .isTrue();
        assertThat(check(op(1, 1).write(X, "1"), op(1, 2).read(X, null)).isViolated())
                .isTrue();
    }

    @Test
    void aWriteOfWhichNobodyKnowsMayHappenAtAnyTimeOrNever() {
        assertThat(check(op(0, 1).write(X, "1").unknown(), op(5, 6).read(X, null), op(7, 8).read(X, "1"))
                        .isValid())
                .isTrue();
        assertThat(check(op(0, 1).write(X, "1").unknown(), op(5, 6).read(X, "1"), op(7, 8).read(X, null))
                        .isViolated())
                .isTrue();
    }

    @Test
    void anUpdateHappensAtOneMoment() {
        assertThat(check(
                                op(0, 1).write(X, "1"),
                                op(2, 9).read(X, "1").write(X, "2"),
                                op(2, 9).read(X, "1").write(X, "3"))
                        .isViolated())
                .isTrue();
        assertThat(check(
                                op(0, 1).write(X, "1"),
                                op(2, 9).read(X, "1").write(X, "3"),
                                op(3, 4).write(X, "2"),
                                op(5, 6).read(X, "2"),
                                op(7, 8).read(X, "1"))
                        .isViolated())
                .isTrue();
    }

    @Test
    void eventuallyConsistentReadsDoNotCount() {
        assertThat(check(op(0, 1).write(X, "1"), op(2, 3).eventually().read(X, null))
                        .isValid())
                .isTrue();
    }

    @Test
    void whereValuesRepeatAnOrderIsLookedFor() {
        assertThat(check(
                                op(0, 1).write(X, "on"),
                                op(2, 9).write(X, "off"),
                                op(2, 9).write(X, "on"),
                                op(3, 4).read(X, "off"),
                                op(5, 6).read(X, "on"))
                        .isValid())
                .isTrue();
        assertThat(check(
                                op(0, 1).write(X, "on"),
                                op(2, 3).write(X, "off"),
                                op(4, 5).write(X, "off"),
                                op(6, 7).read(X, "on"))
                        .isViolated())
                .isTrue();
    }

    @Test
    void aCounterCountsWhatWasAddedAndPerhapsWhatNobodyKnowsOf() {
        Observation.Increment one = new Observation.Increment(1);
        assertThat(check(op(0, 1).write(X, one), op(0, 1).write(X, one), op(2, 3).read(X, 2L))
                        .isValid())
                .isTrue();
        assertThat(check(op(0, 1).write(X, one), op(0, 1).write(X, one), op(2, 3).read(X, 1L))
                        .isViolated())
                .isTrue();
        assertThat(check(op(0, 1).write(X, one), op(0, 1).write(X, one).unknown(), op(2, 3).read(X, 1L))
                        .isValid())
                .isTrue();
    }

    @Test
    void isUndecidedWhenTheBudgetIsSpent() {
        Observations.Builder history = Observations.builder();
        for (int number = 0; number < 20; number++) {
            history.add(op(0, 9).write(X, "same"));
            history.add(op(0, 9).write(X, "other " + number));
        }
        history.add(op(10, 11).read(X, "never"));
        history.add(op(0, 9).write(X, "never").unknown());
        history.add(op(12, 13).read(X, "same"));

        assertThat(Checks.linearizability()
                        .within(10_000)
                        .check(history.build())
                        .result())
                .isEqualTo(Verdict.Result.UNDECIDED);
    }
}
