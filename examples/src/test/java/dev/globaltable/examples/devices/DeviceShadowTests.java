package dev.globaltable.examples.devices;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTableExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A thermostat that talks to whatever Region it reaches, and the operators in Ireland who look after it. */
class DeviceShadowTests {

    private static final DynamoDbAsyncClient IRELAND =
            DynamoDbAsyncClient.builder().region(EU_WEST_1).build();
    private static final DynamoDbAsyncClient VIRGINIA =
            DynamoDbAsyncClient.builder().region(US_EAST_1).build();

    @RegisterExtension
    private final GlobalTableExtension global = GlobalTableExtension.builder()
            .globalTable(GlobalTableDefinition.named("device-shadows")
                    .partitionKey("deviceId")
                    .sortKey("facet")
                    .regions(EU_WEST_1, US_EAST_1)
                    .replicationDelay("2s"))
            .homeRegion(EU_WEST_1)
            .build();

    private static Report report(long sequence) {
        return new Report(sequence, "1.0", 90);
    }

    private void registered(DeviceShadows eu) {
        eu.register("thermostat-1", "T-800").join();
        global.settle();
    }

    /** The device is taken out of service; later Virginia handles a message that was long in a queue. */
    private void telemetryComesAfterTheDecommissioning(DeviceShadows eu, DeviceShadows us) {
        registered(eu);
        eu.decommission("thermostat-1").join();
        global.settle();
        us.report("thermostat-1", report(7)).join();
        global.settle();
    }

    /** The device is taken out of service; it reports in Virginia before Virginia has heard of that. */
    private void telemetryCrossesTheDecommissioning(DeviceShadows eu, DeviceShadows us) {
        registered(eu);
        eu.decommission("thermostat-1").join();
        global.clock().advance(Duration.ofMillis(500));
        us.report("thermostat-1", report(7)).join();
        global.settle();
    }

    /** An operator asks for a new firmware; the device reports in Virginia before Virginia has heard of that. */
    private void telemetryCrossesAFirmwareRequest(DeviceShadows eu, DeviceShadows us) {
        registered(eu);
        eu.requestFirmware("thermostat-1", "2.0").join();
        global.clock().advance(Duration.ofMillis(500));
        us.report("thermostat-1", report(7)).join();
        global.settle();
    }

    /** The device reports in Ireland, and a second later in Virginia, whose clock is ten seconds behind. */
    private void theDeviceMovesToARegionWithASlowClock(DeviceShadows eu, DeviceShadows us) {
        Simulation simulation = global.simulation();
        SimulatedClock clock = simulation.clock();
        registered(eu);
        clock.advance(Duration.ofMinutes(1));
        clock.in(US_EAST_1).setAhead(Duration.ofSeconds(-10));
        eu.report("thermostat-1", report(7)).join();
        clock.advance(Duration.ofSeconds(1));
        us.report("thermostat-1", report(8)).join();
        simulation.settle();
    }

    @Nested
    class WithOneDocument {

        private final DeviceShadows eu = OneDocument.updating(IRELAND);
        private final DeviceShadows us = OneDocument.updating(VIRGINIA);

        /** The upsert after the delete: reference 10.1, number 10. */
        @Test
        void lateTelemetryLeavesAStubOfADecommissionedDevice(SimulatedTable deviceShadows) {
            telemetryComesAfterTheDecommissioning(eu, us);

            assertThat(eu.find("thermostat-1").join())
                    .hasValue(new Shadow("thermostat-1", Optional.empty(), Optional.empty(), Optional.of(report(7))));
            assertThat(deviceShadows)
                    .in(EU_WEST_1)
                    .item("thermostat-1", "SHADOW")
                    .doesNotHaveAttribute("model");
        }

        /** LWW-11: the report carries the whole item as Virginia knew it. */
        @Test
        void telemetryThatCrossesAFirmwareRequestUndoesIt(SimulatedTable deviceShadows) {
            telemetryCrossesAFirmwareRequest(eu, us);

            assertThat(eu.find("thermostat-1").join().flatMap(Shadow::desiredFirmware))
                    .isEmpty();
            assertThat(deviceShadows)
                    .conflicts()
                    .singleElement()
                    .wonBy(US_EAST_1)
                    .hasLostImage(Map.of(
                            "deviceId", "thermostat-1", "facet", "SHADOW", "model", "T-800", "desiredFirmware", "2.0"));
        }

