package dev.globaltable.examples.leaderboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The job that hands out the prizes when a season is over. The leaderboard of one Region may still miss points that were
 * won in another, so the job asks each Region for its own.
 */
public final class SeasonPrizes {

    private static final List<DynamoDbClient> CLIENTS = Stream.of(Region.US_EAST_1, Region.EU_WEST_1)
            .map(region -> DynamoDbClient.builder().region(region).build())
            .toList();

    /** The winners, best first. */
    public List<Standing> winners(int season, int prizes) {
        Map<String, Long> points = new HashMap<>();
        for (DynamoDbClient dynamoDb : CLIENTS) {
            new OneItemPerRegion(dynamoDb)
                    .wonHere(season)
                    .forEach((player, won) -> points.merge(player, won, Long::sum));
        }
        return Standing.best(points, prizes);
    }
}
