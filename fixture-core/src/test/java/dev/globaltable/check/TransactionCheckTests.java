package dev.globaltable.check;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.item.Version;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Adya's anomalies by name, each in the smallest history that has it. */
class TransactionCheckTests {

    private static final Item X = Item.of("accounts", "x");
    private static final Item Y = Item.of("accounts", "y");
    private static final Item Z = Item.of("accounts", "z");

    private static Observation.Builder transaction() {
        return Observation.in(US_EAST_1).transactional();
    }

    private static Version version(int number) {
        return new Version(number, US_EAST_1, number);
    }

    private static Observations history(Observation.Builder... operations) {
        Observations.Builder history = Observations.builder();
        for (Observation.Builder operation : operations) {
            history.add(operation);
        }
        return history.build();
    }

    private static String serializability(Observations history) {
        return Checks.serializability().check(history).claim();
    }

    private static String snapshotIsolation(Observations history) {
        return Checks.snapshotIsolation().check(history).claim();
    }

    @Nested
    class Dirty {

        @Test
        void g1aIsAReadOfWhatFailed() {
            Observations history =
                    history(transaction().write(X, "1").failed(), transaction().read(X, "1"));

            assertThat(serializability(history))
                    .isEqualTo(
                            "G1a: TransactGetItems in us-east-1 read a version of accounts/x that was never committed.");
            assertThat(snapshotIsolation(history)).startsWith("G1a: ");
        }

        @Test
        void g1bIsAReadOfWhatItsAuthorWroteAgain() {
            Observations history = history(
                    transaction().write(X, "1").write(X, "2"), transaction().read(X, "1"));

            assertThat(serializability(history)).startsWith("G1b: ");
            assertThat(snapshotIsolation(history)).startsWith("G1b: ");
        }
    }

    @Nested
    class Circles {

        @Test
        void g0IsACircleOfWrites() {
            Observations history = history(
                    transaction().write(X, "1", version(1), null).write(Y, "2", version(4), version(3)),
                    transaction().write(X, "2", version(2), version(1)).write(Y, "1", version(3), null));

            assertThat(serializability(history))
                    .isEqualTo("G0: 2 transactions depend on each other in a circle, all of them write dependencies.");
            assertThat(snapshotIsolation(history)).startsWith("G0: ");
        }

        @Test
        void g1cIsACircleOfReadsAndWrites() {
            Observations history = history(
                    transaction().write(X, "1").read(Y, "1"),
                    transaction().write(Y, "1").read(X, "1"));

            assertThat(serializability(history))
                    .isEqualTo(
                            "G1c: 2 transactions depend on each other in a circle, none of them an anti-dependency.");
            assertThat(snapshotIsolation(history)).startsWith("G1c: ");
        }

        @Test
        void gSingleIsReadSkew() {
            Observations history = history(
                    transaction().write(X, "1").write(Y, "1"),
                    transaction().read(X, "1").read(Y, null));

            assertThat(serializability(history))
                    .isEqualTo(
                            "G-single: 2 transactions depend on each other in a circle, one of them an anti-dependency.");
            assertThat(snapshotIsolation(history)).startsWith("G-single: ");
        }

        @Test
        void gSingleIsALostUpdateToo() {
            Observations history = history(
                    transaction().write(X, "1", version(1), null),
                    transaction().read(X, "1", version(1)).write(X, "2", version(2), version(1)),
                    transaction().read(X, "1", version(1)).write(X, "3", version(3), version(1)));

            assertThat(serializability(history)).startsWith("G-single: ");
            assertThat(snapshotIsolation(history)).startsWith("G-single: ");
        }

        @Test
        void g2ItemIsWriteSkewWhichSnapshotIsolationAllows() {
            Observations history = history(
                    transaction().read(X, null).read(Y, null).write(X, "1", version(1), null),
                    transaction().read(X, null).read(Y, null).write(Y, "2", version(2), null));

            assertThat(serializability(history))
                    .isEqualTo(
                            "G2-item: 2 transactions depend on each other in a circle, some of them anti-dependencies.");
            assertThat(Checks.snapshotIsolation().check(history).isValid()).isTrue();
        }

        @Test
        void theLongForkIsACircleWithoutTwoAntiDependenciesInARow() {
            Observations history = history(
                    transaction().write(X, "1", version(1), null),
                    transaction().write(Y, "1", version(2), null),
                    transaction().read(X, "1", version(1)).read(Y, null),
                    transaction().read(X, null).read(Y, "1", version(2)));

            assertThat(serializability(history))
                    .isEqualTo("G-nonadjacent: 4 transactions depend on each other in a circle,"
                            + " no two anti-dependencies in a row.");
            assertThat(snapshotIsolation(history)).startsWith("G-nonadjacent: ");
        }

        @Test
        void aCircleIsToldAsAStory() {
            Observations history = history(
                    transaction().session("a").read(X, null).write(Y, "1"),
                    transaction().session("b").read(Y, null).write(Z, "2"),
                    transaction().session("c").read(Z, null).write(X, "3"));

            assertThat(Checks.serializability().check(history).story()).isEqualTo("""
                    A: T0S a TransactWriteItems in us-east-1, read accounts/x as nothing, wrote accounts/y as 1
                    B: T0S b TransactWriteItems in us-east-1, read accounts/y as nothing, wrote accounts/z as 2
                    C: T0S c TransactWriteItems in us-east-1, read accounts/z as nothing, wrote accounts/x as 3
                    A came before C, because A read an older version of accounts/x than C wrote;
                    C came before B, because C read an older version of accounts/z than B wrote;
                    yet B read an older version of accounts/y than A wrote.""");
        }
    }

    @Test
    void whatIsNoTransactionMayBeTorn() {
        Observations history = history(
                transaction().write(X, "1", version(1), null).write(Y, "1", version(2), null),
                Observation.in(US_EAST_1).read(X, "1", version(1)).read(Y, null));

        assertThat(Checks.serializability().check(history).isValid()).isTrue();
        assertThat(Checks.noFracturedReads().check(history).isViolated()).isTrue();
    }

    @Test
    void valuesAloneDoNotTellTheOrderOfTwoPuts() {
        Observations history = history(
                transaction().write(X, "1"),
                transaction().write(X, "2"),
                transaction().read(X, "1"));

        assertThat(Checks.serializability().check(history).undecided())
                .containsExactly("values alone do not tell the order of the versions of accounts/x");
    }

    @Test
    void updatesTellIt() {
        Observations history = history(
                transaction().read(X, null).write(X, "1"),
                transaction().read(X, "1").write(X, "2"));

        assertThat(Checks.serializability().check(history).isValid()).isTrue();
    }
}
