package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.assertj.Profiles.EU;
import static dev.globaltable.assertj.Profiles.US;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InFlightAssertTests {

    private static final String EVIDENCE = """


            In flight: 1 version.
              #1 profiles/42 us-east-1 -> eu-west-1 0.000000@us-east-1#1, due 0.800000 (in 0.800000 s)
            Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).""";

    private final Profiles profiles = new Profiles();

    @AfterEach
    void close() {
        profiles.close();
    }

    private DynamicTest fails(String sentence, ThrowingCallable assertion) {
        return DynamicTest.dynamicTest(
                sentence, () -> assertThatThrownBy(assertion).hasMessage(sentence + EVIDENCE));
    }

    @Test
    void whatIsUnderWayIsCounted() {
        profiles.put(US, "42", "Ada");

        assertThat(profiles.table).hasInFlight(1);
        assertThat(profiles.simulation).hasInFlight(1).network().link(EU, US).hasNothingInFlight();
        assertThat(profiles.simulation.network()).hasInFlight(1).link(US, EU).hasInFlight(1);
    }

    @Test
    void nothingIsUnderWayAfterItHasArrived() {
        profiles.put(US, "42", "Ada");
        profiles.simulation.settle();

        assertThat(profiles.table).hasNothingInFlight();
        assertThat(profiles.simulation).hasNothingInFlight();
        assertThat(profiles.simulation.network())
                .hasNothingInFlight()
                .link(US, EU)
                .hasNothingInFlight();
    }

    @TestFactory
    Stream<DynamicTest> failuresShowWhatIsUnderWay() {
        profiles.put(US, "42", "Ada");
        var network = profiles.simulation.network();
        return Stream.of(
                fails(
                        "Expected table profiles to have 2 versions in flight, but found 1.",
                        () -> assertThat(profiles.table).hasInFlight(2)),
                fails(
                        "Expected table profiles to have nothing in flight, but found 1.",
                        () -> assertThat(profiles.table).hasNothingInFlight()),
                fails(
                        "Expected the network to have 0 versions in flight, but found 1.",
                        () -> assertThat(profiles.simulation).hasInFlight(0)),
                fails(
                        "Expected the network to have nothing in flight, but found 1.",
                        () -> assertThat(network).hasNothingInFlight()),
                fails(
                        "Expected the link us-east-1 -> eu-west-1 to have 2 versions in flight, but found 1.",
                        () -> assertThat(network).link(US, EU).hasInFlight(2)),
                fails(
                        "Expected the link us-east-1 -> eu-west-1 to have nothing in flight, but found 1.",
                        () -> assertThat(network).link(US, EU).hasNothingInFlight()),
                fails(
                        "Expected the link us-east-1 -> eu-west-1 to be closed, but it is open.",
                        () -> assertThat(network).link(US, EU).isClosed()),
                fails(
                        "Expected table profiles to have 1 item in eu-west-1, but found 0.",
                        () -> assertThat(profiles.table).in(EU).hasItemCount(1)));
    }

    @Test
    void aLinkIsClosedByACutAndOpenAfterItHealed() {
        var network = profiles.simulation.network();
        network.cutLink(US, EU);

        assertThat(network).link(US, EU).isClosed();
        assertThat(network).link(EU, US).isOpen();
        assertThatThrownBy(() -> assertThat(network).link(US, EU).isOpen()).hasMessage("""
                        Expected the link us-east-1 -> eu-west-1 to be open, but it is cut or paused.

                        In flight: nothing.
                        Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).""");

        network.heal();
        assertThat(network).link(US, EU).isOpen();
    }

    @Test
    void theItemsOfARegionAreCounted() {
        profiles.put(US, "42", "Ada");

        assertThat(profiles.table).in(US).hasItemCount(1).table().in(EU).hasItemCount(0);
    }
}
