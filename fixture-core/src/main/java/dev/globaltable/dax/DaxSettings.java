package dev.globaltable.dax;

/**
 * The parameters of a cluster.
 *
 * @param itemTtlMicros how long an item is kept; 0: until it has to make room
 * @param queryTtlMicros how long the answer to a query or scan is kept; 0: not at all
 * @param itemsMax how many items are kept, absent ones included
 * @param resultsMax how many answers to queries and scans are kept
 * @param refreshDelayMicros how long after a transaction its items are read again
 */
public record DaxSettings(
        long itemTtlMicros, long queryTtlMicros, int itemsMax, int resultsMax, long refreshDelayMicros) {}
