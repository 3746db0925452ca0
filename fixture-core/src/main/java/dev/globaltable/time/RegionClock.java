package dev.globaltable.time;

/**
 * The server clock of one Region: virtual time plus an offset that grows with a drift.
 *
 * <p>Last-writer-wins stamps come from here (LWW-3), so a Region whose clock is behind loses conflicts that it "should"
 * win.
 */
public final class RegionClock {

    private static final long PARTS_PER_MILLION = 1_000_000;

    private final VirtualTime time;
    private long offsetMicros;
    private long driftPartsPerMillion;
    private long driftSinceMicros;

    public RegionClock(VirtualTime time) {
        this.time = time;
        this.driftSinceMicros = time.nowMicros();
    }

    /** What this Region believes the time to be, in microseconds since the epoch. */
    public long micros() {
        return time.nowMicros() + offsetMicros();
    }

    /** How far this clock is ahead of virtual time; negative when it is behind. */
    public long offsetMicros() {
        long elapsed = time.nowMicros() - driftSinceMicros;
        // In two parts, since the product of the whole would be too large within a year.
        return offsetMicros
                + elapsed / PARTS_PER_MILLION * driftPartsPerMillion
                + elapsed % PARTS_PER_MILLION * driftPartsPerMillion / PARTS_PER_MILLION;
    }

    /** Steps the clock so that it is this much ahead of virtual time now. */
    public void setOffsetMicros(long offset) {
        offsetMicros = offset;
        driftSinceMicros = time.nowMicros();
    }

    /** How many microseconds the clock gains in each second. */
    public long driftPartsPerMillion() {
        return driftPartsPerMillion;
    }

    /** Lets the clock gain (or, negative, lose) this many microseconds for each second from now on. */
    public void setDriftPartsPerMillion(long drift) {
        setOffsetMicros(offsetMicros());
        driftPartsPerMillion = drift;
    }
}
