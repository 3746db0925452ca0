package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.Simulation;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class BadAnnotationTests {

    private static final String EXAMPLE = """
            Example of correct use:
              @GlobalTable(name = "profiles", partitionKey = "userId",
                           regions = {"us-east-1", "eu-west-1"}, replicationDelay = "800ms")""";

    abstract static class OneTest {

        @Test
        void neverRuns() {
            throw new AssertionError("A test with a wrong annotation has run");
        }
    }

    @GlobalTable(
            name = "profiles",
            partitionKey = "userId",
            regions = {"us-east-1", "eu-wst-1"})
    static class UnknownRegionTestCase extends OneTest {}

    @GlobalTable(
            name = "profiles",
            partitionKey = "userId",
            regions = {"us-east-1", " "})
    static class BlankRegionTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", regions = "us-east-1")
    static class OneRegionTestCase extends OneTest {}

    @GlobalTable(
            name = "profiles",
            partitionKey = "userId",
            regions = {"us-east-1", "us-east-1"})
    static class RegionTwiceTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", consistency = MultiRegionConsistency.STRONG)
    static class StrongInTwoRegionsTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "800 apples")
    static class DelayTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @GlobalTable(name = "profiles", partitionKey = "id")
    static class TwoOfOneNameTestCase extends OneTest {}

    @GlobalTable(
            name = "profiles",
            partitionKey = "userId",
            partitionKeyType = ScalarAttributeType.UNKNOWN_TO_SDK_VERSION)
    static class KeyTypeTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "")
    static class NoKeyTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", sortKeyType = ScalarAttributeType.N)
    static class SortKeyTypeTestCase extends OneTest {}

    @GlobalTable(name = "my profiles", partitionKey = "userId")
    static class NameTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", homeRegion = "moon-1")
    static class HomeRegionTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", homeRegion = "us-east-1")
    @GlobalTable(name = "scores", partitionKey = "game", homeRegion = "eu-west-1")
    static class TwoHomesTestCase extends OneTest {}

    @GlobalTable(name = "profiles", partitionKey = "userId", seed = 1)
    @GlobalTable(name = "scores", partitionKey = "game", seed = 2)
    static class TwoSeedsTestCase extends OneTest {}

    @ExtendWith(GlobalTableExtension.class)
    static class NoAnnotationTestCase extends OneTest {}

    static Stream<Arguments> wrongClasses() {
        return Stream.of(
                Arguments.of(
                        UnknownRegionTestCase.class,
                        "Not an AWS Region: \"eu-wst-1\". Expected one of eu-central-1, eu-central-2, eu-isoe-west-1,"
                                + " eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3."),
                Arguments.of(
                        BlankRegionTestCase.class,
                        "Not an AWS Region: \" \". Expected one such as \"eu-west-1\" in regions."),
                Arguments.of(
                        OneRegionTestCase.class,
                        "The global table \"profiles\" needs replicas in at least two Regions; found [us-east-1]. Example:"
                                + " regions = {\"us-east-1\", \"eu-west-1\"}."),
                Arguments.of(
                        RegionTwiceTestCase.class,
                        "The global table \"profiles\" names a Region twice: [us-east-1, us-east-1]. A Region holds one"
                                + " replica; name each Region once."),
                Arguments.of(
                        StrongInTwoRegionsTestCase.class,
                        "The strongly consistent global table \"profiles\" needs three different Regions, one of which"
                                + " may be a witness; found replicas in [us-east-1, eu-west-1]. Example: regions ="
                                + " {\"us-east-1\", \"us-east-2\", \"us-west-2\"}."),
                Arguments.of(
                        DelayTestCase.class,
                        "Not a replication delay: \"800 apples\". Expected a duration such as \"800ms\", \"1.5s\", \"2m\""
                                + " or \"PT0.8S\", a range such as \"200ms..2s\", or one of the profiles degraded, far,"
                                + " instant, manual, near, skewed."),
                Arguments.of(
                        TwoOfOneNameTestCase.class, "Two tables are called \"profiles\". Expected each name once."),
                Arguments.of(
                        KeyTypeTestCase.class,
                        "The key attribute \"userId\" has no type. Expected S (String), N (Number) or B (Binary), for"
                                + " example ScalarAttributeType.S."),
                Arguments.of(
                        NoKeyTestCase.class,
                        "Not a key attribute: \"\". Expected a name of 1 to 255 characters, for example \"userId\"."),
                Arguments.of(
                        SortKeyTypeTestCase.class,
                        "Found sortKeyType = N but no sortKey. Expected the name of the attribute too, for example"
                                + " sortKey = \"score\"."),
                Arguments.of(
                        NameTestCase.class,
                        "Not a table name: \"my profiles\". DynamoDB allows 3 to 255 of the characters a-z, A-Z, 0-9, '_',"
                                + " '-' and '.'; for example \"profiles\"."),
                Arguments.of(
                        HomeRegionTestCase.class,
                        "Not an AWS Region: homeRegion = \"moon-1\". Expected one such as \"eu-west-1\"."),
                Arguments.of(
                        TwoHomesTestCase.class,
                        "Found homeRegion = us-east-1 for table \"profiles\" and homeRegion = eu-west-1 for table"
                                + " \"scores\". A simulation has one homeRegion; expected it on one of the two."),
                Arguments.of(
                        TwoSeedsTestCase.class,
                        "Found seed = 1 for table \"profiles\" and seed = 2 for table \"scores\". A simulation has one seed;"
                                + " expected it on one of the two."));
    }

    @ParameterizedTest
    @MethodSource("wrongClasses")
    void aWrongAnnotationFailsTheClassAtOnce(Class<?> testClass, String problem) {
        assertThat(Inner.onlyFailure(Inner.run(testClass)))
                .hasMessage("Wrong @GlobalTable on class " + testClass.getName() + ".\n" + problem + "\n" + EXAMPLE);
    }

    @Test
    void theExtensionWithoutAnAnnotationFails() {
        assertThat(Inner.onlyFailure(Inner.run(NoAnnotationTestCase.class)))
                .hasMessage("No @GlobalTable on class " + NoAnnotationTestCase.class.getName()
                        + ", on its test class or around it, but GlobalTableExtension is registered there.\n"
                        + "Expected at least one table: use the annotation instead of @ExtendWith.\n" + EXAMPLE);
    }

    static class WrongMethodTestCase {

        @Test
        @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "soon")
        void wrong() {
            throw new AssertionError("A test with a wrong annotation has run");
        }

        @Test
        @GlobalTable(name = "profiles", partitionKey = "userId")
        void right() {}
    }

    @Test
    void aWrongAnnotationOnAMethodFailsThatMethodAlone() {
        var results = Inner.run(WrongMethodTestCase.class);

        assertThat(Inner.onlyFailure(results))
                .hasMessageStartingWith("Wrong @GlobalTable on method " + WrongMethodTestCase.class.getName()
                        + ".wrong().\nNot a replication delay: \"soon\". Expected");
        results.testEvents()
                .assertStatistics(events -> events.started(2).succeeded(1).failed(1));
    }

    static class PerClassOnMethodTestCase {

        @Test
        @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
        void wrong() {}
    }

    @Test
    void aSimulationPerClassCannotBeAskedForOnAMethod() {
        assertThat(Inner.onlyFailure(Inner.run(PerClassOnMethodTestCase.class)))
                .hasMessage("Wrong @GlobalTable on method " + PerClassOnMethodTestCase.class.getName() + ".wrong().\n"
                        + "Found lifecycle = PER_CLASS on a method. Expected it on the class whose tests share the"
                        + " simulation.\n" + EXAMPLE);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class MethodInSharedTestCase {

        @Test
        @GlobalTable(name = "scores", partitionKey = "game")
        void wrong() {}
    }

    @Test
    void aMethodCannotAddATableToASimulationThatItsClassShares() {
        assertThat(Inner.onlyFailure(Inner.run(MethodInSharedTestCase.class)))
                .hasMessage("Wrong @GlobalTable on method " + MethodInSharedTestCase.class.getName() + ".wrong().\n"
                        + "Found a table for one method, but the tests of class "
                        + MethodInSharedTestCase.class.getName()
                        + " share one simulation (lifecycle = PER_CLASS). Expected the annotation on the class, or the"
                        + " method in a class without PER_CLASS.\n" + EXAMPLE);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class FineTestCase {

        @Test
        void runs() {}
    }

    @Test
    void aSeedThatIsNoNumberFails() {
        assertThat(Inner.onlyFailure(Inner.run(FineTestCase.class, Map.of("globaltable.seed", "today"))))
                .hasMessage(
                        "Wrong configuration parameter globaltable.seed: found \"today\", expected a whole number, for"
                                + " example -Dglobaltable.seed=4711.");
    }

    @Test
    void aReportModeThatDoesNotExistFails() {
        assertThat(Inner.onlyFailure(Inner.run(FineTestCase.class, Map.of("globaltable.report", "sometimes"))))
                .hasMessage("Wrong configuration parameter globaltable.report: found \"sometimes\", expected failures,"
                        + " always or off.");
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", seed = 1, homeRegion = "us-east-1")
    static class FurtherInTestCase {

        @Nested
        @GlobalTable(name = "scores", partitionKey = "game", seed = 2, homeRegion = "eu-west-1")
        class Inside {

            @Test
            void theInnerOneHolds(Simulation simulation) {
                assertThat(simulation.seed()).isEqualTo(2);
                assertThat(simulation.homeRegion().id()).isEqualTo("eu-west-1");
            }
        }

        @BeforeAll
        static void before() {}
    }

    @Test
    void whatAnInnerClassSaysOfTheSimulationHoldsInsteadOfTheOuterOnes() {
        Inner.requireSuccess(Inner.run(FurtherInTestCase.class), 1);
    }
}
