package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class SelectPageTests {

    private static final String ADAS = "SELECT number FROM orders WHERE customer = 'ada'";

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void orders() {
        for (int number = 1; number <= 5; number++) {
            statements.put("orders", "customer", "ada", "number", number, "even", number % 2 == 0);
            statements.put("orders", "customer", "bob", "number", number, "even", number % 2 == 0);
        }
    }

    /** The pages of a statement, with the numbers of the orders on each. */
    private List<String> pages(String statement, Consumer<ExecuteStatementRequest.Builder> details) {
        List<String> pages = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ExecuteStatementResponse page = statements.execute(
                    statement, request -> request.applyMutation(details).nextToken(next));
            pages.add(page.items().stream()
                    .map(item -> (item.containsKey("customer")
                                    ? item.get("customer").s().substring(0, 1)
                                    : "")
                            + item.get("number").n())
                    .collect(Collectors.joining(" ")));
            assertThat(page.hasLastEvaluatedKey()).isEqualTo(page.nextToken() != null);
            token = page.nextToken();
        } while (token != null);
        return pages;
    }

    @Test
    void withoutALimitThereIsOnePage() {
        assertThat(pages(ADAS, request -> {})).containsExactly("1 2 3 4 5");
    }

    @Test
    void theLimitCountsTheItemsThatAreLookedAt() {
        assertThat(pages(ADAS, request -> request.limit(2))).containsExactly("1 2", "3 4", "5");
        assertThat(pages(ADAS + " AND even = TRUE", request -> request.limit(2)))
                .containsExactly("2", "4", "");
        assertThat(pages(ADAS + " AND number > 3", request -> request.limit(1))).containsExactly("4", "5", "");
    }

    /** Of several conditions on the sort key an equality is the one that narrows what is looked at. */
    @Test
    void anEqualityOfTheSortKeySparesTheOthers() {
        assertThat(pages(ADAS + " AND number > 1 AND number = 3", request -> request.limit(1)))
                .containsExactly("3", "");
    }

    @Test
    void pagesOfSeveralPartitionsEndAfterAMegabyte() {
        String large = "x".repeat(300_000);
        for (String customer : List.of("eve", "fay", "gus")) {
            statements.put("orders", "customer", customer, "number", 1, "text", large);
            statements.put("orders", "customer", customer, "number", 2, "text", large);
        }

        assertThat(pages("SELECT * FROM orders WHERE customer IN ['eve', 'fay', 'gus']", request -> {}))
                .containsExactly("e1 e2 f1 f2", "g1 g2");
    }

    @Test
    void pagesFollowTheOrder() {
        assertThat(pages(ADAS + " ORDER BY number DESC", request -> request.limit(2)))
                .containsExactly("5 4", "3 2", "1");
    }

    @Test
    void aPageTellsTheKeyOfTheLastItem() {
        ExecuteStatementResponse page = statements.execute(ADAS, request -> request.limit(2));

        assertThat(Statements.text(page.lastEvaluatedKey())).isEqualTo("{customer: 'ada', number: 2}");
    }

    @Test
    void aPageOfAScanGoesOn() {
        List<String> pages =
                pages("SELECT customer, number FROM orders WHERE even = TRUE", request -> request.limit(4));

        assertThat(pages).hasSize(3);
        assertThat(String.join(" ", pages).trim().split(" +")).containsExactlyInAnyOrder("a2", "a4", "b2", "b4");
    }

    @Test
    void severalPartitionsAreReadOneAfterTheOther() {
        assertThat(pages(
                        "SELECT customer, number FROM orders WHERE customer IN ['bob', 'ada', 'eve']",
                        request -> request.limit(3)))
                .containsExactly("a1 a2 a3", "a4 a5 b1", "b2 b3 b4", "b5");
    }

    @Test
    void severalPartitionsGiveAtMostTenItemsAPage() {
        statements.put("orders", "customer", "eve", "number", 1);

        assertThat(pages("SELECT customer, number FROM orders WHERE customer IN ['bob', 'ada', 'eve']", request -> {}))
                .containsExactly("a1 a2 a3 a4 a5 b1 b2 b3 b4 b5", "e1");
    }

    @Test
    void aPageEndsAfterOneMegabyte() {
        for (int number = 1; number <= 4; number++) {
            statements.put("orders", "customer", "eve", "number", number, "text", "x".repeat(390_000));
        }

        assertThat(pages("SELECT number FROM orders WHERE customer = 'eve'", request -> {}))
                .containsExactly("1 2 3", "4");
        assertThat(pages("SELECT number FROM orders WHERE customer IN ['eve', 'ada'] AND number < 3", request -> {}))
                .containsExactly("1 2 1 2");
    }

    @Test
    void aTokenBelongsToItsStatementAndParameters() {
        String token = statements.execute(ADAS, request -> request.limit(2)).nextToken();

        for (String other : List.of(ADAS + " ", "SELECT number FROM orders WHERE customer = 'bob'")) {
            assertRefused(other, token, "Invalid NextToken");
        }
        assertRefused(ADAS, "abc", "Invalid NextToken");
        assertRefused(ADAS, token.substring(4), "Invalid NextToken");
        assertRefused(ADAS, "!", "Invalid NextToken");
        assertRefused(
                ADAS,
                "",
                "1 validation error detected: Value '' at 'nextToken' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1");
    }

    @Test
    void aTokenBelongsToTheParametersToo() {
        String adas = "SELECT number FROM orders WHERE customer = ?";
        String token = statements
                .execute(
                        adas,
                        request -> request.parameters(Statements.value("ada")).limit(2))
                .nextToken();

        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class,
                () -> statements.execute(
                        adas,
                        request -> request.parameters(Statements.value("bob")).nextToken(token)));
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Invalid NextToken");
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        byte[] bytes = Base64.getDecoder()
                .decode(statements.execute(ADAS, request -> request.limit(2)).nextToken());
        bytes[8] = (byte) 0x80; // the partition, which comes after the eight bytes of the fingerprint

        assertRefused(ADAS, Base64.getEncoder().encodeToString(bytes), "Invalid NextToken");
    }

    @Test
    void pagesGoOnAfterBinaryKeys() {
        statements.call(CreateTableRequest.builder()
                .tableName("blobs")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.B)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build());
        for (byte number = 0; number < 3; number++) {
            statements.put("blobs", "id", new byte[] {(byte) 0xff, number}, "number", number);
        }

        assertThat(pages("SELECT number FROM blobs", request -> request.limit(1)))
                .filteredOn(page -> !page.isEmpty())
                .containsExactlyInAnyOrder("0", "1", "2");
    }

    private void assertRefused(String statement, String token, String message) {
        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class, () -> statements.execute(statement, request -> request.nextToken(token)));
        assertThat(error).as("%s of %s", token, statement).isNotNull();
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    @Test
    void theSameStatementGivesTheSameToken() {
        assertThat(statements.execute(ADAS, request -> request.limit(2)).nextToken())
                .isEqualTo(statements.execute(ADAS, request -> request.limit(2)).nextToken());
    }

    @Test
    void capacityIsThatOfWhatIsLookedAt() {
        assertThat(units(ADAS, false)).isEqualTo(0.5);
        assertThat(units(ADAS, true)).isEqualTo(1.0);
        assertThat(units("SELECT number FROM orders WHERE customer IN ['ada', 'bob']", true))
                .isEqualTo(2.0);
        assertThat(units("UPDATE orders SET even = TRUE WHERE customer = 'ada' AND number = 1", false))
                .isEqualTo(1.0);
    }

    private Double units(String statement, boolean consistent) {
        return statements
                .execute(
                        statement,
                        request ->
                                request.consistentRead(consistent ? true : null).returnConsumedCapacity("TOTAL"))
                .consumedCapacity()
                .capacityUnits();
    }

    @Test
    void theLimitIsAtLeastOne() {
        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class, () -> statements.execute(ADAS, request -> request.limit(0)));

        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have"
                                + " value greater than or equal to 1");
    }
}
