package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * For random writes, delays, clocks, partitions and replicas that come and go in two to six Regions: when everything has been
 * delivered, all replicas hold the same, which is an independent fold over the acknowledged writes, and no acknowledged write
 * is lost but to a higher version. Indexes, sizes and streams fit (LWW-2 ... LWW-18, LWW-26, LWW-27, CUR-4, CUR-6, CUR-36,
 * STR-1).
 *
 * <p>Some thousands of runs belong to the build. For more: {@code -Dglobaltable.convergence.runs=100000}; for a run that
 * failed: {@code -Dglobaltable.convergence.seed=<its seed> -Dglobaltable.convergence.runs=1}.
 */
class ConvergencePropertyTests {

    private static final String SEED = "globaltable.convergence.seed";
    private static final String RUNS = "globaltable.convergence.runs";
    private static final int RUNS_OF_THE_BUILD = 2000;

    @Test
    void everyRunConvergesOnTheHighestAcknowledgedVersions() {
        long first = Long.getLong(SEED, 0);
        long runs = Long.getLong(RUNS, RUNS_OF_THE_BUILD);
        for (long seed = first; seed < first + runs; seed++) {
            check(seed, GlobalTableVersion.V2019_11_21, 1);
        }
    }

    @Test
    void everyRunOfVersion2017ConvergesOnWhatTheServiceMadeOfThem() { // REP-1, REP-2, LWW-2 ... LWW-5, STR-1
        long first = Long.getLong(SEED, 0);
        long runs = Long.getLong(RUNS, RUNS_OF_THE_BUILD);
        for (long seed = first; seed < first + runs / 4; seed++) {
            check(seed, GlobalTableVersion.V2017_11_29, 4);
        }
    }

    private static void check(long seed, GlobalTableVersion version, int runs) {
        try (RandomRun run = new RandomRun(seed, version)) {
            try {
                run.run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "The run of seed " + seed + " fails (replay: -D" + SEED + "=" + seed + " -D" + RUNS
                                + "=" + runs + "): " + failure.getMessage() + "\n" + run + "\n"
                                + run.simulation().history().text(),
                        failure);
            }
        }
    }

    @Test
    void everyRunOfAStronglyConsistentTableIsLikeOneTable() { // STRONG-10, STRONG-11, STRONG-18, STRONG-22
        long first = Long.getLong(SEED, 0);
        long runs = Long.getLong(RUNS, RUNS_OF_THE_BUILD);
        for (long seed = first; seed < first + runs / 2; seed++) {
            checkStrong(seed);
        }
    }

    private static void checkStrong(long seed) {
        try (StrongRandomRun run = new StrongRandomRun(seed)) {
            try {
                run.run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "The strongly consistent run of seed " + seed + " fails (replay: -D" + SEED + "=" + seed
                                + " -D" + RUNS + "=2): " + failure.getMessage() + "\n" + run + "\n"
                                + run.simulation().history().text(),
                        failure);
            }
        }
    }

    @Test
    void aRunIsTheSameEachTime() {
        assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
    }

    private static String history(long seed) {
        try (RandomRun run = new RandomRun(seed, GlobalTableVersion.V2019_11_21)) {
            run.run();
            return run.simulation().history().text();
        }
    }
}
