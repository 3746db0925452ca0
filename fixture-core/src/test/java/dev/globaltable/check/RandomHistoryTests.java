package dev.globaltable.check;

import static dev.globaltable.check.RandomHistory.Store.CAUSAL;
import static dev.globaltable.check.RandomHistory.Store.LAST_WRITER_WINS;
import static dev.globaltable.check.RandomHistory.Store.SEQUENTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.check.RandomHistory.Store;
import dev.globaltable.item.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkers on random histories: of stores that keep a guarantee, of such that do not, and broken on purpose. */
class RandomHistoryTests {

    /** Something that breaks a guarantee in any history. */
    record Plant(Check check, BiFunction<Observations, Long, Observations> planting) {

        @Override
        public String toString() {
            return check.guarantee();
        }
    }

    private static final List<Check> SESSION_GUARANTEES = List.of(
            Checks.readYourWrites(),
            Checks.monotonicReads(),
            Checks.monotonicWrites(),
            Checks.writesFollowReads(),
            Checks.pram(),
            Checks.causal());

    private static final List<Check> SINGLE_COPY = List.of(
            Checks.boundedStaleness(Duration.ZERO),
            Checks.noLostUpdates(),
            Checks.noDroppedWrites(),
            Checks.noFracturedReads(),
            Checks.uniqueClaims(),
            Checks.linearizability(),
            Checks.serializability(),
            Checks.snapshotIsolation());

    /** What values alone leave undecided. */
    private static final Set<String> NEED_VERSIONS =
            Set.of("no dropped writes", "serializability", "snapshot isolation");

