package dev.globaltable.check;

/**
 * A read that showed an item as it was, though a newer version had been acknowledged before.
 *
 * @param reader the operation that read
 * @param item what it read
 * @param missed the operation that had written the newest version by then
 * @since 0.1.0
 */
public record StaleRead(Observation reader, Item item, Observation missed) {}
