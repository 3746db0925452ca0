package dev.globaltable.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class RealTimeTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(5_000);
    private final WallClock clock = new WallClock() {
        @Override
        public Instant now() {
            return NOON.plusNanos(nanos.get());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }
    };

    private static SimulationBuilder simulation() {
        return Simulation.builder().homeRegion(Region.EU_WEST_1);
    }

    @Test
    void aSimulationOfTheEndpointsOwnStartsAtThePresentAndFollowsIt() {
        try (SimulationHost host = new OwnSimulation(simulation(), TableDefaults.STANDARD, Optional.of(clock))) {
            assertThat(host.simulation().clock().instant()).isEqualTo(NOON.plusNanos(5_000));

            nanos.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(host.simulation().clock().instant())
                    .isEqualTo(NOON.plus(Duration.ofHours(1)).plusNanos(5_000));
        }
    }

    @Test
    void aRunningSimulationFollowsFromWhereItStands() {
        try (Simulation running = simulation().startTime(NOON).start()) {
            SimulationHost host = new RunningSimulation(running, TableDefaults.STANDARD, Optional.of(clock));

            nanos.addAndGet(1_500);
            host.catchUp();
            assertThat(running.clock().instant()).isEqualTo(NOON.plusNanos(1_000));
            nanos.addAndGet(500);
            host.catchUp();
            assertThat(running.clock().instant()).isEqualTo(NOON.plusNanos(2_000));
        }
    }

    @Test
    void movesByHandComeOnTop() {
        try (SimulationHost host = new OwnSimulation(simulation(), TableDefaults.STANDARD, Optional.of(clock))) {
            Instant start = host.simulation().clock().instant();
            host.simulation().clock().advance(Duration.ofDays(1));
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());

            assertThat(host.simulation().clock().instant())
                    .isEqualTo(start.plus(Duration.ofDays(1)).plusSeconds(2));
        }
    }

    @Test
    void timeThatGoesByIsNoEvent() {
        try (SimulationHost host = new OwnSimulation(simulation(), TableDefaults.STANDARD, Optional.of(clock))) {
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());

            assertThat(host.simulation().history().events(HistoryEvent.TimeAdvanced.class))
                    .isEmpty();
        }
    }

    @Test
    void withoutItTimeStandsStill() {
        try (SimulationHost host = new OwnSimulation(simulation(), TableDefaults.STANDARD, Optional.empty())) {
            Instant start = host.simulation().clock().instant();
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            host.catchUp();

            assertThat(host.simulation().clock().instant()).isEqualTo(start);
        }
    }

    @Test
    void timeGoesByWithoutCalls() throws Exception {
        try (Simulation running = simulation().startTime(NOON).start();
                HttpEndpoint endpoint = HttpEndpoint.of(running).realTime().start()) {
            assertThat(endpoint.uri().getPort()).isPositive();
            long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (running.clock().instant().equals(NOON) && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            assertThat(running.clock().instant()).isAfter(NOON);
        }
    }

    @Test
    void aResetStartsAtThePresentOfThen() {
        try (SimulationHost host = new OwnSimulation(simulation(), TableDefaults.STANDARD, Optional.of(clock))) {
            Simulation first = host.simulation();
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            host.reset();

            assertThat(first.isClosed()).isTrue();
            assertThat(host.simulation()).isNotSameAs(first);
            assertThat(host.simulation().clock().instant())
                    .isEqualTo(NOON.plus(Duration.ofHours(1)).plusNanos(5_000));
        }
    }

    @Test
    void aSimulationOfSomebodyElseIsNeitherResetNorClosed() {
        try (Simulation running = simulation().start()) {
            SimulationHost host = new RunningSimulation(running, TableDefaults.STANDARD, Optional.empty());

            assertThatThrownBy(host::reset)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "This endpoint serves a simulation that it did not start, so it cannot start it anew. Give"
                                    + " HttpEndpoint.of(..) a SimulationBuilder instead.");
            host.close();
            assertThat(running.isClosed()).isFalse();
        }
    }

    @Test
    void aSimulationThatItsOwnerClosedHasNoTimeToKeep() {
        Simulation running = simulation().startTime(NOON).start();
        SimulationHost host = new RunningSimulation(running, TableDefaults.STANDARD, Optional.of(clock));
        running.close();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        host.catchUp();
        assertThat(running.clock().instant()).isEqualTo(NOON);
    }
}
