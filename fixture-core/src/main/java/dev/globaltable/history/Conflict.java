package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import java.time.Instant;
import software.amazon.awssdk.regions.Region;

/**
 * Two versions of one item, written in different Regions without knowledge of each other, of which last-writer-wins kept
 * the higher (LWW-2). DynamoDB tells nobody; both writers got a success (LWW-6).
 *
 * @param table the global table
 * @param key the item's primary key
 * @param winner the version that stays
 * @param loser the version that was overwritten or dropped, with the image that was lost
 * @param detected when the two first met, in virtual time
 * @param detectedIn the Region where they first met
 * @since 0.1.0
 */
public record Conflict(
        String table, ItemKey key, ItemVersion winner, ItemVersion loser, Instant detected, Region detectedIn) {

    /** Whether both timestamps were equal, so that the Region's name decided (LWW-4). */
    public boolean decidedByTieBreak() {
        return winner.version().timestampMicros() == loser.version().timestampMicros();
    }
}
