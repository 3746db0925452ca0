package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPairTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | a | true", "a | a, b | true", "a, [0] | a, b | true", "a, b | a, c | false", "a | b | false"})
    void pathsMeetWhenOneLeadsThroughTheOtherOrTheyTakeAPlaceForAListAndForAMap(String one, String two, boolean meet) {
        String message =
                "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of"
                        + " these paths; path one: [" + one + "], path two: [" + two + "]";

        assertThat(PathPair.of(message))
                .hasValueSatisfying(pair -> assertThat(pair.meet()).isEqualTo(meet));
    }
}
