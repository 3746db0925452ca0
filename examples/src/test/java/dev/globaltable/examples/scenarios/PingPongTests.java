package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 26. Functions in two Regions write to the item whose change they answer, and answer each other. */
@GlobalTable(name = "titles", partitionKey = "book")
class PingPongTests {

    /** A function that adds to each book what it is to be found by. */
    static class SearchWords {

        private final DynamoDbClient dynamoDb;
        private final UnaryOperator<String> words;

        SearchWords(Region region, UnaryOperator<String> words) {
            this.dynamoDb = DynamoDbClient.builder().region(region).build();
            this.words = words;
        }

        void add(List<Record> records) {
            for (Record record : records) {
                add(record);
            }
        }

        void add(Record record) {
            String title = record.dynamodb().newImage().get("title").s();
            dynamoDb.updateItem(update -> update.tableName("titles")
                    .key(record.dynamodb().keys())
                    .updateExpression("SET words = :words")
                    .expressionAttributeValues(Map.of(":words", fromS(words.apply(title)))));
        }
    }

    /** The same function, that leaves alone what has its words already. */
    static final class SearchWordsWhereMissing extends SearchWords {

        SearchWordsWhereMissing(Region region, UnaryOperator<String> words) {
            super(region, words);
        }

        @Override
        void add(Record record) {
            if (!record.dynamodb().newImage().containsKey("words")) {
                super.add(record);
            }
        }
    }

    private static void ulyssesIsAdded() {
        try (DynamoDbClient dynamoDb =
                DynamoDbClient.builder().region(US_EAST_1).build()) {
            dynamoDb.putItem(
                    put -> put.tableName("titles").item(Map.of("book", fromS("1"), "title", fromS("Ulysses"))));
        }
    }

    private static void subscribe(SimulatedTable titles, SearchWords us, SearchWords eu) {
        titles.stream(US_EAST_1).subscribe(us::add);
        titles.stream(EU_WEST_1).subscribe(eu::add);
    }

    /** LWW-7, STR-9: the second time nothing changes, so there is no record to answer. */
    @Test
    void itEndsWhereBothWriteTheSame(Simulation simulation, SimulatedTable titles) {
        UnaryOperator<String> lowerCase = title -> title.toLowerCase(Locale.ROOT);
        subscribe(titles, new SearchWords(US_EAST_1, lowerCase), new SearchWords(EU_WEST_1, lowerCase));

        ulyssesIsAdded();
        simulation.settle();

        assertThat(titles)
                .item("1")
                .hasConverged()
                .in(EU_WEST_1)
                .isEqualTo(Map.of("book", "1", "title", "Ulysses", "words", "ulysses"));
        for (Region region : titles.regions()) {
            assertThat(changes(titles, region))
                    .containsExactly(
                            "INSERT {book: 1, title: Ulysses}",
                            "MODIFY {book: 1, title: Ulysses} -> {book: 1, title: Ulysses, words: ulysses}");
        }
    }

    /** STR-1, STR-2: what each writes is new to the other. */
    @Test
    void itNeverEndsWhereEachWritesSomethingOfItsOwn(SimulatedClock clock, SimulatedTable titles) {
        subscribe(
                titles,
                new SearchWords(US_EAST_1, title -> title + " (Virginia)"),
                new SearchWords(EU_WEST_1, title -> title + " (Ireland)"));

        ulyssesIsAdded();
        clock.advance(Duration.ofMinutes(1));
        int afterAMinute = changes(titles, US_EAST_1).size();
        clock.advance(Duration.ofMinutes(1));

        assertThat(changes(titles, US_EAST_1))
                .hasSizeGreaterThan(afterAMinute + 20)
                .contains("MODIFY {book: 1, title: Ulysses, words: Ulysses (Virginia)}"
                        + " -> {book: 1, title: Ulysses, words: Ulysses (Ireland)}");
    }

    /** The remedy: a function knows its own work, whoever did it, and lets it be. */
    @Test
    void itEndsWhereFinishedItemsAreLeftAlone(Simulation simulation, SimulatedTable titles) {
        subscribe(
                titles,
                new SearchWordsWhereMissing(US_EAST_1, title -> title + " (Virginia)"),
                new SearchWordsWhereMissing(EU_WEST_1, title -> title + " (Ireland)"));

        ulyssesIsAdded();
        simulation.settle();

        assertThat(titles).item("1").hasConverged().in(EU_WEST_1).hasAttribute("words", "Ulysses (Ireland)");
    }
}
