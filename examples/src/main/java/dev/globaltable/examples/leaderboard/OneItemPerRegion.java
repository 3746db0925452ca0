package dev.globaltable.examples.leaderboard;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one item for each player of a season and Region. An item has one Region that writes it, so no two Regions ever
 * write the same one; a player's points are the sum.
 */
public final class OneItemPerRegion implements Scoreboard {

    private static final String POINTS = "points";
    private static final String SEPARATOR = "#";

    private final ScoreTable scores;
    private final String region;

    /** Counts for the Region of the client. */
    public OneItemPerRegion(DynamoDbClient dynamoDb) {
        this.scores = new ScoreTable(dynamoDb);
        this.region = dynamoDb.serviceClientConfiguration().region().id();
    }

    @Override
    public void add(int season, String player, long points) {
        if (player.contains(SEPARATOR)) {
            throw new IllegalArgumentException("A player's name has no " + SEPARATOR + ": " + player);
        }
        scores.add(season, player + SEPARATOR + region, POINTS, player, points);
    }

    @Override
    public long points(int season, String player) {
        return scores.entriesStartingWith(season, player + SEPARATOR)
                .mapToLong(OneItemPerRegion::points)
                .sum();
    }

    @Override
    public List<Standing> top(int season, int limit) {
        return Standing.best(
                scores.entries(season).collect(groupingBy(ScoreTable::player, summingLong(OneItemPerRegion::points))),
                limit);
    }

    /** The points of each player that were won in the Region of the client, which is always up to date on them. */
    Map<String, Long> wonHere(int season) {
        return scores.entries(season)
                .filter(entry -> entry.getOrDefault("entry", AttributeValue.fromS(""))
                        .s()
                        .endsWith(SEPARATOR + region))
                .collect(groupingBy(ScoreTable::player, summingLong(OneItemPerRegion::points)));
    }

    private static long points(Map<String, AttributeValue> entry) {
        return ScoreTable.count(entry, POINTS);
    }
}
