package dev.globaltable.check;

/**
 * What an operation must take into account.
 *
 * @param ownWrites what its session wrote before
 * @param ownReads what its session read before
 * @param seenWrites what was written before what its session saw, by the same session
 * @param seenReads what was read before what its session saw, by the same session
 * @param perRegion whether what was seen binds in the Region only where it was seen
 */
record SessionRule(boolean ownWrites, boolean ownReads, boolean seenWrites, boolean seenReads, boolean perRegion) {}
