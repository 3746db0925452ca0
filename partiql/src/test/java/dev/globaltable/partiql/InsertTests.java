package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class InsertTests {

    @RegisterExtension
    final Statements statements = new Statements();

    @Test
    void anItemIsWrittenWithEveryTypeThatHasALiteral() {
        assertThat(statements.run("INSERT INTO \"people\" VALUE {'id': '1', 'age': 36, 'score': -1.50, 'large': 1e3,"
                        + " 'tags': <<'a', 'b'>>, 'years': <<1815, 1852>>, 'list': [1, 'two', {'three': NULL}],"
                        + " 'alive': FALSE, 'quote': 'it''s', 'empty': ''}"))
                .isEmpty();

        assertThat(statements.person("1"))
                .isEqualTo("{age: 36, alive: false, empty: '', id: '1', large: 1000, list: [1, 'two', {three: null}],"
                        + " quote: 'it's', score: -1.5, tags: <<a, b>>, years: <<1815, 1852>>}");
    }

    @Test
    void questionMarksTakeTheParametersInTheirOrder() {
        statements.run("INSERT INTO people VALUE {'id': ?, 'age': ?, 'picture': ?}", "1", 36, new byte[] {'a', 'b'});

        assertThat(statements.person("1")).isEqualTo("{age: 36, id: '1', picture: b'ab'}");
    }

    @Test
    void keywordsMayBeWrittenInAnyCase() {
        statements.run("insert into people value {'id': '1', 'a': tRuE, 'b': null}");

        assertThat(statements.person("1")).isEqualTo("{a: true, b: null, id: '1'}");
    }

    @Test
    void anItemWithTheSameKeyIsNotReplaced() {
        statements.run("INSERT INTO people VALUE {'id': '1', 'name': 'Ada'}");

        DuplicateItemException error = statements.refuses(
                DuplicateItemException.class,
                "INSERT INTO people VALUE {'id': '1', 'name': 'Grace'}",
                "Duplicate primary key exists in table");

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("DuplicateItemException");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(statements.person("1")).isEqualTo("{id: '1', name: 'Ada'}");
    }

    @Test
    void theTableHasToExist() {
        statements.refuses(
                ResourceNotFoundException.class,
                "INSERT INTO nobody VALUE {'id': '1'}",
                "Requested resource not found");
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'name': 'Ada'}                | Key attribute should be present in the item: Key id
                {'id': 1}                      | Key attribute's data type should match its data type in table's schema: Key id
                {'id': ''}                     | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id
                {'id': '1', 'id': '2'}         | Duplicate keys in tuple. Key: id under root at 1:38:4
                {id: '1'}                      | Tuple keys must be of type String. Actual type: VariableReference under root at 1:27:2
                {'id': '1', '': 1}             | Path component cannot be an empty string
                {'id': '1', 's': <<>>}         | Empty bags are not supported at 1:43:2
                {'id': '1', 's': <<1, 'a'>>}   | Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags
                {'id': '1', 's': <<[1]>>}      | Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags at 1:45:1
                {'id': '1', 's': <<1, 1>>}     | Input collection contains duplicates
                {'id': '1', 'n': 1 + 1}        | Unsupported data type: + under key root at 1:45:1
                {'id': '1', 'n': name}         | Unsupported data type: name under key root at 1:43:4
                {'id': '1', 'n': MISSING}      | Unsupported data type: MISSING under key root at 1:43:7
                {'id': '1', 'n': 1e200}        | Number overflow. Attempting to store a number with magnitude larger than supported range
                'text'                         | Unsupported format in item expression. Please use struct format {...} to express item values for insert statement. at 1:26:6
                {'id': '1'} RETURNING ALL OLD *| RETURNING is not supported in INSERT
                """)
        void whatIsNoItemOfTheTable(String item, String message) {
            statements.refuses("INSERT INTO people VALUE " + item, message);
        }

        @Test
        void aQuestionMarkInsideAListOrMap() {
            statements.refuses(
                    "INSERT INTO people VALUE {'id': '1', 'list': [?]}",
                    "Unsupported data type: Parameter under key root.0 at 1:47:1",
                    "a");
        }

        @Test
        void moreQuestionMarksThanParameters() {
            statements.refuses(
                    "INSERT INTO people VALUE {'id': ?, 'age': ?}",
                    "Number of parameters in request and statement don't match.",
                    "1");
        }

        @Test
        void bags() {
            statements.refuses("INSERT INTO people << {'id': '1'} >>", "Unsupported operation: InsertOp");
        }
    }
}
