package dev.globaltable.table;

/**
 * What a replica did with a version from another Region.
 *
 * @since 0.1.0
 */
public enum ArrivalOutcome {
    /** The incoming version was higher and changed the item. */
    APPLIED,
    /** The incoming version was higher but looked the same: its stamp was adopted, nothing else happened (LWW-17). */
    IDENTICAL,
    /** The stored version was higher: the incoming one was dropped without a word (LWW-18). */
    DROPPED
}
