package dev.globaltable.examples.scenarios;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/scenarios.md} tells of these tests: each that it names is there, and what it quotes is in them. */
class DocumentationTests {

    private static final Path PAGE = Path.of("..", "docs", "scenarios.md");
    private static final Path TESTS = Path.of("src/test/java/dev/globaltable/examples/scenarios");
    private static final String FOLDER = "../examples/src/test/java/dev/globaltable/examples/scenarios/";
    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\(" + Pattern.quote(FOLDER) + "(\\w+)\\.java\\)");
    private static final Pattern QUOTE = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** A part of the page under a heading that begins with the numbers of its scenarios. */
    private record Section(String heading, String text) {

        static List<Section> all() throws IOException {
            List<Section> sections = new ArrayList<>();
            for (String part : Files.readString(PAGE).split("(?m)^### ", -1)) {
                int end = part.indexOf('\n');
                if (Character.isDigit(part.charAt(0))) {
                    sections.add(new Section(part.substring(0, end), part.substring(end)));
                }
            }
            return sections;
        }

        List<Integer> scenarios() {
            String numbers = heading.substring(0, heading.indexOf('.'));
            return NUMBER.matcher(numbers)
                    .results()
                    .map(MatchResult::group)
                    .map(Integer::valueOf)
                    .toList();
        }

        List<String> tests() {
            return LINK.matcher(text)
                    .results()
                    .peek(link -> assertThat(link.group(1)).isEqualTo(link.group(2)))
                    .map(link -> link.group(1))
                    .distinct()
                    .toList();
        }

        List<String> quotes() {
            return QUOTE.matcher(text).results().map(quote -> quote.group(1)).toList();
        }

        /** The files that the section links to. */
        String sources() throws IOException {
            List<String> sources = new ArrayList<>();
            for (String test : tests()) {
                sources.add(Files.readString(TESTS.resolve(test + ".java")));
            }
            return sources.stream().map(Section::withoutIndentation).collect(joining("\n"));
        }

        void check() throws IOException {
            assertThat(tests()).as("tests of %s", heading).isNotEmpty();
            String sources = sources();
            for (String quote : quotes()) {
                assertThat(sources).as("sources of %s", heading).contains(withoutIndentation(quote));
            }
            for (int scenario : scenarios()) {
                assertThat(sources).containsPattern("Scenarios? [^.]*\\b" + scenario + "\\b");
            }
        }

        private static String withoutIndentation(String source) {
            return source.lines().map(String::strip).collect(joining("\n"));
        }
    }

    @TestFactory
    Stream<DynamicTest> everySectionTellsOfTestsThatAreThere() throws IOException {
        return Section.all().stream().map(section -> DynamicTest.dynamicTest(section.heading(), section::check));
    }

    @Test
    void everyTestHasItsSection() throws IOException {
        Set<String> told = new TreeSet<>();
        Section.all().forEach(section -> told.addAll(section.tests()));
        try (Stream<Path> files = Files.list(TESTS)) {
            assertThat(told)
                    .containsAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Tests.java") && !name.startsWith("Documentation"))
                            .map(name -> name.replace(".java", ""))
                            .toList());
        }
    }
}
