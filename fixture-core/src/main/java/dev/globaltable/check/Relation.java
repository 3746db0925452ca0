package dev.globaltable.check;

/**
 * Why an operation comes before another.
 *
 * @since 0.1.0
 */
public enum Relation {
    /** One session made them in this order. */
    SESSION_ORDER,
    /** The first was answered before the second was called. */
    REAL_TIME,
    /** The second read what the first wrote (Adya's read dependency, wr). */
    READS_FROM,
    /** Both wrote the item, the second the later version (Adya's write dependency, ww). */
    VERSION_ORDER,
    /** The first read an older version of the item than the second wrote (Adya's anti-dependency, rw). */
    ANTI_DEPENDENCY,
    /** The first read an older version of the item than the second read. */
    OLDER_READ,
    /** They are two results of one call or one moment that should agree. */
    DISAGREES
}
