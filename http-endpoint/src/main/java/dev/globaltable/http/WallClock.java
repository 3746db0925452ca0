package dev.globaltable.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's time: what it is now, and how it goes by. */
interface WallClock {

    WallClock SYSTEM = new WallClock() {
        @Override
        public Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    /** To the microsecond. */
    Instant now();

    /** Nanoseconds since some moment; never goes back. */
    long nanoTime();
}
