package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class DeleteTests {

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void ada() {
        statements.run("INSERT INTO people VALUE {'id': '1', 'name': 'Ada'}");
    }

    @Test
    void theItemIsGone() {
        assertThat(statements.run("DELETE FROM people WHERE id = ?", "1")).isEmpty();

        assertThat(statements.person("1")).isEqualTo("nothing");
    }

    @Test
    void theItemIsReturnedAsItWas() {
        assertThat(statements.run("DELETE FROM people WHERE id = '1' RETURNING ALL OLD *"))
                .containsExactly("{id: '1', name: 'Ada'}");
    }

    @Test
    void otherConditionsHaveToHold() {
        statements.refuses(
                ConditionalCheckFailedException.class,
                "DELETE FROM people WHERE id = '1' AND name = 'Grace'",
                "The conditional request failed");
        assertThat(statements.person("1")).isEqualTo("{id: '1', name: 'Ada'}");

        statements.run("DELETE FROM people WHERE id = '1' AND begins_with(name, 'A')");
        assertThat(statements.person("1")).isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " AND name = 'Grace'", " AND name IS NOT MISSING"})
    void anItemThatIsNotThereIsNoErrorWhateverTheConditions(String others) {
        assertThat(statements.run("DELETE FROM people WHERE id = '2'" + others + " RETURNING ALL OLD *"))
                .isEmpty();
    }

    @Test
    void onlyTheOldItemCanBeReturned() {
        statements.refuses(
                "DELETE FROM people WHERE id = '1' RETURNING MODIFIED OLD *",
                "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE"
                        + " statements.");
    }

    @Test
    void theKeyHasToBeGiven() {
        statements.refuses(
                "DELETE FROM people WHERE name = 'Ada'",
                "Where clause does not contain a mandatory equality on all key attributes");
        statements.refuses(
                "DELETE FROM people", "Where clause does not contain a mandatory equality on all key attributes");
    }
}
