package dev.globaltable.examples.leaderboard;

import java.util.List;

/** The points of each player in each season. */
public interface Scoreboard {

    /**
     * Adds points that a player has just won.
     *
     * @throws IllegalArgumentException if the points are not positive
     */
    void add(int season, String player, long points);

    /** The points of a player; 0 for one who has not played this season. */
    long points(int season, String player);

    /** The best players of a season, best first; players with equal points by name. */
    List<Standing> top(int season, int limit);
}
