package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportIndexTests {

    @TempDir
    Path folder;

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class FirstTestCase {

        @Test
        void fails() {
            fail("as it should");
        }

        @Test
        void passes() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class SecondTestCase {

        @Test
        void passes() {}
    }

    private void run(Class<?> testClass, String report) {
        Inner.run(testClass, Map.of("globaltable.report.dir", folder.toString(), "globaltable.report", report));
    }

    private List<String> links() throws IOException {
        return Files.readString(folder.resolve("index.html"))
                .lines()
                .filter(line -> line.startsWith("<tr>"))
                .map(line -> line.replaceAll(".*verdict ([a-z]+)\".*href=\"([^\"]*)\".*", "$1 $2"))
                .toList();
    }

    @Test
    void namesEveryPictureOfARunOfSeveralClassesFailedFirst() throws IOException {
        run(SecondTestCase.class, "always");
        run(FirstTestCase.class, "always");

        String name = "dev.globaltable.junit.ReportIndexTests.";
        assertThat(links())
                .containsExactly(
                        "failed " + name + "FirstTestCase/fails.timeline.html",
                        "passed " + name + "FirstTestCase/passes.timeline.html",
                        "passed " + name + "SecondTestCase/passes.timeline.html");
    }

    @Test
    void thereIsNoneWhenAllTestsPass() {
        run(SecondTestCase.class, "failures");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void manyMayWriteItAtTheSameTime() throws IOException {
        run(FirstTestCase.class, "always");
        String alone = Files.readString(folder.resolve("index.html"));

        IntStream.range(0, 20).parallel().forEach(writer -> new ReportRunOf(folder).write());

        assertThat(folder.resolve("index.html")).hasContent(alone);
    }

    /** A JVM of its own, as far as a test in one can tell. */
    private record ReportRunOf(Path folder) {

        void write() {
            ReportRun run = new ReportRun();
            run.wrote(folder);
            run.writeIndexes();
        }
    }

    @Test
    void theFirstTestOfAClassTakesAwayWhatAnEarlierRunLeft() throws IOException {
        run(FirstTestCase.class, "failures");
        Path classFolder;
        try (Stream<Path> folders = Files.list(folder)) {
            classFolder = folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path foreign = Files.writeString(classFolder.resolve("notes.txt"), "mine");

        ReportRun nextRun = new ReportRun();
        nextRun.ended(folder, classFolder);
        nextRun.writeIndexes();

        assertThat(classFolder).isDirectoryContaining(foreign::equals);
        assertThat(classFolder.resolve("fails.timeline.html")).doesNotExist();
        assertThat(folder.resolve("index.html")).doesNotExist();
    }

    @Test
    void testsThatRunAgainInOneJvmLeaveThePicturesOfTheFirstTry() {
        run(FirstTestCase.class, "failures");
        run(FirstTestCase.class, "failures");

        assertThat(folder.resolve("dev.globaltable.junit.ReportIndexTests.FirstTestCase/fails.timeline.html"))
                .exists();
    }
}
