package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;

/**
 * What holds for the replicas that an application adds.
 *
 * @param delay how long versions are under way in a global table that was made by {@code UpdateTable}
 * @param requireNewAndOldImages whether a table has to have such a stream before it gets a replica
 * @param keyFaultDetection how long a fault of a replica's key goes unnoticed
 */
record ReplicaRules(
        ReplicaDurations durations,
        ReplicationDelay delay,
        boolean requireNewAndOldImages,
        Duration keyFaultDetection) {}
