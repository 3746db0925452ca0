package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class RegisteredExtensionTests {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<Simulation> SEEN = new CopyOnWriteArrayList<>();

    private static final GlobalTableDefinition PROFILES =
            GlobalTableDefinition.named("profiles").partitionKey("userId");

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    static class InstanceTestCase {

        @RegisterExtension
        final GlobalTableExtension global = GlobalTableExtension.builder()
                .globalTable(PROFILES)
                .homeRegion(Region.EU_WEST_1)
                .seed(4711)
                .simulation(settings -> settings.startTime(START))
                .build();

        @Simulated
        SimulatedTable profiles;

        @BeforeEach
        void write() {
            Profiles.put(DynamoDbClient.create(), "42", "Ada");
        }

        @Test
        void first(Simulation simulation) {
            SEEN.add(simulation);
            assertThat(global.simulation()).isSameAs(simulation);
            assertThat(global.clock()).isSameAs(simulation.clock());
            assertThat(global.table("profiles")).isSameAs(profiles);
            assertThat(simulation.seed()).isEqualTo(4711);
            assertThat(simulation.clock().instant()).isEqualTo(START);
            assertThat(profiles.count(Region.EU_WEST_1)).isOne();
        }

        @Test
        void second(Simulation simulation) {
            first(simulation);
        }
    }

    @Test
    void inAnInstanceFieldItStartsASimulationForEachMethod() {
        Inner.requireSuccess(Inner.run(InstanceTestCase.class), 2);

        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allMatch(Simulation::isClosed);
    }

    static class StaticTestCase {

        @RegisterExtension
        static final GlobalTableExtension GLOBAL =
                GlobalTableExtension.builder().globalTable(PROFILES).build();

        @BeforeAll
        static void write() {
            SEEN.add(GLOBAL.simulation());
            Profiles.put(DynamoDbClient.create(), "42", "Ada");
        }

        @Test
        void first() {
            SEEN.add(GLOBAL.simulation());
            assertThat(Profiles.name(DynamoDbClient.create(), "42")).isEqualTo("Ada");
        }

        @Nested
        class Inside {

            @Test
            void second(Simulation simulation) {
                SEEN.add(simulation);
                assertThat(Profiles.name(DynamoDbClient.create(), "42")).isEqualTo("Ada");
            }
        }
    }

    @Test
    void inAStaticFieldItStartsOneSimulationForTheClassAndItsNestedClasses() {
        Inner.requireSuccess(Inner.run(StaticTestCase.class), 2);

        assertThat(SEEN).hasSize(3).allMatch(seen -> seen == SEEN.get(0)).allMatch(Simulation::isClosed);
    }

    @GlobalTable(name = "scores", partitionKey = "game")
    static class TwoWaysTestCase {

        @RegisterExtension
        static final GlobalTableExtension GLOBAL =
                GlobalTableExtension.builder().globalTable(PROFILES).build();

        @Test
        void never() {}
    }

    @Test
    void tablesCannotBeDefinedByAnnotationAndInCode() {
        assertThat(Inner.onlyFailure(Inner.run(TwoWaysTestCase.class)))
                .hasMessage("Two ways to define the tables of class " + TwoWaysTestCase.class.getName()
                        + ": @GlobalTable, and a field with @RegisterExtension.\n"
                        + "Expected one of them: remove the annotation, or the field.");
    }

    static class FailingTestCase {

        @RegisterExtension
        final GlobalTableExtension global = GlobalTableExtension.builder()
                .globalTable(PROFILES)
                .seed(12345678901L)
                .build();

        @Test
        void fails() {
            fail("as it should");
        }
    }

    @Test
    void aFailureSaysHowToReplayInCode() {
        assertThat(Inner.onlyFailure(Inner.run(FailingTestCase.class)).getSuppressed())
                .singleElement()
                .hasToString("Seed 12345678901: replay with GlobalTableExtension.builder().seed(12345678901L) or"
                        + " -Dglobaltable.seed=12345678901.");
    }

    @Test
    void withoutARunningTestThereIsNoSimulation() {
        GlobalTableExtension extension =
                GlobalTableExtension.builder().globalTable(PROFILES).build();

        assertThatThrownBy(extension::simulation)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "No simulation is running. A static GlobalTableExtension has one from @BeforeAll to @AfterAll,"
                                + " one in an instance field from @BeforeEach to @AfterEach; use it there.");
    }

    @Test
    void anExtensionNeedsATable() {
        GlobalTableExtensionBuilder builder = GlobalTableExtension.builder();

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GlobalTableExtension without a table. Expected at least one, for example"
                        + " .globalTable(GlobalTableDefinition.named(\"profiles\").partitionKey(\"userId\")).");
    }

    @Test
    void twoTablesOfOneNameAreRefused() {
        GlobalTableExtensionBuilder builder = GlobalTableExtension.builder().globalTable(PROFILES);

        assertThatThrownBy(() -> builder.globalTable(PROFILES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two global tables are called \"profiles\". Give each its own name.");
    }
}
