package dev.globaltable.check;

/** The versions of one item that one session wrote, or read, in its order. */
final class Chain {

    private final Compiled history;
    private final int session;
    private final boolean reads;
    private final IntList positions = new IntList();
    private final IntList versions = new IntList();
    /** Where the newest version up to each place is; only where the order of versions is known. */
    private final IntList newest = new IntList();

    Chain(Compiled history, int session, boolean reads) {
        this.history = history;
        this.session = session;
        this.reads = reads;
    }

    void add(int position, int version) {
        int at = versions.size();
        boolean newer =
                at == 0 || !history.ordered || !history.versions.older(version, versions.get(newest.get(at - 1)));
        positions.add(position);
        versions.add(version);
        newest.add(newer ? at : newest.get(at - 1));
    }

    int session() {
        return session;
    }

    /** Whether the versions were read, not written. */
    boolean reads() {
        return reads;
    }

    int size() {
        return versions.size();
    }

    int version(int at) {
        return versions.get(at);
    }

    /** The operation that read or wrote. */
    int operation(int at) {
        return history.sessionOperations.get(session).get(positions.get(at));
    }

    /** The last place up to a position of the session; -1 when there is none. */
    int upTo(int position) {
        return positions.lastUpTo(position);
    }

    /** Where the newest version up to a place is. */
    int newest(int at) {
        return newest.get(at);
    }
}
