package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.Simulation;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs inner classes with the real launcher, which finds {@link OutsideTestsListener}. */
class ParallelTests {

    private static final int REPETITIONS = 12;

    /** One client for all classes; it is routed by the thread that calls. */
    private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();

    private static volatile CountDownLatch simulationRuns = new CountDownLatch(1);
    private static volatile CountDownLatch outsiderCalled = new CountDownLatch(1);

    private static void writeAlone(Simulation simulation) {
        assertThat(Profiles.name(CLIENT, "42")).isEmpty();
        for (int change = 0; change < 20; change++) {
            String name = simulation.seed() + " " + change;
            Profiles.put(CLIENT, "42", name);
            assertThat(Profiles.name(CLIENT, "42")).isEqualTo(name);
        }
        assertThat(simulation.table("profiles").items()).hasSize(1);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class OneTestCase {

        @RepeatedTest(REPETITIONS)
        void writes(Simulation simulation) {
            writeAlone(simulation);
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class OtherTestCase {

        @RepeatedTest(REPETITIONS)
        void writes(Simulation simulation) {
            writeAlone(simulation);
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class SharedTestCase {

        @BeforeAll
        static void write() {
            Profiles.put(CLIENT, "42", "Ada");
        }

        @RepeatedTest(REPETITIONS)
        void reads() {
            assertThat(Profiles.name(CLIENT, "42")).isEqualTo("Ada");
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class WaitingTestCase {

        @Test
        void staysUntilTheOutsiderHasCalled(Simulation simulation) throws InterruptedException {
            simulationRuns.countDown();
            assertThat(outsiderCalled.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(simulation.history().text()).doesNotContain("GetItem");
        }
    }

    static class OutsiderTestCase {

        @Test
        void callsWhatTheSdkCalls() throws InterruptedException {
            try {
                assertThat(simulationRuns.await(60, TimeUnit.SECONDS)).isTrue();
                assertThatThrownBy(() -> Profiles.name(CLIENT, "42"))
                        .isInstanceOf(SdkClientException.class)
                        .hasMessageContaining("127.0.0.1:1");
            } finally {
                outsiderCalled.countDown();
            }
        }
    }

    /** JUnit 5 knows only the first way to run tests in parallel, and ignores the parameter. */
    @ParameterizedTest
    @ValueSource(strings = {"FORK_JOIN_POOL", "WORKER_THREAD_POOL"})
    void testsThatRunAtTheSameTimeNeverSeeEachOther(String executor) {
        simulationRuns = new CountDownLatch(1);
        outsiderCalled = new CountDownLatch(1);
        run(
                executor,
                3 * REPETITIONS + 2,
                OneTestCase.class,
                OtherTestCase.class,
                SharedTestCase.class,
                WaitingTestCase.class,
                OutsiderTestCase.class);
    }

    private static void run(String executor, int tests, Class<?>... testClasses) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(testClasses)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .configurationParameter("globaltable.report", "off")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.executor-service", executor)
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);

        listener.getSummary().getFailures().forEach(failure -> {
            throw new AssertionError(failure.getTestIdentifier().getDisplayName(), failure.getException());
        });
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(tests);
    }
}
