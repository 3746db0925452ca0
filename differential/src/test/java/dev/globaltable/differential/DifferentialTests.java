package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short run: seconds, not hours. The long one is the main class. */
class DifferentialTests {

    private static final long SEED = 1;
    private static final int OPERATIONS = 2_000;

    @Test
    void theSimulationAnswersWhatDynamoDbLocalAnswersExceptWhereThatIsKnownToBeWrong() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            Report report = new Campaign(Differential.local(open), Differential.simulated(open), SEED).run(OPERATIONS);

            assertThat(report.unexplained())
                    .as("seed %d%n%s", SEED, report.text())
                    .isZero();
            assertThat(report.steps()).isGreaterThanOrEqualTo(OPERATIONS);
        } finally {
            for (AutoCloseable closeable : open) {
                closeable.close();
            }
        }
    }
}
