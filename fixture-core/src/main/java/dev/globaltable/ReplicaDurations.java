package dev.globaltable;

import java.time.Duration;

/**
 * How long each step takes by which a replica comes or goes, in virtual time. AWS promises no times; each step can be seen
 * with {@code DescribeTable} while it lasts.
 *
 * <pre>{@code
 * Simulation.builder().replicaDurations(ReplicaDurations.observed())
 * }</pre>
 *
 * @param listed from the request that adds a replica until the other members list it as {@code CREATING}
 * @param visible from then until its table can be described in its Region, as {@code CREATING}
 * @param filled how much longer it takes when the table holds items, which are copied
 * @param active from then until the replica is {@code ACTIVE}
 * @param deleting from the request that removes a replica until the others list it as {@code DELETING}; {@code DeleteTable}
 *     in its own Region comes to that at once
 * @param unlisted from then until they list it no more
 * @param gone from then until its table is gone, and the Region free for another one
 * @since 0.1.0
 */
public record ReplicaDurations(
        Duration listed,
        Duration visible,
        Duration filled,
        Duration active,
        Duration deleting,
        Duration unlisted,
        Duration gone) {

    public ReplicaDurations {
        require(listed);
        require(visible);
        require(filled);
        require(active);
        require(deleting);
        require(unlisted);
        require(gone);
    }

    /** Every step is over at once; the history tells of it all the same. */
    public static ReplicaDurations none() {
        return each(Duration.ZERO);
    }

    /**
     * Every step takes this long.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static ReplicaDurations each(Duration step) {
        return new ReplicaDurations(step, step, step, step, step, step, step);
    }

    /**
     * About as long as was observed of AWS: half a minute for an empty table, some ten minutes for one with items, three
     * minutes to remove a replica (reference 1.3).
     */
    public static ReplicaDurations observed() {
        return new ReplicaDurations(
                Duration.ofSeconds(6),
                Duration.ofSeconds(4),
                Duration.ofSeconds(570),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                Duration.ofSeconds(120),
                Duration.ofSeconds(20));
    }

    private static void require(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("A step cannot end before it begins: found " + step
                    + ". Give a positive duration, or none at all.");
        }
    }
}
