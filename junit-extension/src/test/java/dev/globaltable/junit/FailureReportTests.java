package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.globaltable.Session;
import dev.globaltable.Simulation;
import dev.globaltable.assertj.GlobalTableAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FailureReportTests {

    @TempDir
    Path folder;

    private Map<String, String> written() {
        return Map.of("globaltable.report.dir", folder.toString());
    }

    /** Path and content of every file below the folder. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith(".index.lock"))
                    .toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return files;
    }

    private static String noteOf(Throwable failure) {
        assertThat(failure.getSuppressed()).hasSize(1);
        return failure.getSuppressed()[0].toString();
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "far", seed = 4711)
    static class FailingTestCase {

        @Test
        void fails(@InRegion("us-east-1") DynamoDbClient client, Simulation simulation) {
            Profiles.put(client, "42", "Ada");
            simulation.settle();
            fail("as it should");
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "far", seed = 4711)
    static class StaleTestCase {

        @Test
        void readsItsWrites(
                @InRegion("us-east-1") DynamoDbClient us,
                @InRegion("eu-west-1") DynamoDbClient eu,
                Simulation simulation) {
            Profiles.put(us, "42", "Ada");
            eu.getItem(get -> get.tableName("profiles").key(Map.of("userId", AttributeValue.fromS("42"))));
            GlobalTableAssertions.assertThat(simulation.history()).readsItsWrites();
        }
    }

    @Test
    void thePicturePointsAtAViolatedGuarantee() {
        Inner.onlyFailure(Inner.run(StaleTestCase.class, written()));

        assertThat(files().entrySet())
                .filteredOn(file -> file.getKey().endsWith("readsItsWrites.timeline.html"))
                .singleElement()
                .satisfies(file -> assertThat(file.getValue())
                        .contains("\"guarantee\":\"read your writes\"", "\"label\":\"did not see\""));
    }

    @Test
    void aFailureNamesTheSeedHowToReplayItThePictureAndTheHistory() {
        Throwable failure = Inner.onlyFailure(Inner.run(FailingTestCase.class, written()));

        assertThat(failure).hasMessage("as it should");
        assertThat(noteOf(failure))
                .isEqualTo(
                        "Seed 4711: replay with @GlobalTable(..., seed = 4711) or -Dglobaltable.seed=4711. Timeline: "
                                + folder.resolve(FailingTestCase.class.getName().replace('$', '.'))
                                        .resolve("fails.timeline.html")
                                + " History: "
                                + folder.resolve(FailingTestCase.class.getName().replace('$', '.'))
                                        .resolve("fails.history.txt"));
        assertThat(failure.getSuppressed()[0].getStackTrace()).isEmpty();
    }

    @Test
    void theHistoryLiesInTheBuildFolderUnlessSaidOtherwise() {
        Throwable failure =
                Inner.onlyFailure(Inner.run(FailingTestCase.class, Map.of("globaltable.report", "failures")));

        assertThat(noteOf(failure))
                .endsWith(" History: "
                        + Path.of(
                                        "target",
                                        "global-table",
                                        FailingTestCase.class.getName().replace('$', '.'))
                                .resolve("fails.history.txt"));
    }

    @Test
    void theHistoryFileHoldsTheHistoryOfTheTest() {
        Inner.run(FailingTestCase.class, written());

        assertThat(files().get(FailingTestCase.class.getName().replace('$', '.') + "/fails.history.txt"))
                .startsWith("simulation seed=4711 start=2026-01-01T00:00:00Z\n")
                .contains(" us-east-1 PutItem {\"Item\":{\"name\":{\"S\":\"Ada\"},\"userId\":{\"S\":\"42\"}}")
                .contains(" us-east-1 -> eu-west-1 message 1 profiles/42 arrived APPLIED\n");
    }

    @Test
    void thePictureShowsTheHistoryOfTheTestUnderItsName() {
        Inner.run(FailingTestCase.class, written());

        assertThat(files().get(FailingTestCase.class.getName().replace('$', '.') + "/fails.timeline.html"))
                .contains("<title>fails</title>")
                .contains("\"message\":\"as it should\"")
                .contains("\"origin\":\"dev.globaltable.junit.FailureReportTests.FailingTestCase\"")
                .contains("\"replay\":\"@GlobalTable(..., seed = 4711) or -Dglobaltable.seed=4711\"")
                .contains("\"verdict\":\"failed\"")
                .contains("PutItem profiles {name: \\\"Ada\\\", userId: \\\"42\\\"}");
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "far", seed = 4711)
    static class BrokenGuaranteeTestCase {

        @Test
        void fails(Simulation simulation) {
            Session cart = simulation.session("cart");
            cart.run(() -> Profiles.put(cart.client(Region.US_EAST_1), "42", "Ada"));
            cart.run(() -> Profiles.name(cart.client(Region.EU_WEST_1), "42"));
            GlobalTableAssertions.assertThat(simulation.history())
                    .session("cart")
                    .readsItsWrites();
        }
    }

    @Test
    void thePictureOfABrokenGuaranteePointsAtTheContradiction() {
        Inner.run(BrokenGuaranteeTestCase.class, written());

        assertThat(files().get(BrokenGuaranteeTestCase.class.getName().replace('$', '.') + "/fails.timeline.html"))
                .contains(
                        "\"guarantee\":\"read your writes\"",
                        "\"relations\":[{\"from\":1,\"label\":\"same session\",\"to\":2}",
                        "\"caption\":\"B, cart: GetItem read (absent)\",\"operation\":2");
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "200ms..2s")
    static class DrawingTestCase {

        @RepeatedTest(2)
        void fails(@InRegion("us-east-1") DynamoDbClient client, Simulation simulation) {
            for (int user = 0; user < 20; user++) {
                Profiles.put(client, "user " + user, "Ada");
                simulation.clock().advance(Duration.ofMillis(100));
            }
            simulation.settle();
            fail("as it should");
        }
    }

    @Test
    void aReplayWithTheSeedGivesTheSameHistoryByteForByte() {
        Inner.run(DrawingTestCase.class, written());
        Map<String, String> first = files();
        String path = DrawingTestCase.class.getName().replace('$', '.') + "/fails[2].history.txt";
        String seed = first.get(path).lines().findFirst().orElseThrow().replaceAll(".*seed=(\\d+) .*", "$1");
        Inner.run(DrawingTestCase.class, written());
        Map<String, String> again = files();
        Inner.run(DrawingTestCase.class, Map.of("globaltable.report.dir", folder.toString(), "globaltable.seed", seed));

        assertThat(again).hasSize(5).isEqualTo(first);
        assertThat(files().get(path)).isEqualTo(first.get(path));
        assertThat(first.values()).doesNotHaveDuplicates();
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class NamesTestCase {

        @Test
        void overloaded() {
            fail("as it should");
        }

        @Test
        void overloaded(Simulation simulation) {
            fail("as it should");
        }

        @RepeatedTest(2)
        void repeated() {
            fail("as it should");
        }

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(
                    DynamicTest.dynamicTest("passes", () -> {}),
                    DynamicTest.dynamicTest("fails", () -> fail("as it should")));
        }

        @Nested
        class Inside {

            @Test
            void fails() {
                fail("as it should");
            }
        }
    }

    @Test
    void everyTestHasFilesOfItsOwn() {
        Inner.run(NamesTestCase.class, written());

        String folderName = NamesTestCase.class.getName().replace('$', '.');
        assertThat(files().keySet())
                .filteredOn(path -> path.endsWith(".history.txt"))
                .containsExactly(
                        folderName + ".Inside/fails.history.txt",
                        folderName + "/factory[2].history.txt",
                        folderName + "/overloaded().history.txt",
                        folderName + "/overloaded(Simulation).history.txt",
                        folderName + "/repeated[1].history.txt",
                        folderName + "/repeated[2].history.txt");
    }

    @Test
    void everyFailureCarriesOneNote() {
        List<Throwable> failures = Inner.failures(Inner.run(NamesTestCase.class, written()));

        assertThat(failures)
                .hasSize(6)
                .allSatisfy(failure ->
                        assertThat(noteOf(failure)).startsWith("Seed ").endsWith(".history.txt"));
    }

    @Test
    void aNameThatNoFileSystemTakesIsChangedAndToldApartByItsHash() {
        assertThat(ReportFiles.safe("fails(int,String[])")).isEqualTo("fails(int,String[])");
        assertThat(ReportFiles.safe("a b")).isEqualTo("a_b-17063");
        assertThat(ReportFiles.safe("a:b")).isEqualTo("a_b-17389");
        assertThat(ReportFiles.safe("x".repeat(300)))
                .startsWith("x".repeat(120) + "-")
                .hasSizeLessThan(140);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class BeforeTestCase {

        @BeforeEach
        void before() {
            fail("before");
        }

        @Test
        void never() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class AfterTestCase {

        @Test
        void passes() {}

        @AfterEach
        void after() {
            fail("after");
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class ConstructorTestCase {

        ConstructorTestCase() {
            throw new IllegalStateException("constructor");
        }

        @Test
        void never() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class BeforeAllTestCase {

        @BeforeAll
        static void before() {
            fail("before all");
        }

        @Test
        void never() {}
    }

    @Test
    void failuresAroundATestCarryTheNoteToo() {
        for (Class<?> testClass : List.of(
                BeforeTestCase.class, AfterTestCase.class, ConstructorTestCase.class, BeforeAllTestCase.class)) {
            assertThat(noteOf(Inner.onlyFailure(Inner.run(testClass, written()))))
                    .as(testClass.getSimpleName())
                    .startsWith("Seed ");
        }
        assertThat(files().keySet()).anyMatch(path -> path.endsWith("BeforeAllTestCase/class.history.txt"));
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class NotFailingTestCase {

        @Test
        void passes() {}

        @Test
        void isAborted() {
            Assumptions.abort("not here");
        }
    }

    @Test
    void nothingIsWrittenForTestsThatDoNotFail() {
        Inner.run(NotFailingTestCase.class, written());

        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsWrittenWhenReportsAreOff() {
        Throwable failure = Inner.onlyFailure(Inner.run(
                FailingTestCase.class,
                Map.of("globaltable.report.dir", folder.toString(), "globaltable.report", "off")));

        assertThat(noteOf(failure))
                .isEqualTo("Seed 4711: replay with @GlobalTable(..., seed = 4711) or -Dglobaltable.seed=4711.");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidInTheNote() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Throwable failure =
                Inner.onlyFailure(Inner.run(FailingTestCase.class, Map.of("globaltable.report.dir", file.toString())));

        assertThat(failure).hasMessage("as it should");
        assertThat(noteOf(failure)).contains("The history could not be written: ");
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "800ms", seed = 4711)
    static class PassingTestCase {

        @Test
        void passes(@InRegion("us-east-1") DynamoDbClient client, Simulation simulation) {
            Profiles.put(client, "42", "Ada");
            simulation.settle();
        }
    }

    private String printedBy(Class<?> testCase, String report) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Inner.run(testCase, Map.of("globaltable.report.dir", folder.toString(), "globaltable.report", report));
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatHappenedInAFailedTestIsPrintedOnce() {
        assertThat(printedBy(FailingTestCase.class, "failures"))
                .startsWith("\nFailureReportTests.FailingTestCase > fails(DynamoDbClient, Simulation) (seed 4711)\n")
                .containsOnlyOnce("PutItem profiles/42")
                .isEqualTo(printedBy(FailingTestCase.class, "always"));
    }

    @Test
    void nothingIsPrintedWhenReportsAreOffOrTheTestPasses() {
        assertThat(printedBy(FailingTestCase.class, "off")).isEmpty();
        assertThat(printedBy(PassingTestCase.class, "failures")).isEmpty();
    }

    @Test
    void aTestWithoutFailureIsShownWhenAskedFor() {
        String printed = printedBy(PassingTestCase.class, "always");

        assertThat(printed).isEqualTo("""

                        FailureReportTests.PassingTestCase > passes(DynamoDbClient, Simulation) (seed 4711)
                            time (s)  us-east-1                                           | eu-west-1
                            0.000000  PutItem profiles/42 = {name: "Ada", userId: "42"}   |
                            0.000000  #1 -------------------------------------------------+--> due 0.800000
                            0.800000                                                      | #1 applied: profiles/42 = {name: "Ada", userId:
                                                                                          |   "42"}

                        """);
        assertThat(files().keySet())
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactly("passes.history.txt", "passes.timeline.html", "index.html");
        assertThat(files().values()).anyMatch(text -> text.contains("\"verdict\":\"passed\""));
    }
}
