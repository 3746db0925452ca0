package dev.globaltable.capacity;

/**
 * How much a table or an index can do of one kind.
 *
 * @param kind where the limit comes from
 */
record Limit(double unitsPerSecond, Kind kind) {

    enum Kind {
        PROVISIONED,
        ON_DEMAND_MAXIMUM
    }
}
