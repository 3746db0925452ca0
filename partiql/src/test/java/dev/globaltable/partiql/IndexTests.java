package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class IndexTests {

    @RegisterExtension
    final Statements statements = new Statements();

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    @BeforeEach
    void tableWithIndexes() {
        statements.call(CreateTableRequest.builder()
                .tableName("books")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("author", ScalarAttributeType.S),
                        attribute("title", ScalarAttributeType.S),
                        attribute("genre", ScalarAttributeType.S),
                        attribute("year", ScalarAttributeType.N))
                .keySchema(key("author", KeyType.HASH), key("title", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("byGenre")
                        .keySchema(key("genre", KeyType.HASH), key("year", KeyType.RANGE))
                        .projection(projection -> projection
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes("pages"))
                        .build())
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("byYear")
                        .keySchema(key("author", KeyType.HASH), key("year", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .build());
        statements.simulation().clock().advance(Duration.ofMinutes(10));
        insert("ann", "a", "novel", 2001, 300);
        insert("ann", "b", "poems", 2000, 80);
        insert("ben", "c", "novel", 1999, 200);
        insert("ben", "d", "novel", 2003, 250);
        statements.simulation().clock().advance(Duration.ofMinutes(10));
    }

    private void insert(String author, String title, String genre, int year, int pages) {
        statements.run(
                "INSERT INTO books VALUE {'author': ?, 'title': ?, 'genre': ?, 'year': ?, 'pages': ?, 'text': 'long'}",
                author,
                title,
                genre,
                year,
                pages);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            byGenre | genre = 'novel'                                    | c a d
            byGenre | genre = 'novel' AND year > 2000                    | a d
            byGenre | genre = 'novel' AND pages < 300                    | c d
            byGenre | genre = 'novel' AND author = 'ben'                 | c d
            byGenre | genre = 'novel' ORDER BY year DESC                 | d a c
            byGenre | genre IN ['poems', 'novel'] ORDER BY genre DESC    | b c a d
            byGenre | genre = 'novel' AND text = 'long'                  | ``
            byYear  | author = 'ann'                                     | b a
            byYear  | author = 'ann' AND year = 2001                     | a
            byYear  | author = 'ben' ORDER BY year DESC                  | d c
            byYear  | author = 'ben' AND pages > 200                     | d
            """)
    void anIndexIsReadByItsOwnKeys(String index, String clauses, String titles) {
        assertThat(statements
                        .execute("SELECT title FROM \"books\".\"" + index + "\" WHERE " + clauses, request -> {})
                        .items()
                        .stream()
                        .map(item -> item.get("title").s())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(titles);
    }

    @Test
    void anIndexShowsWhatItHolds() {
        assertThat(statements.run("SELECT * FROM books.byGenre WHERE genre = 'poems'"))
                .containsExactly("{author: 'ann', genre: 'poems', pages: 80, title: 'b', year: 2000}");
        assertThat(statements.run("SELECT * FROM books.byYear WHERE author = 'ann' AND pages > 100"))
                .containsExactly("{author: 'ann', title: 'a', year: 2001}");
    }

    @Test
    void aLocalIndexFetchesWhatItDoesNotHold() {
        assertThat(statements.run("SELECT pages, text FROM books.byYear WHERE author = 'ann' AND year = 2001"))
                .containsExactly("{pages: 300, text: 'long'}");
    }

    @Test
    void aGlobalIndexDoesNot() {
        statements.refuses(
                "SELECT text FROM books.byGenre WHERE genre = 'novel'",
                "One or more parameter values were invalid: Global secondary index byGenre does not project [text]");
    }

    @Test
    void aGlobalIndexIsNotReadConsistently() {
        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class,
                () -> statements.execute(
                        "SELECT * FROM books.byGenre WHERE genre = 'novel'", request -> request.consistentRead(true)));

        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("Consistent reads are not supported on global secondary indexes");
    }

    @Test
    void pagesOfAnIndexGoOn() {
        String statement = "SELECT title FROM books.byGenre WHERE genre = 'novel'";
        String token =
                statements.execute(statement, request -> request.limit(2)).nextToken();

        assertThat(statements
                        .execute(statement, request -> request.nextToken(token))
                        .items())
                .extracting(Statements::text)
                .containsExactly("{title: 'd'}");
    }

    @Test
    void keysOfTheTableAreComparedWithTheirTypesToo() {
        statements.refuses(
                "SELECT * FROM books.byYear WHERE author = 'ann' AND title = 1",
                "One or more parameter values were invalid: Condition parameter type does not match schema type");
    }

    @Test
    void indexesAreNotWritten() {
        statements.refuses(
                "UPDATE books.byYear SET pages = 1 WHERE author = 'ann' AND title = 'a'",
                "This operation is not supported on an index");
    }
}
