package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Scenario 3. Two Regions add to one list, or to one set; one entry is lost. */
class LostEntriesTests {

    /** Shopping carts: a list of articles and a set of vouchers in one item. */
    static final class Carts {

        private final DynamoDbClient dynamoDb;

        Carts(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        /** Says what is in the cart now. */
        List<String> add(String cart, String article) {
            return update(
                            cart,
                            "SET articles = list_append(if_not_exists(articles, :none), :article)",
                            Map.of(":none", fromL(List.of()), ":article", fromL(List.of(fromS(article)))))
                    .get("articles")
                    .l()
                    .stream()
                    .map(AttributeValue::s)
                    .toList();
        }

        /** Says which vouchers there are now. */
        List<String> redeem(String cart, String voucher) {
            return update(cart, "ADD vouchers :voucher", Map.of(":voucher", fromSs(List.of(voucher))))
                    .get("vouchers")
                    .ss();
        }

        private Map<String, AttributeValue> update(String cart, String expression, Map<String, AttributeValue> values) {
            return dynamoDb.updateItem(update -> update.tableName("carts")
                            .key(Map.of("cart", fromS(cart)))
                            .updateExpression(expression)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
        }
    }

    /** Shopping carts in which each article is an item. */
    static final class OneItemPerArticle {

        private final DynamoDbClient dynamoDb;

        OneItemPerArticle(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void add(String cart, String article) {
            dynamoDb.putItem(
                    put -> put.tableName("carts").item(Map.of("cart", fromS(cart), "article", fromS(article))));
        }

        List<String> articles(String cart) {
            return dynamoDb
                    .query(query -> query.tableName("carts")
                            .keyConditionExpression("cart = :cart")
                            .expressionAttributeValues(Map.of(":cart", fromS(cart))))
                    .items()
                    .stream()
                    .map(item -> item.get("article").s())
                    .toList();
        }
    }

    @Nested
    @GlobalTable(name = "carts", partitionKey = "cart")
    class InOneItem {

        private final Carts us = new Carts(US_EAST_1);
        private final Carts eu = new Carts(EU_WEST_1);

        /** LWW-21: {@code list_append} is computed where it is called; its result travels. */
        @Test
        void ofTwoArticlesOneIsLost(Simulation simulation, SimulatedClock clock, SimulatedTable carts) {
            assertThat(us.add("ada", "lamp")).containsExactly("lamp");
            clock.advance(Duration.ofMillis(1));
            assertThat(eu.add("ada", "chair")).containsExactly("chair");
            simulation.settle();

            assertThat(carts)
                    .item("ada")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("cart", "ada", "articles", List.of("chair")));
        }

        /** LWW-21: a set is no better, although adding to a set looks as if it could be merged. */
        @Test
        void ofTwoVouchersOneIsLost(Simulation simulation, SimulatedClock clock, SimulatedTable carts) {
            assertThat(us.redeem("ada", "SPRING")).containsExactly("SPRING");
            clock.advance(Duration.ofMillis(1));
            assertThat(eu.redeem("ada", "WELCOME")).containsExactly("WELCOME");
            simulation.settle();

            assertThat(carts)
                    .item("ada")
                    .hasConverged()
                    .in(US_EAST_1)
                    .isEqualTo(Map.of("cart", fromS("ada"), "vouchers", fromSs(List.of("WELCOME"))));
        }
    }

    /** The remedy: entries are items; two Regions then never write the same one. */
    @Nested
    @GlobalTable(name = "carts", partitionKey = "cart", sortKey = "article")
    class InItemsOfTheirOwn {

        private final OneItemPerArticle us = new OneItemPerArticle(US_EAST_1);
        private final OneItemPerArticle eu = new OneItemPerArticle(EU_WEST_1);

        @Test
        void bothArticlesStay(Simulation simulation, SimulatedClock clock) {
            us.add("ada", "lamp");
            clock.advance(Duration.ofMillis(1));
            eu.add("ada", "chair");
            simulation.settle();

            assertThat(us.articles("ada")).containsExactly("chair", "lamp");
            assertThat(eu.articles("ada")).containsExactly("chair", "lamp");
        }
    }
}
