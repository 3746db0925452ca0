package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTableExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 28. A log that is made of a stream misses changes, because replication has merged them. */
class MissingRecordsTests {

    @RegisterExtension
    final GlobalTableExtension global = GlobalTableExtension.builder()
            .globalTable(GlobalTableDefinition.named("lots")
                    .partitionKey("lot")
                    .replicationDelay("1s")
                    .coalesceWindow(Duration.ofMillis(500)))
            .build();

    /** Lots of an auction, and the highest bid for each. */
    static final class Auction {

        private final DynamoDbClient dynamoDb;

        Auction(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void bid(String lot, int amount) {
            dynamoDb.putItem(put -> put.tableName("lots").item(Map.of("lot", fromS(lot), "bid", number(amount))));
        }

        /** As {@link #bid}, and keeps each bid under a number of its own. */
        void numberedBid(String lot, int number, int amount) {
            dynamoDb.putItem(
                    put -> put.tableName("lots").item(Map.of("lot", fromS(lot + "#" + number), "bid", number(amount))));
        }

        private static AttributeValue number(int amount) {
            return fromN(Integer.toString(amount));
        }
    }

    /** A function that logs every bid. */
    private static final class BidLog {

        private final List<String> bids = new ArrayList<>();

        void log(List<Record> records) {
            for (Record record : records) {
                bids.add(record.dynamodb().newImage().get("bid").n());
            }
        }
    }

    private static List<String> bids() {
        return IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList();
    }

    /** LWW-12, STR-5: ten records where the bids were made, fewer elsewhere; the last image is the same. */
    @Test
    void aLogInTheOtherRegionMissesBids(Simulation simulation, SimulatedClock clock, SimulatedTable lots) {
        BidLog virginia = new BidLog();
        BidLog ireland = new BidLog();
        lots.stream(US_EAST_1).subscribe(virginia::log);
        lots.stream(EU_WEST_1).subscribe(ireland::log);

        Auction us = new Auction(US_EAST_1);
        for (int amount = 1; amount <= 10; amount++) {
            us.bid("lamp", amount);
            clock.advance(Duration.ofMillis(100));
        }
        simulation.settle();

        assertThat(virginia.bids).isEqualTo(bids());
        assertThat(ireland.bids).containsExactly("5", "10");
        assertThat(changes(lots, EU_WEST_1))
                .containsExactly("INSERT {bid: 5, lot: lamp}", "MODIFY {bid: 5, lot: lamp} -> {bid: 10, lot: lamp}");
        assertThat(lots).item("lamp").hasConverged().in(EU_WEST_1).hasAttribute("bid", 10);
    }

    /** The remedy: what must not be skipped is an item, and not a state that an item had. */
    @Test
    void itMissesNoneWhereEachBidIsAnItem(Simulation simulation, SimulatedClock clock, SimulatedTable lots) {
        BidLog ireland = new BidLog();
        lots.stream(EU_WEST_1).subscribe(ireland::log);

        Auction us = new Auction(US_EAST_1);
        for (int amount = 1; amount <= 10; amount++) {
            us.numberedBid("lamp", amount, amount);
            clock.advance(Duration.ofMillis(100));
        }
        simulation.settle();

        assertThat(ireland.bids).isEqualTo(bids());
    }
}
