package dev.globaltable.examples.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One line of a leaderboard. */
public record Standing(String player, long points) {

    private static final Comparator<Standing> BEST_FIRST =
            Comparator.comparingLong(Standing::points).reversed().thenComparing(Standing::player);

    /** The best of these players, best first. */
    static List<Standing> best(Map<String, Long> pointsByPlayer, int limit) {
        return pointsByPlayer.entrySet().stream()
                .map(entry -> new Standing(entry.getKey(), entry.getValue()))
                .sorted(BEST_FIRST)
                .limit(limit)
                .toList();
    }
}
