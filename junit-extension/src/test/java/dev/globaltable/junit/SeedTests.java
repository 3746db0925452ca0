package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.Simulation;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTests {

    private static final Map<String, Long> SEEDS = new ConcurrentSkipListMap<>();

    @BeforeEach
    void forget() {
        SEEDS.clear();
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class DerivedTestCase {

        @Test
        void first(Simulation simulation) {
            SEEDS.put("first", simulation.seed());
        }

        @RepeatedTest(2)
        void repeated(Simulation simulation, RepetitionInfo repetition) {
            SEEDS.put("repeated " + repetition.getCurrentRepetition(), simulation.seed());
        }

        @ParameterizedTest
        @ValueSource(ints = {7, 8})
        void parameterised(int number, Simulation simulation) {
            SEEDS.put("parameterised " + number, simulation.seed());
        }

        @Test
        @GlobalTable(name = "scores", partitionKey = "game", seed = 4711)
        void given(Simulation simulation) {
            SEEDS.put("given", simulation.seed());
        }
    }

    /** The numbers are part of the promise: a test keeps its seed from one release to the next. */
    @Test
    void eachTestHasASeedOfItsOwnThatIsAlwaysTheSame() {
        Inner.requireSuccess(Inner.run(DerivedTestCase.class), 6);

        Map<String, Long> expected = new TreeMap<>();
        expected.put("first", 1105469161L);
        expected.put("given", 4711L);
        expected.put("parameterised 7", 154716188L);
        expected.put("parameterised 8", 151584551L);
        expected.put("repeated 1", 1546427256L);
        expected.put("repeated 2", 1546472707L);
        assertThat(SEEDS).isEqualTo(expected);
    }

    @Test
    void theConfigurationParameterHoldsWhereTheAnnotationNamesNoSeed() {
        Inner.requireSuccess(Inner.run(DerivedTestCase.class, Map.of("globaltable.seed", "12345678901")), 6);

        assertThat(SEEDS.remove("given")).isEqualTo(4711);
        assertThat(SEEDS.values()).hasSize(5).containsOnly(12345678901L);
    }

    @Test
    void aSuiteAroundTheTestDoesNotChangeItsSeed() {
        String alone = "[engine:junit-jupiter]/[class:com.example.A]/[method:a()]";

        assertThat(Seeds.derive("[engine:junit-platform-suite]/[suite:com.example.S]/" + alone))
                .isEqualTo(Seeds.derive(alone))
                .isNotEqualTo(Seeds.derive("[engine:junit-jupiter]/[class:com.example.A]/[method:b()]"));
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class SharedTestCase {

        @Test
        void first(Simulation simulation, TestInfo info) {
            SEEDS.put(info.getDisplayName(), simulation.seed());
        }
    }

    @Test
    void aSharedSimulationHasTheSeedOfItsClass() {
        Inner.requireSuccess(Inner.run(SharedTestCase.class), 1);

        assertThat(SEEDS.values())
                .containsExactly(Seeds.derive("[engine:junit-jupiter]/[class:" + SharedTestCase.class.getName() + "]"));
    }
}
