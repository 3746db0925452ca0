package dev.globaltable.check;

import static dev.globaltable.check.Observation.in;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Small histories by hand, by values alone. */
class SessionGuaranteesTests {

    private static final Item X = Item.of("items", "x");
    private static final Item Y = Item.of("items", "y");

    private static Observations history(Observation.Builder... operations) {
        Observations.Builder history = Observations.builder();
        for (Observation.Builder operation : operations) {
            history.add(operation);
        }
        return history.build();
    }

    private static Observation.Builder a() {
        return in(US_EAST_1).session("a");
    }

    private static Observation.Builder b() {
        return in(US_EAST_1).session("b");
    }

    @Nested
    class ReadYourWrites {

        @Test
        void aSessionThatDoesNotFindWhatItWroteContradictsThem() {
            Verdict verdict = Checks.readYourWrites()
                    .check(history(
                            in(US_EAST_1).session("cart").write(X, "Ada").at(Duration.ofSeconds(1)),
                            in(EU_WEST_1).session("cart").read(X, null).at(Duration.ofMillis(1500))));

            assertThat(verdict.result()).isEqualTo(Verdict.Result.VIOLATED);
            assertThat(verdict.claim())
                    .isEqualTo(
                            "GetItem in eu-west-1 read a version of items/x older than its session had written before.");
            assertThat(verdict.story()).isEqualTo("""
                    A: T1S cart PutItem in us-east-1, wrote items/x as Ada
                    B: T1.5S cart GetItem in eu-west-1, read items/x as nothing
                    A came before B, because session cart made them in this order;
                    yet B read an older version of items/x than A wrote.""");
        }

        @Test
        void anotherSessionMayMissIt() {
            assertThat(Checks.readYourWrites()
                            .check(history(a().write(X, "1"), b().read(X, null)))
                            .isValid())
                    .isTrue();
        }

        @Test
        void whatAnotherWroteLaterIsAsGood() {
            assertThat(Checks.readYourWrites()
                            .check(history(a().write(X, "1"), b().write(X, "2"), a().read(X, "2")))
                            .isValid())
                    .isTrue();
        }

        @Test
        void twoSessionsThatEachFindTheOthersWriteDisagreeAboutTheOrderOfVersions() {
            Verdict verdict = Checks.readYourWrites()
                    .check(history(a().write(X, "1"), b().write(X, "2"), a().read(X, "2"), b().read(X, "1")));

            assertThat(verdict.claim()).isEqualTo("2 operations disagree about the order of the versions of items/x.");
            assertThat(verdict.witness().orElseThrow().links())
                    .extracting(Witness.Link::relation)
                    .containsExactly(
                            Relation.SESSION_ORDER,
                            Relation.VERSION_ORDER,
                            Relation.SESSION_ORDER,
                            Relation.VERSION_ORDER);
        }

        @Test
        void aWriteThatFailedIsNotDue() {
            assertThat(Checks.readYourWrites()
                            .check(history(a().write(X, "1").failed(), a().read(X, null)))
                            .isValid())
                    .isTrue();
        }

        @Test
        void aWriteOfWhichNobodyKnowsIsNotDue() {
            assertThat(Checks.readYourWrites()
                            .check(history(a().write(X, "1").unknown(), a().read(X, null)))
                            .isValid())
                    .isTrue();
        }

        @Test
        void onlyTheNamedSessionIsLookedAt() {
            Observations history = history(a().write(X, "1"), a().read(X, null), b().read(X, "1"));

            assertThat(Checks.readYourWrites("a").check(history).isViolated()).isTrue();
            assertThat(Checks.readYourWrites("b").check(history).isValid()).isTrue();
        }

        @Test
        void isUndecidedWhereItCannotBeToldWhichWriteAReadShows() {
            Verdict verdict =
                    Checks.readYourWrites().check(history(a().write(X, "1"), b().write(X, "1"), a().read(X, "1")));

            assertThat(verdict.result()).isEqualTo(Verdict.Result.UNDECIDED);
            assertThat(verdict.undecided()).containsExactly("several writes of items/x left what operation 3 read");
        }

        @Test
        void isUndecidedWhenTheBudgetIsSpent() {
            Verdict verdict = Checks.readYourWrites()
                    .within(1)
                    .check(history(a().write(X, "1"), a().read(X, "1"), a().read(X, "1")));

            assertThat(verdict.result()).isEqualTo(Verdict.Result.UNDECIDED);
            assertThat(verdict.claim())
                    .isEqualTo(
                            "Whether the history has read your writes is undecided: the budget of 1 steps is spent.");
        }
    }

