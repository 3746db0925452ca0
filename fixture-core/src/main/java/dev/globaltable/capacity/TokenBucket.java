package dev.globaltable.capacity;

/** Capacity units that come back with time, as many per second as are provisioned, and never more than one second's. */
final class TokenBucket {

    private static final double MICROS_PER_SECOND = 1_000_000;

    /** Units are sums of halves; what is nearer than this is the same. */
    private static final double EPSILON = 1e-6;

    private double available;
    private double unitsPerSecond;
    private long atMicros;

    TokenBucket(double unitsPerSecond, long nowMicros) {
        this.available = unitsPerSecond;
        this.unitsPerSecond = unitsPerSecond;
        this.atMicros = nowMicros;
    }

    /** Adds what has come back since it was looked at last, at the rate that holds now. */
    void refill(double currentUnitsPerSecond, long nowMicros) {
        unitsPerSecond = currentUnitsPerSecond;
        available = Math.min(unitsPerSecond, available + (nowMicros - atMicros) / MICROS_PER_SECOND * unitsPerSecond);
        atMicros = nowMicros;
    }

    boolean has(double units) {
        return available + EPSILON >= Math.min(units, unitsPerSecond);
    }

    /** May leave a debt. */
    void take(double units) {
        available -= units;
    }

    /** When there will be as many units. */
    long hasAtMicros(double units) {
        double missing = Math.min(units, unitsPerSecond) - available;
        return missing <= EPSILON
                ? atMicros
                : atMicros + (long) Math.ceil(missing / unitsPerSecond * MICROS_PER_SECOND);
    }
}
