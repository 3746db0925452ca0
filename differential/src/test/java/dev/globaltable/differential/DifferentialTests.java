package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short run: seconds, not hours. The long one is the main class. */
class DifferentialTests {

    private static final long SEED = 1;
    private static final int OPERATIONS = 2_000;
    private static final int WORKERS = 2;

    @Test
    void theSimulationAnswersWhatDynamoDbLocalAnswersExceptWhereThatIsKnownToBeWrong() throws Exception {
        try (Targets targets = Targets.start(false)) {
            Report report = new Campaign(targets.workers(WORKERS), SEED, true).run(OPERATIONS);

            assertThat(report.unexplained())
                    .as("seed %d%n%s", SEED, report.text())
                    .isZero();
            assertThat(report.steps()).isGreaterThanOrEqualTo(OPERATIONS);
        }
    }
}
