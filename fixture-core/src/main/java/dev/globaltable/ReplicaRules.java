package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;

/**
 * What holds for the replicas that an application adds.
 *
 * @param delay how long versions are under way in a global table that was made by {@code UpdateTable}
 * @param requireNewAndOldImages whether a table has to have such a stream before it gets a replica
 */
record ReplicaRules(ReplicaDurations durations, ReplicationDelay delay, boolean requireNewAndOldImages) {}
