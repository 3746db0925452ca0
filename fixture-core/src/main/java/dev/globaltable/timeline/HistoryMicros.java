package dev.globaltable.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments of a history as numbers. */
final class HistoryMicros {

    private HistoryMicros() {}

    static long between(Instant start, Instant moment) {
        return ChronoUnit.MICROS.between(start, moment);
    }
}
