package dev.globaltable.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replica can still serve at this instant. Reads and writes are let in as long as anything is left, and pay
 * afterwards, when it is known what they cost.
 */
public interface Throughput {

    /** As much as anybody asks for (CAP-7). */
    Throughput UNLIMITED = new Throughput() {
        @Override
        public boolean isLimited() {
            return false;
        }

        @Override
        public void beforeRead(@Nullable String globalIndex) {}

        @Override
        public void beforeWrite() {}

        @Override
        public void read(double units, Map<String, Double> globalIndexes) {}

        @Override
        public void wrote(WriteUnits units) {}

        @Override
        public long writableAtMicros() {
            return Long.MIN_VALUE;
        }

        @Override
        public void settingsChanged() {}
    };

    /** Whether there is any limit; where there is none nobody needs to work out what things cost. */
    boolean isLimited();

    /**
     * Fails when nothing is left to read.
     *
     * @param globalIndex the global secondary index that is read, {@code null} for the table and its local indexes
     */
    void beforeRead(@Nullable String globalIndex);

    /** Fails when the table, or a global secondary index, has nothing left to write. */
    void beforeWrite();

    /** Takes read units from the table and from global secondary indexes. */
    void read(double units, Map<String, Double> globalIndexes);

    /** Takes write units from the table and its global secondary indexes. */
    void wrote(WriteUnits units);

    /** The instant of virtual time at which there is something left to write, in microseconds; it may have passed. */
    long writableAtMicros();

    /** To be called when the table's settings have changed. */
    void settingsChanged();
}
