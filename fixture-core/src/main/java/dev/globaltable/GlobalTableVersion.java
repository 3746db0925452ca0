package dev.globaltable;

/**
 * The two versions of global tables that AWS has made.
 *
 * @since 0.1.0
 */
public enum GlobalTableVersion {
    /** Current: made by {@code UpdateTable}, which adds replicas to a table. */
    V2019_11_21("2019.11.21"),
    /** Legacy: made by {@code CreateGlobalTable} of empty tables; each item tells when and where it was written. */
    V2017_11_29("2017.11.29");

    private final String id;

    GlobalTableVersion(String id) {
        this.id = id;
    }

    /** AWS's name for it, such as {@code 2019.11.21}. */
    @Override
    public String toString() {
        return id;
    }
}