    @Nested
    class MonotonicReads {

        @Test
        void aSessionThatFindsTheItemGoneAgainContradictsThem() {
            Verdict verdict =
                    Checks.monotonicReads().check(history(a().write(X, "1"), b().read(X, "1"), b().read(X, null)));

            assertThat(verdict.claim())
                    .isEqualTo(
                            "GetItem in us-east-1 read a version of items/x older than its session had read before.");
            assertThat(verdict.witness().orElseThrow().contradiction().relation())
                    .isEqualTo(Relation.OLDER_READ);
        }

        @Test
        void twoReadersWhoSeeTwoWritesInDifferentOrderDisagree() {
            assertThat(Checks.monotonicReads()
                            .check(history(
                                    in(US_EAST_1).session("w1").write(X, "1"),
                                    in(US_EAST_1).session("w2").write(X, "2"),
                                    a().read(X, "1"),
                                    b().read(X, "2"),
                                    a().read(X, "2"),
                                    b().read(X, "1")))
                            .isViolated())
                    .isTrue();
        }
    }

    @Nested
    class MonotonicWrites {

        @Test
        void whoFindsTheLaterWriteFindsTheEarlierOneThere() {
            Observations history = history(a().write(X, "1"), a().write(Y, "2"), b().read(Y, "2"), b().read(X, null));

            assertThat(Checks.monotonicWrites().check(history).claim())
                    .isEqualTo(
                            "GetItem in us-east-1 read a version of items/x older than what was written before a write"
                                    + " that its session had seen.");
            assertThat(Checks.monotonicWrites().check(history).story()).isEqualTo("""
                    A: T0S a PutItem in us-east-1, wrote items/x as 1
                    B: T0S a PutItem in us-east-1, wrote items/y as 2
                    C: T0S b GetItem in us-east-1, read items/y as 2
                    D: T0S b GetItem in us-east-1, read items/x as nothing
                    A came before B, because session a made them in this order;
                    B came before C, because C read what B wrote of items/y;
                    C came before D, because session b made them in this order;
                    yet D read an older version of items/x than A wrote.""");
        }

        @Test
        void anotherRegionMayBeBehind() {
            Observations history = history(
                    a().write(X, "1"),
                    a().write(Y, "2"),
                    b().read(Y, "2"),
                    in(EU_WEST_1).session("b").read(X, null));

            assertThat(Checks.monotonicWrites().check(history).isValid()).isTrue();
            assertThat(Checks.pram().check(history).isViolated()).isTrue();
        }
    }

    @Nested
    class WritesFollowReads {

        @Test
        void whoFindsAnAnswerFindsTheQuestionThere() {
            Observations history = history(
                    a().write(X, "question"),
                    b().read(X, "question"),
                    b().write(Y, "answer"),
                    in(US_EAST_1).session("c").read(Y, "answer"),
                    in(US_EAST_1).session("c").read(X, null));

            assertThat(Checks.writesFollowReads().check(history).isViolated()).isTrue();
            assertThat(Checks.pram().check(history).isValid()).isTrue();
            assertThat(Checks.causal().check(history).isViolated()).isTrue();
        }
    }

    @Nested
    class Causal {

        @Test
        void aReadOfWhatIsWrittenLaterByWhoKnowsOfTheReadIsACircle() {
            Observations history = history(a().read(X, "1"), a().write(Y, "2"), b().read(Y, "2"), b().write(X, "1"));

            assertThat(Checks.causal().check(history).isViolated()).isTrue();
        }

        @Test
        void aReadOfWhatNobodyWroteIsOutOfThinAir() {
            assertThat(Checks.causal().check(history(a().read(X, "1"))).claim())
                    .isEqualTo("GetItem in us-east-1 read a version of items/x that nobody wrote.");
        }

        @Test
        void aReadOfWhatFailedIsNoBetter() {
            assertThat(Checks.causal()
                            .check(history(b().write(X, "1").failed(), a().read(X, "1")))
                            .claim())
                    .isEqualTo(
                            "GetItem in us-east-1 read a version of items/x that was never written: its author failed.");
        }

        @Test
        void twoReadersMustAgreeAboutTheOrderOfWritesThatHappenedApart() {
            Observations history = history(
                    in(US_EAST_1).session("w1").write(X, "1"),
                    in(US_EAST_1).session("w2").write(X, "2"),
                    a().read(X, "1"),
                    a().read(X, "2"),
                    b().read(X, "2"),
                    b().read(X, "1"));

            assertThat(Checks.causal().check(history).isViolated()).isTrue();
        }
    }
}
