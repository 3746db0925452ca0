package dev.globaltable.examples.leaderboard;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps one number for each player of a season, which every game server adds to. */
public final class OneCounter implements Scoreboard {

    private static final String POINTS = "points";

    private final ScoreTable reads;
    private final ScoreTable writes;

    /** Reads and writes through the same client. */
    public OneCounter(DynamoDbClient dynamoDb) {
        this(dynamoDb, dynamoDb);
    }

    /** Reads near by and writes in the Region that all game servers write to. */
    public OneCounter(DynamoDbClient reads, DynamoDbClient writes) {
        this.reads = new ScoreTable(reads);
        this.writes = new ScoreTable(writes);
    }

    @Override
    public void add(int season, String player, long points) {
        writes.add(season, player, POINTS, player, points);
    }

    @Override
    public long points(int season, String player) {
        return ScoreTable.count(reads.entry(season, player), POINTS);
    }

    @Override
    public List<Standing> top(int season, int limit) {
        return Standing.best(
                reads.entries(season).collect(toMap(ScoreTable::player, entry -> ScoreTable.count(entry, POINTS))),
                limit);
    }
}
