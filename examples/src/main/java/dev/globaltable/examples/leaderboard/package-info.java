/**
 * Points of players in the seasons of a game, counted by game servers in every Region.
 */
@NullMarked
package dev.globaltable.examples.leaderboard;

import org.jspecify.annotations.NullMarked;
