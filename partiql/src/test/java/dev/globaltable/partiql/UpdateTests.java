package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.error.NotSimulatedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class UpdateTests {

    private static final String NO_KEY = "Where clause does not contain a mandatory equality on all key attributes";

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void ada() {
        statements.run(
                "INSERT INTO people VALUE {'id': '1', 'name': 'Ada', 'age': 36, 'items': [1, 2], 'tags': <<'a', 'b'>>,"
                        + " 'map': {'inside': {'deep': 1}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SET name = 'Grace'                                | {name: 'Grace'}
            SET name = 'Grace' SET age = 85                   | {age: 85, name: 'Grace'}
            SET name = 'Grace', age = 85                      | {age: 85, name: 'Grace'}
            SET age = age + 1                                 | {age: 37}
            SET age = age - 1                                 | {age: 35}
            SET age = 1 - age                                 | {age: -35}
            SET age = age + 1 - 3                             | {age: 34}
            SET age = age + (1 - 3)                           | {age: 34}
            SET age = age - (1 - 3)                           | {age: 38}
            SET age = age + age                               | {age: 72}
            SET age = age + 0                                 | {age: 36}
            SET age = 1 + 2 + 3                               | {age: 6}
            SET age = (age)                                   | {age: 36}
            SET nick = name                                   | {nick: 'Ada'}
            SET nick = if_not_exists(nick, 'Countess')        | {nick: 'Countess'}
            SET items = list_append(items, [3])               | {items: [1, 2, 3]}
            SET items = LIST_APPEND([0], items)               | {items: [0, 1, 2]}
            SET tags = set_add(tags, <<'c'>>)                 | {tags: <<a, b, c>>}
            SET tags = SET_DELETE(tags, <<'a'>>)              | {tags: <<b>>}
            SET more = set_add(more, <<1>>)                   | {more: <<1>>}
            SET map.inside.deep = 2                           | {map: {inside: {deep: 2}}}
            SET map['inside'] = 2                             | {map: {inside: 2}}
            SET "name" = NULL                                 | {name: null}
            """)
    void whatIsSetCanBeReturned(String changes, String modified) {
        assertThat(statements.run("UPDATE people " + changes + " WHERE id = '1' RETURNING MODIFIED NEW *"))
                .containsExactly(modified);
    }

    @Test
    void whatIsRemovedIsGone() {
        statements.run("UPDATE people SET age = 85 REMOVE items[0] REMOVE tags REMOVE map.inside.deep WHERE id = '1'");

        assertThat(statements.person("1")).isEqualTo("{age: 85, id: '1', items: [2], map: {inside: {}}, name: 'Ada'}");
    }

    @Test
    void questionMarksTakeTheParametersInTheirOrder() {
        assertThat(statements.run(
                        "UPDATE people SET age = ? SET name = ? WHERE id = ? AND age = ? RETURNING MODIFIED NEW *",
                        85,
                        "Grace",
                        "1",
                        36))
                .containsExactly("{age: 85, name: 'Grace'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALL OLD      | {age: 36, id: '1', items: [1, 2], map: {inside: {deep: 1}}, name: 'Ada', tags: <<a, b>>}
            ALL NEW      | {age: 85, id: '1', items: [1, 2], map: {inside: {deep: 1}}, name: 'Ada', tags: <<a, b>>}
            MODIFIED OLD | {age: 36}
            MODIFIED NEW | {age: 85}
            """)
    void theItemIsReturnedAsItWasOrIs(String returning, String item) {
        assertThat(statements.run("UPDATE people SET age = 85 WHERE id = '1' RETURNING " + returning + " *"))
                .containsExactly(item);
    }

    @Nested
    class Where {

        @Test
        void anItemThatIsNotThereIsNotCreated() {
            statements.refuses(
                    ConditionalCheckFailedException.class,
                    "UPDATE people SET age = 1 WHERE id = '2'",
                    "The conditional request failed");

            assertThat(statements.person("2")).isEqualTo("nothing");
        }

        @Test
        void otherConditionsHaveToHold() {
            statements.run("UPDATE people SET age = 37 WHERE id = '1' AND (age = 36 OR age = 35) AND nick IS MISSING");

            statements.refuses(
                    ConditionalCheckFailedException.class,
                    "UPDATE people SET age = 38 WHERE id = '1' AND age = 36",
                    "The conditional request failed");
            assertThat(statements.run("SELECT age FROM people WHERE id = '1'")).containsExactly("{age: 37}");
        }

        @Test
        void theItemThatFailedThemIsReturnedWhenAskedFor() {
            ConditionalCheckFailedException error = catchThrowableOfType(
                    ConditionalCheckFailedException.class,
                    () -> statements.execute(
                            "UPDATE people REMOVE tags WHERE id = '1' AND age = 1",
                            request -> request.returnValuesOnConditionCheckFailure("ALL_OLD")));

            assertThat(Statements.text(error.item())).contains("age: 36");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "WHERE age = 36",
                    "WHERE id > '1'",
                    "WHERE id IN ['1']",
                    "WHERE id = '1' OR id = '2'",
                    "WHERE NOT id = '1'",
                    "WHERE NOT (NOT (id = '1'))"
                })
        void theKeyHasToBeGiven(String where) {
            statements.refuses("UPDATE people SET age = 1 " + where, NO_KEY);
        }

        @Test
        void thereHasToBeOne() {
            statements.refuses("UPDATE people SET age = 1", NO_KEY);
            statements.refuses("UPDATE orders SET total = 1 WHERE customer = '1'", NO_KEY);
        }

        @Test
        void twoKeysAreNotOneItem() {
            statements.refuses(
                    "UPDATE people SET age = 1 WHERE id = '1' AND id = '2'",
                    "Multiple conditions on same key id. Only single item Update/Insert/Delete are supported");
            statements.run("UPDATE people SET age = 1 WHERE id = '1' AND '1' = id");
        }

        @Test
        void theKeyHasToFitTheTable() {
            statements.refuses(
                    "UPDATE people SET age = 1 WHERE id = 1",
                    "Key attribute's data type should match its data type in table's schema: Key id");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SET id = '2'                      | One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key
            SET a = 1 SET a = 2               | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            REMOVE map.inside REMOVE map      | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [map], path two: [map, inside]
            SET map.inside = 1 SET map = 2    | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [map], path two: [map, inside]
            SET a = absent                    | The provided expression refers to an attribute that does not exist in the item
            SET a = age * 2                   | Unsupported operator in Update Expression. Operator: *
            SET a = -age                      | Incorrect number of operands for operator or function; operator or function: -, number of operands: 1
            SET a = size(name)                | The function is not allowed in an update expression; function: size
            SET a = whatever(name)            | Unrecognized function: whatever
            SET a = MISSING                   | MISSING must be compared using IS operator
            SET a = [age]                     | Unsupported data type: VariableReference under key root.0 at 1:24:3
            SET a = set_add(tags, <<'c'>>)    | The first argument to SET_ADD must equal the assignment value
            SET tags = set_add(tags, 'c')     | The second argument to SET_ADD must be a value with type SET at 1:34:4
            SET tags = set_add(tags)          | SET_ADD must have exactly two arguments at 1:26:7
            SET tags = set_add(tags, <<1>>)   | An operand in the update expression has an incorrect data type
            SET items[-1] = 1                  | List index is not within the allowable range; index: [-1] at 1:26:1
            SET absent.inside = 1            | The document path provided in the update expression is invalid for update
            """)
    void whatCannotBeSetIsRefused(String changes, String message) {
        statements.refuses("UPDATE people " + changes + " WHERE id = '1'", message);
    }

    @Test
    void aSumOfThreeAttributesIsNotSimulated() {
        NotSimulatedException error = catchThrowableOfType(
                NotSimulatedException.class,
                () -> statements.run("UPDATE people SET age = age + age + age WHERE id = '1'"));

        assertThat(error).hasMessageContaining("a sum of more than two attributes");
    }

    @Test
    void textsAreNotJoined() {
        statements.refuses(
                "UPDATE people SET a = 'b' || 'c' WHERE id = '1'",
                "Unsupported operator in Update Expression. Operator: ||");
    }

    @Test
    void indexesAreNotUpdated() {
        statements.refuses(
                "UPDATE \"people\".\"byName\" SET age = 1 WHERE id = '1'",
                "This operation is not supported on an index");
    }
}
