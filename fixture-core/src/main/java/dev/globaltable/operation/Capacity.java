package dev.globaltable.operation;

import org.jspecify.annotations.Nullable;

/** What single reads and writes cost in capacity units; {@link Consumption} puts them together. */
final class Capacity {

    private static final int READ_UNIT_BYTES = 4096;

    private Capacity() {}

    /** A read costs one unit for each started 4 KB, half of that where an eventually consistent answer will do. */
    static double read(int bytes, @Nullable Boolean consistent) {
        double units = Math.max(1, units(bytes, READ_UNIT_BYTES));
        return Boolean.TRUE.equals(consistent) ? units : units / 2;
    }

    private static int units(int bytes, int unitBytes) {
        return (bytes + unitBytes - 1) / unitBytes;
    }
}
