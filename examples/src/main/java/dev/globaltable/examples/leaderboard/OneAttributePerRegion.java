package dev.globaltable.examples.leaderboard;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps one item for each player of a season, and in it one number for each Region. */
public final class OneAttributePerRegion implements Scoreboard {

    private static final String PREFIX = "points_";

    private final ScoreTable scores;
    private final String counter;

    /** Counts for the Region of the client. */
    public OneAttributePerRegion(DynamoDbClient dynamoDb) {
        this.scores = new ScoreTable(dynamoDb);
        this.counter = PREFIX + dynamoDb.serviceClientConfiguration().region().id();
    }

    @Override
    public void add(int season, String player, long points) {
        scores.add(season, player, counter, player, points);
    }

    @Override
    public long points(int season, String player) {
        return sum(scores.entry(season, player));
    }

    @Override
    public List<Standing> top(int season, int limit) {
        return Standing.best(
                scores.entries(season).collect(toMap(ScoreTable::player, OneAttributePerRegion::sum)), limit);
    }

    private static long sum(Map<String, AttributeValue> entry) {
        return entry.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .mapToLong(name -> ScoreTable.count(entry, name))
                .sum();
    }
}