    static Stream<Plant> plants() {
        return Stream.of(
                new Plant(Checks.readYourWrites(), Planted::readYourWrites),
                new Plant(Checks.monotonicReads(), Planted::monotonicReads),
                new Plant(Checks.monotonicWrites(), Planted::monotonicWrites),
                new Plant(Checks.writesFollowReads(), Planted::writesFollowReads),
                new Plant(Checks.pram(), Planted::readYourWrites),
                new Plant(Checks.pram(), Planted::monotonicReads),
                new Plant(Checks.pram(), Planted::monotonicWrites),
                new Plant(Checks.causal(), Planted::readYourWrites),
                new Plant(Checks.causal(), Planted::monotonicWrites),
                new Plant(Checks.causal(), Planted::writesFollowReads),
                new Plant(Checks.causal(), Planted::causal),
                new Plant(Checks.boundedStaleness(Duration.ZERO), Planted::stale),
                new Plant(Checks.linearizability(), Planted::stale),
                new Plant(Checks.linearizability(), Planted::lostUpdate),
                new Plant(Checks.serializability(), Planted::lostUpdate),
                new Plant(Checks.serializability(), Planted::fracturedRead),
                new Plant(Checks.serializability(), Planted::writeSkew),
                new Plant(Checks.snapshotIsolation(), Planted::fracturedRead),
                new Plant(Checks.snapshotIsolation(), Planted::longFork),
                new Plant(Checks.noLostUpdates(), Planted::lostUpdate),
                new Plant(Checks.noFracturedReads(), Planted::fracturedRead),
                new Plant(Checks.uniqueClaims(), Planted::claimedTwice));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void everyPlantedViolationIsFoundByVersionsAndByValues(Plant plant) {
        for (long seed = 0; seed < RandomHistory.COUNT; seed++) {
            Store store = seed % 2 == 0 ? SEQUENTIAL : CAUSAL;
            Observations broken = plant.planting().apply(RandomHistory.of(seed, store), seed);

            assertThat(plant.check().check(broken).result()).as("seed %d", seed).isEqualTo(Verdict.Result.VIOLATED);
            assertThat(plant.check().blackBox().check(broken).result())
                    .as("by values, seed %d", seed)
                    .isEqualTo(Verdict.Result.VIOLATED);
        }
    }

    @ParameterizedTest
    @MethodSource("plants")
    void aWitnessIsACircleOfOperationsOfTheHistory(Plant plant) {
        for (long seed = 0; seed < RandomHistory.COUNT / 10; seed++) {
            Observations broken = plant.planting().apply(RandomHistory.of(seed, SEQUENTIAL), seed);
            for (Check check : List.of(plant.check(), plant.check().blackBox())) {
                Witness witness = check.check(broken).witness().orElseThrow();

                assertThat(broken.operations()).containsAll(witness.operations());
                List<Witness.Link> links = witness.links();
                for (int at = 0; at < links.size(); at++) {
                    assertThat(links.get(at).to())
                            .as(witness.toString())
                            .isEqualTo(links.get((at + 1) % links.size()).from());
                }
            }
        }
    }

    @Test
    void aStoreWithOneCopyKeepsEverything() {
        for (long seed = 0; seed < RandomHistory.COUNT; seed++) {
            Observations history = RandomHistory.of(seed, SEQUENTIAL);
            for (Check check : Stream.concat(SESSION_GUARANTEES.stream(), SINGLE_COPY.stream())
                    .toList()) {
                isValid(check, history, seed);
                if (NEED_VERSIONS.contains(check.guarantee())) {
                    assertThat(check.blackBox().check(history).isViolated()).isFalse();
                } else {
                    isValid(check.blackBox(), history, seed);
                }
            }
        }
    }

    @Test
    void aCausalStoreKeepsWhatSessionsAreDue() {
        for (long seed = 0; seed < RandomHistory.COUNT; seed++) {
            Observations history = RandomHistory.of(seed, CAUSAL);
            for (Check check : SESSION_GUARANTEES) {
                isValid(check, history, seed);
                isValid(check.blackBox(), history, seed);
            }
            isValid(Checks.noFracturedReads(), history, seed);
        }
    }

    private static void isValid(Check check, Observations history, long seed) {
        Verdict verdict = check.check(history);
        assertThat(verdict.result())
                .as("%s, seed %d: %s", check, seed, verdict.story())
                .isEqualTo(Verdict.Result.VALID);
    }

    /** A violation by values is one whatever the order of versions; so values find one just when every order has one. */
    @Test
    void valuesTellOfAViolationJustWhenThereIsOneInEveryOrderOfVersions() {
        Set<String> both = new TreeSet<>();
        for (long seed = 0; seed < Math.min(RandomHistory.COUNT, 2000); seed++) {
            Observations history = RandomHistory.of(seed, LAST_WRITER_WINS, 9, 3, 2);
            List<Observations> orders = orders(history);
            List<Check> checks = new ArrayList<>(SESSION_GUARANTEES);
            checks.add(Checks.noFracturedReads());
            checks.add(Checks.linearizability());
            for (Check check : checks) {
                boolean possible =
                        orders.stream().anyMatch(order -> check.check(order).isValid());
                Verdict byValues = check.blackBox().check(history);

                assertThat(byValues.isValid())
                        .as("%s, seed %d: %s%n%s", check, seed, byValues.story(), history.operations())
                        .isEqualTo(possible);
                both.add(check + " " + byValues.result());
            }
            for (Check check : List.of(Checks.serializability(), Checks.snapshotIsolation())) {
                boolean possible =
                        orders.stream().anyMatch(order -> check.check(order).isValid());
                Verdict byValues = check.blackBox().check(history);

                assertThat(byValues.isUndecided() || byValues.isValid() == possible)
                        .as("%s, seed %d: %s%n%s", check, seed, byValues.story(), history.operations())
                        .isTrue();
            }
        }
        assertThat(both)
                .as("guarantees that were kept sometimes, and broken sometimes")
                .hasSizeGreaterThanOrEqualTo(12);
    }

    private static List<Observations> orders(Observations history) {
        Map<Item, List<Version>> versions = new LinkedHashMap<>();
        for (Observation operation : history.operations()) {
            for (Observation.Write write : operation.writes()) {
                versions.computeIfAbsent(write.item(), absent -> new ArrayList<>())
                        .add(write.version().orElseThrow());
            }
        }
        List<Map<Version, Version>> exchanges = List.of(Map.of());
        for (List<Version> ofItem : versions.values()) {
            List<Map<Version, Version>> more = new ArrayList<>();
            for (Map<Version, Version> exchange : exchanges) {
                for (List<Version> order : permutations(ofItem)) {
                    Map<Version, Version> both = new LinkedHashMap<>(exchange);
                    for (int at = 0; at < order.size(); at++) {
                        both.put(ofItem.get(at), order.get(at));
                    }
                    more.add(both);
                }
            }
            exchanges = more;
        }
        return exchanges.stream()
                .map(exchange -> Planted.reordered(history, exchange::get))
                .toList();
    }

    private static List<List<Version>> permutations(List<Version> versions) {
        if (versions.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Version>> all = new ArrayList<>();
        for (Version first : versions) {
            List<Version> rest = new ArrayList<>(versions);
            rest.remove(first);
            for (List<Version> tail : permutations(rest)) {
                List<Version> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
