package dev.globaltable.examples.leaderboard;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table {@code scores}: partition key {@code season} (a number), sort key {@code entry}. */
final class ScoreTable {

    private static final String NAME = "scores";
    private static final AttributeValue ZERO = AttributeValue.fromN("0");

    private final DynamoDbClient dynamoDb;

    ScoreTable(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Adds to a number of an entry; the entry and the number come into being with their first points. */
    void add(int season, String entry, String counter, String player, long points) {
        if (points <= 0) {
            throw new IllegalArgumentException("A player wins a positive number of points, not " + points);
        }
        dynamoDb.updateItem(update -> update.tableName(NAME)
                .key(Map.of("season", number(season), "entry", AttributeValue.fromS(entry)))
                .updateExpression("SET player = :player ADD #counter :points")
                .expressionAttributeNames(Map.of("#counter", counter))
                .expressionAttributeValues(Map.of(":player", AttributeValue.fromS(player), ":points", number(points))));
    }

    Map<String, AttributeValue> entry(int season, String entry) {
        return dynamoDb.getItem(get -> get.tableName(NAME)
                        .key(Map.of("season", number(season), "entry", AttributeValue.fromS(entry)))
                        .consistentRead(true))
                .item();
    }

    Stream<Map<String, AttributeValue>> entries(int season) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(NAME)
                        .keyConditionExpression("season = :season")
                        .expressionAttributeValues(Map.of(":season", number(season)))
                        .consistentRead(true))
                .items()
                .stream();
    }

    Stream<Map<String, AttributeValue>> entriesStartingWith(int season, String prefix) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(NAME)
                        .keyConditionExpression("season = :season AND begins_with(entry, :prefix)")
                        .expressionAttributeValues(
                                Map.of(":season", number(season), ":prefix", AttributeValue.fromS(prefix)))
                        .consistentRead(true))
                .items()
                .stream();
    }

    static String player(Map<String, AttributeValue> entry) {
        return entry.getOrDefault("player", AttributeValue.fromS("")).s();
    }

    static long count(Map<String, AttributeValue> entry, String counter) {
        return Long.parseLong(entry.getOrDefault(counter, ZERO).n());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
