package dev.globaltable.examples.notes;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no two hosts make alike, and that sort by the time at which they were made. */
public final class EditIds {

    /** Of fixed width, so that texts sort as instants do. */
    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

    private final Clock clock;
    private final String host;
    private final AtomicLong made = new AtomicLong();

    /**
     * @param clock the host's clock
     * @param host a name that no other host has
     */
    public EditIds(Clock clock, String host) {
        this.clock = clock;
        this.host = host;
    }

    String next() {
        return "%s#%s#%06d".formatted(MICROSECONDS.format(clock.instant()), host, made.incrementAndGet());
    }
}
