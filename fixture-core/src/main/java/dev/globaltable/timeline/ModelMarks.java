package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.timeline.TimelineModel.Kind;
import dev.globaltable.timeline.TimelineModel.Mark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The marks of a picture, in the order of the history. */
final class ModelMarks {

    private final Instant start;
    private final List<Mark> marks = new ArrayList<>();

    ModelMarks(Instant start) {
        this.start = start;
    }

    /** A mark that belongs to no operation and is over at once; its lists are to be filled. */
    static Mark mark(long at, int lane, Kind kind, String name, String brief, String text) {
        return mark(at, at, lane, kind, name, brief, text, 0, "");
    }

    static Mark mark(
            long at,
            long until,
            int lane,
            Kind kind,
            String name,
            String brief,
            String text,
            long operation,
            String session) {
        return new Mark(
                at,
                until,
                lane,
                kind,
                name,
                brief,
                text,
                operation,
                session,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
    }

    int add(Mark mark) {
        marks.add(mark);
        return last();
    }

    int last() {
        return marks.size() - 1;
    }

    Mark get(int mark) {
        return marks.get(mark);
    }

    /** Whether a mark tells of links that changed in one way at one time. */
    boolean sameLinkChange(int mark, long at, String name) {
        Mark before = marks.get(mark);
        return before.kind() == Kind.FAULT
                && before.lane() == NONE
                && before.at() == at
                && before.name().equals(name);
    }

    /** Lets a mark tell of one more link. */
    void extend(int number, String route) {
        Mark before = marks.get(number);
        marks.set(
                number,
                mark(
                        before.at(),
                        before.lane(),
                        before.kind(),
                        before.name(),
                        before.brief() + ", " + route,
                        before.text() + ", " + route));
    }

    /** A time of the picture in words, such as {@code 0.8 s}. */
    static String seconds(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " s";
    }

    long micros(Instant moment) {
        return HistoryMicros.between(start, moment);
    }

    long end() {
        return marks.stream().mapToLong(Mark::until).max().orElse(0);
    }

    List<Mark> marks() {
        return marks;
    }
}
