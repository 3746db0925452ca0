package dev.globaltable.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a guarantee asks: that the version which an operation read or wrote is no older than any in a chain up to a place.
 *
 * @param operation the operation that is bound
 * @param version what it read or wrote
 * @param writes whether it wrote the version
 * @param chain the versions that bind it
 * @param place the last of them
 * @param seen the operation of the chain's session by which the bound operation's session came to know of the chain;
 *     {@link Compiled#NONE} when it is its own
 * @param via the operation that read what that one wrote; {@link Compiled#NONE} when it is its own
 */
record Floor(int operation, int version, boolean writes, Chain chain, int place, int seen, int via) {

    /** How the operation at a place of the chain comes before the bound one. */
    List<Witness.Link> links(Compiled history, int from) {
        List<Witness.Link> links = new ArrayList<>();
        int at = chain.operation(from);
        if (seen != Compiled.NONE) {
            sessionOrder(links, history, at, seen);
            links.add(readsFrom(history, seen, via));
            at = via;
        }
        sessionOrder(links, history, at, operation);
        return links;
    }

    static void sessionOrder(List<Witness.Link> links, Compiled history, int from, int to) {
        if (from != to) {
            String session = history.operation(from).session();
            links.add(new Witness.Link(
                    history.operation(from),
                    history.operation(to),
                    Relation.SESSION_ORDER,
                    Optional.empty(),
                    session.isEmpty()
                            ? "the test made them in this order"
                            : "session " + session + " made them in this order"));
        }
    }

    static Witness.Link readsFrom(Compiled history, int writer, int reader) {
        for (int version : history.reads[reader]) {
            if (version != Compiled.NONE && history.versions.writer(version) == writer) {
                Item item = history.versions.about(version);
                return new Witness.Link(
                        history.operation(writer),
                        history.operation(reader),
                        Relation.READS_FROM,
                        Optional.of(item),
                        "the latter read what the former wrote of " + item);
            }
        }
        throw new IllegalStateException("Operation " + reader + " read nothing that " + writer + " wrote.");
    }

    /** That the bound operation's version is older than the one at a place of the chain: the contradiction. */
    Witness.Link yet(Compiled history, int from) {
        Item item = history.versions.about(version);
        boolean read = chain.reads();
        return new Witness.Link(
                history.operation(operation),
                history.operation(chain.operation(from)),
                writes ? Relation.VERSION_ORDER : read ? Relation.OLDER_READ : Relation.ANTI_DEPENDENCY,
                Optional.of(item),
                "the former " + (writes ? "wrote" : "read") + " an older version of " + item + " than the latter "
                        + (read ? "read" : "wrote"));
    }
}
