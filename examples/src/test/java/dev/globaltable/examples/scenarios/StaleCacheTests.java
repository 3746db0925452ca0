package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scenario 16. A DAX cluster answers with what was true before the other Region wrote. */
@GlobalTable(name = "prices", partitionKey = "article", replicationDelay = "1s")
class StaleCacheTests {

    /** What each article costs; reads may be cached. */
    static final class Prices {

        private final DynamoDbClient dynamoDb;

        Prices(DynamoDbClient dynamoDb) {
            this.dynamoDb = dynamoDb;
        }

        void set(String article, int price) {
            dynamoDb.putItem(put -> put.tableName("prices")
                    .item(Map.of("article", fromS(article), "price", fromN(Integer.toString(price)))));
        }

        OptionalInt of(String article) {
            return price(article, false);
        }

        /** Asks the table, not the cache. */
        OptionalInt atTheTill(String article) {
            return price(article, true);
        }

        private OptionalInt price(String article, boolean consistent) {
            AttributeValue price = dynamoDb.getItem(get -> get.tableName("prices")
                            .key(Map.of("article", fromS(article)))
                            .consistentRead(consistent))
                    .item()
                    .get("price");
            return price == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(price.n()));
        }
    }

    private final Prices us =
            new Prices(DynamoDbClient.builder().region(US_EAST_1).build());
    private Prices eu;

    @BeforeEach
    void irelandHasACache(Simulation simulation) {
        eu = new Prices(simulation.dax(EU_WEST_1).client());
        us.set("lamp", 20);
        simulation.settle();
    }

    /** DAX-1, DAX-2: what is replicated goes around the cache. */
    @Test
    void theOldPriceIsShownForFiveMinutesAfterTheNewOneHasArrived(SimulatedClock clock, SimulatedTable prices) {
        assertThat(eu.of("lamp")).hasValue(20);
        us.set("lamp", 25);
        clock.advance(Duration.ofSeconds(1));

        assertThat(prices).item("lamp").hasConverged().in(EU_WEST_1).hasAttribute("price", 25);
        assertThat(eu.of("lamp")).hasValue(20);
        clock.advance(Duration.ofMinutes(4));
        assertThat(eu.of("lamp")).hasValue(20);
        clock.advance(Duration.ofMinutes(1));
        assertThat(eu.of("lamp")).hasValue(25);
    }

    /** DAX-5: that there is nothing is cached, too. */
    @Test
    void aNewArticleIsHiddenFromWhoeverLookedForItTooEarly(SimulatedClock clock) {
        assertThat(eu.of("chair")).isEmpty();
        us.set("chair", 80);
        clock.advance(Duration.ofSeconds(1));

        assertThat(eu.of("chair")).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(eu.of("chair")).hasValue(80);
    }

    /** DAX-4. The remedy: where it matters the read passes by the cache, and sees what has arrived (no more, LWW-22). */
    @Test
    void aConsistentReadSeesWhatHasArrived(SimulatedClock clock) {
        assertThat(eu.of("lamp")).hasValue(20);
        us.set("lamp", 25);
        assertThat(eu.atTheTill("lamp")).hasValue(20);
        clock.advance(Duration.ofSeconds(1));

        assertThat(eu.atTheTill("lamp")).hasValue(25);
        assertThat(eu.of("lamp")).hasValue(20);
    }
}
