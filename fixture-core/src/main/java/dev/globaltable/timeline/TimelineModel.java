package dev.globaltable.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a picture of a history shows. Lanes, items, versions and marks are named by their place in these lists; -1 stands
 * for none. Times are microseconds since the start of the simulation.
 *
 * @param lanes the Regions
 * @param marks everything that happened, in order
 * @param end the last moment of the history
 */
record TimelineModel(
        List<String> lanes,
        List<Item> items,
        List<StoredVersion> versions,
        List<Mark> marks,
        List<Arrow> arrows,
        List<Band> bands,
        List<Change> changes,
        long end) {

    static final int NONE = -1;

    /** What kind of thing a mark stands for; its shape tells. */
    enum Kind {
        READ,
        WRITE,
        REFUSED,
        UNKNOWN,
        CALL,
        CACHE,
        ARRIVAL,
        NOTICE,
        FAULT,
        CLOCK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An item by its table and the text of its key. */
    record Item(String table, String key) {}

    /**
     * A version of an item.
     *
     * @param number counts the versions of its item, from 1
     * @param stamp its timestamp, by the clock of the Region that wrote it
     * @param brief its attributes without the key, for a label
     */
    record StoredVersion(
            int item, int number, long stamp, String name, int origin, String text, String brief, boolean deleted) {}

    /**
     * One thing that happened.
     *
     * @param until when it was over; mostly the same moment
     * @param name what it is, in a word or two
     * @param brief what came of it, in a few words
     * @param text both in a line
     * @param operation the operation's id, 0 for anything else
     * @param written the versions it wrote
     * @param reads the versions it read
     * @param losses the versions that a conflict dropped or overwrote here
     * @param findings what stands out about it
     * @param facts more about it, by name
     */
    record Mark(
            long at,
            long until,
            int lane,
            Kind kind,
            String name,
            String brief,
            String text,
            long operation,
            String session,
            List<Integer> items,
            List<Integer> written,
            List<Seen> reads,
            List<Integer> losses,
            List<Finding> findings,
            Map<String, String> facts) {}

    /**
     * A version that was read.
     *
     * @param version -1 when there was none
     * @param newest the newest version there was in any Region
     */
    record Seen(int item, int version, int newest) {}

    /**
     * Something about a mark that explains failures.
     *
     * @param kind {@code stale}, {@code lost} or {@code stray}
     */
    record Finding(String kind, String words) {}

    /**
     * A version on its way between two lanes.
     *
     * @param sent the mark at which it set out
     * @param ended the mark at which it arrived or was given up
     * @param due when it would arrive; -1 when nobody knows
     * @param fate what became of it
     */
    record Arrow(long id, int version, int from, int to, int sent, int ended, long due, String fate) {}

    /**
     * Something that lasted.
     *
     * @param kind {@code cut}, {@code paused}, {@code slow}, {@code fault}, {@code status} or {@code skew}
     * @param lane the lane it lies upon; -1 when it lies between lanes
     * @param between pairs of lanes, each as from and to
     * @param from the mark at which it began
     * @param until the mark at which it ended; -1 when it lasts
     */
    record Band(String kind, String label, int lane, List<List<Integer>> between, int from, int until) {}

    /**
     * From this mark on a Region holds another version of an item.
     *
     * @param version -1 when the Region holds it no more
     * @param how {@code written}, {@code expired}, {@code arrived}, {@code copied} or {@code gone}
     * @param message the message it arrived by; 0 when it came otherwise
     */
    record Change(int mark, int item, int lane, int version, String how, long message) {}
}