        /** LWW-3: the timestamp is that of the Region's clock. */
        @Test
        void ofTwoReportsTheLaterIsLostInARegionWithASlowClock(SimulatedTable deviceShadows) {
            theDeviceMovesToARegionWithASlowClock(eu, us);

            assertThat(us.find("thermostat-1").join().flatMap(Shadow::reported)).hasValue(report(7));
            assertThat(deviceShadows)
                    .conflicts()
                    .singleElement()
                    .wonBy(EU_WEST_1)
                    .lostBy(US_EAST_1);
        }
    }

    @Nested
    class WithOneDocumentThatMustExist {

        private final DeviceShadows eu = OneDocument.updatingExisting(IRELAND);
        private final DeviceShadows us = OneDocument.updatingExisting(VIRGINIA);

        @Test
        void lateTelemetryIsRefused(SimulatedTable deviceShadows) {
            assertThatThrownBy(() -> telemetryComesAfterTheDecommissioning(eu, us))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("There is no device thermostat-1");

            assertThat(deviceShadows)
                    .in(EU_WEST_1)
                    .item("thermostat-1", "SHADOW")
                    .isAbsent();
        }

        /** LWW-19: the condition looks at Virginia's replica, where the device is still there. */
        @Test
        void telemetryThatCrossesTheDecommissioningBringsTheDeviceBack(SimulatedTable deviceShadows) {
            telemetryCrossesTheDecommissioning(eu, us);

            assertThat(eu.find("thermostat-1").join().flatMap(Shadow::model)).hasValue("T-800");
            assertThat(us.find("thermostat-1").join().flatMap(Shadow::model)).hasValue("T-800");
            assertThat(deviceShadows)
                    .conflicts()
                    .singleElement()
                    .wonBy(US_EAST_1)
                    .lostADelete();
        }
    }

    @Nested
    class WithOneItemPerWriter {

        private final DeviceShadows eu = new OneItemPerWriter(IRELAND);
        private final DeviceShadows us = new OneItemPerWriter(VIRGINIA);

        @Test
        void lateTelemetryIsRefused() {
            assertThatThrownBy(() -> telemetryComesAfterTheDecommissioning(eu, us))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("There is no device thermostat-1");

            assertThat(eu.find("thermostat-1").join()).isEmpty();
        }

        @Test
        void telemetryThatCrossesTheDecommissioningDoesNotBringTheDeviceBack(SimulatedTable deviceShadows) {
            telemetryCrossesTheDecommissioning(eu, us);

            assertThat(eu.find("thermostat-1").join()).isEmpty();
            assertThat(us.find("thermostat-1").join()).isEmpty();
            assertThat(deviceShadows).hasConverged();
        }

        @Test
        void telemetryThatCrossesAFirmwareRequestLeavesIt(SimulatedTable deviceShadows) {
            telemetryCrossesAFirmwareRequest(eu, us);

            assertThat(eu.find("thermostat-1").join())
                    .hasValue(new Shadow(
                            "thermostat-1", Optional.of("T-800"), Optional.of("2.0"), Optional.of(report(7))));
            assertThat(deviceShadows).conflicts().isEmpty();
        }

        @Test
        void ofTwoReportsTheLaterStaysWhateverTheClocksSay() {
            theDeviceMovesToARegionWithASlowClock(eu, us);

            assertThat(eu.find("thermostat-1").join().flatMap(Shadow::reported)).hasValue(report(8));
            assertThat(us.find("thermostat-1").join().flatMap(Shadow::reported)).hasValue(report(8));
        }
    }

    /** The function's only client is built without a Region: it gets that of the host, Ireland. */
    @Nested
    class WithTheFunctionOfTheBroker {

        private final TelemetryHandler handler = new TelemetryHandler();
        private final Map<String, String> message = Map.of("sequence", "7", "firmware", "1.0", "battery", "90");

        @BeforeEach
        void registeredInIreland() {
            registered(new OneItemPerWriter(IRELAND));
        }

        @Test
        void aMessageIsKeptInTheRegionOfTheHost(SimulatedTable deviceShadows) {
            assertThat(handler.handle("thermostat-1", message)).isTrue();

            assertThat(deviceShadows)
                    .item("thermostat-1", "REPORTED#eu-west-1")
                    .in(EU_WEST_1)
                    .exists()
                    .in(US_EAST_1)
                    .isAbsent();
        }

        @Test
        void aDecommissionedDeviceIsDisconnectedOnceTheRegionHasHeardOfIt() {
            new OneItemPerWriter(VIRGINIA).decommission("thermostat-1").join();

            assertThat(handler.handle("thermostat-1", message)).isTrue();
            global.settle();
            assertThat(handler.handle("thermostat-1", message)).isFalse();
        }
    }
}
