package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;

/**
 * How eventually consistent reads are answered in the Region that they ask.
 *
 * @param delay how far what answers them is behind
 * @param share how many of them are answered by that, from 0 to 1
 */
record EventualReads(ReplicationDelay delay, double share) {

    static final EventualReads FRESH = new EventualReads(ReplicationDelay.instant(), 0);

    boolean lag() {
        return share > 0;
    }
}
