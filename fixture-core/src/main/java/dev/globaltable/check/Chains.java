package dev.globaltable.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each item, the versions that each session wrote with success, and those that it read. */
final class Chains {

    private final List<Map<Integer, Chain>> written = new ArrayList<>();
    private final List<Map<Integer, Chain>> read = new ArrayList<>();

    Chains(Compiled history) {
        for (int item = 0; item < history.versions.items(); item++) {
            written.add(new LinkedHashMap<>());
            read.add(new LinkedHashMap<>());
        }
        for (int at = 0; at < history.size(); at++) {
            for (int version : history.reads[at]) {
                add(history, read, true, at, version);
            }
            for (int version : history.writes[at]) {
                if (history.ok(at)) {
                    add(history, written, false, at, version);
                }
            }
        }
    }

    private static void add(Compiled history, List<Map<Integer, Chain>> chains, boolean reads, int at, int version) {
        if (version != Compiled.NONE) {
            int session = history.session[at];
            chains.get(history.versions.itemOf(version))
                    .computeIfAbsent(session, absent -> new Chain(history, session, reads))
                    .add(history.position[at], version);
        }
    }

    /** What sessions wrote of an item, by session. */
    Map<Integer, Chain> written(int item) {
        return written.get(item);
    }

    @Nullable
    Chain written(int item, int session) {
        return written.get(item).get(session);
    }

    /** What sessions read of an item, by session. */
    Map<Integer, Chain> read(int item) {
        return read.get(item);
    }

    @Nullable
    Chain read(int item, int session) {
        return read.get(item).get(session);
    }
}
