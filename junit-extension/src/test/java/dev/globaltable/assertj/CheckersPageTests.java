package dev.globaltable.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.check.Check;
import dev.globaltable.check.Checks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/checkers.md} quotes is in {@link GuaranteeAssertTests}, and it names every check there is. */
class CheckersPageTests {

    private static final Path PAGE = Path.of("..", "docs", "checkers.md");
    private static final Path TESTS = Path.of("src/test/java/dev/globaltable/assertj/GuaranteeAssertTests.java");

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String withoutWhiteSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void whatItQuotesIsInTheTests() throws IOException {
        String tests = withoutWhiteSpace(Files.readString(TESTS));
        List<String> quotes = found("(?ms)^```(?:java)?\\n(.*?)^```$");

        assertThat(quotes).hasSize(5);
        for (String quote : quotes) {
            assertThat(tests).contains(withoutWhiteSpace(quote));
        }
    }

    @Test
    void itNamesEveryCheck() throws IOException {
        assertThat(found("(?m)^\\| `(\\w+)` \\|"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Checks.class.getMethods())
                        .filter(method -> method.getReturnType().equals(Check.class))
                        .map(Method::getName)
                        .distinct()
                        .toList());
    }
}
