package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 10. A late update makes half an item of one that was deleted. */
@GlobalTable(name = "articles", partitionKey = "article")
class StubAfterDeleteTests {

    /** Articles of a magazine, and how often each was read. */
    static final class Articles {

        private final DynamoDbClient dynamoDb;

        Articles(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void publish(String article, String title) {
            dynamoDb.putItem(put -> put.tableName("articles")
                    .item(Map.of("article", fromS(article), "title", fromS(title), "hits", fromN("0"))));
        }

        void withdraw(String article) {
            dynamoDb.deleteItem(delete -> delete.tableName("articles").key(Map.of("article", fromS(article))));
        }

        void hit(String article) {
            dynamoDb.updateItem(update -> update.tableName("articles")
                    .key(Map.of("article", fromS(article)))
                    .updateExpression("ADD hits :one")
                    .expressionAttributeValues(Map.of(":one", fromN("1"))));
        }

        /** As {@link #hit}, but only for an article that is there. */
        void hitExisting(String article) {
            dynamoDb.updateItem(update -> update.tableName("articles")
                    .key(Map.of("article", fromS(article)))
                    .updateExpression("ADD hits :one")
                    .conditionExpression("attribute_exists(article)")
                    .expressionAttributeValues(Map.of(":one", fromN("1"))));
        }
    }

    private final Articles us = new Articles(US_EAST_1);
    private final Articles eu = new Articles(EU_WEST_1);

    /** The hit waits in a queue in Ireland until the delete has arrived there. */
    @BeforeEach
    void anArticleIsWithdrawn(Simulation simulation) {
        us.publish("a-1", "Lamps");
        simulation.settle();
        us.withdraw("a-1");
        simulation.settle();
    }

    /** LWW-21: an update of an absent item creates it, of nothing but its key and what the update sets. */
    @Test
    void aLateHitLeavesAnArticleWithoutATitle(Simulation simulation, SimulatedTable articles) {
        eu.hit("a-1");
        simulation.settle();

        assertThat(articles).item("a-1").hasConverged().in(US_EAST_1).isEqualTo(Map.of("article", "a-1", "hits", 1));
        for (Region region : articles.regions()) {
            assertThat(changes(articles, region))
                    .containsExactly(
                            "INSERT {article: a-1, hits: 0, title: Lamps}",
                            "REMOVE {article: a-1, hits: 0, title: Lamps}",
                            "INSERT {article: a-1, hits: 1}");
        }
    }

    /** The remedy: an update says that it needs the item. */
    @Test
    void theLateHitIsRefusedWhereAnUpdateMustFindItsItem(Simulation simulation, SimulatedTable articles) {
        assertThatThrownBy(() -> eu.hitExisting("a-1")).isInstanceOf(ConditionalCheckFailedException.class);
        simulation.settle();

        assertThat(articles).item("a-1").hasConverged().in(EU_WEST_1).isAbsent();
    }
}
