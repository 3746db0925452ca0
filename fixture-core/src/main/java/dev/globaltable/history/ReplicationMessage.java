package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * A version of an item on its way from the Region that wrote it to another replica.
 *
 * @param id counts the messages of a simulation, from 1
 * @param from the Region that accepted the write
 * @param to the Region the version is meant for
 * @param content the whole resulting item, or a delete (LWW-11)
 * @param sent when the write was accepted, in virtual time
 * @param due when it arrives if nothing holds it up; empty when it waits for the test to deliver it
 * @since 0.1.0
 */
public record ReplicationMessage(
        long id,
        Region from,
        Region to,
        String table,
        ItemKey key,
        ItemVersion content,
        Instant sent,
        Optional<Instant> due) {}
