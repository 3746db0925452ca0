package dev.globaltable.examples.anomalies;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of {@code docs/anomalies.md}: each cell is one of these tests. */
class AnomaliesTests {

    private static final Path PAGE = Path.of("..", "docs", "anomalies.md");

    /** The cells of each row of the table under the heading of its first column. */
    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| ") && line.endsWith(" |")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    @Test
    void theTableHasARowForEachAnomalyAndAColumnForEachScope() throws IOException {
        List<List<String>> rows = rows();

        assertThat(rows.get(0).subList(1, rows.get(0).size()))
                .isEqualTo(Arrays.stream(Scope.values()).map(Scope::heading).toList());
        assertThat(rows.subList(1, rows.size()).stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(
                        Anomaly.ALL.stream().map(Anomaly::title).toList());
    }

    @TestFactory
    Stream<DynamicTest> cells() throws IOException {
        Map<String, List<String>> rows = rows().stream().collect(toMap(row -> row.get(0), row -> row));
        List<String> headings = rows().get(0);
        return Anomaly.ALL.stream()
                .flatMap(anomaly -> Arrays.stream(Scope.values()).map(scope -> {
                    String cell = rows.get(anomaly.title()).get(headings.indexOf(scope.heading()));
                    return dynamicTest(
                            anomaly.title() + " / " + scope.heading() + ": " + cell,
                            () -> assertThat(anomaly.occursIn(scope) ? "possible" : "prevented")
                                    .isEqualTo(cell));
                }));
    }
}
