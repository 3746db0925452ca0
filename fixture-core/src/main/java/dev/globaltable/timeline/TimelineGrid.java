package dev.globaltable.timeline;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** The lines of a picture: a time, then one column per Region. */
final class TimelineGrid {

    private static final int TIME_WIDTH = 12;
    private static final String GAP = "  ";
    private static final String SEPARATOR = " | ";
    private static final String INDENT = "  ";
    private static final int LEAST_COLUMN = 20;
    private static final int MOST_LINES = 3;

    private final List<Region> regions;
    private final int column;
    private final StringBuilder lines = new StringBuilder();

    TimelineGrid(List<Region> regions, int width) {
        this.regions = regions;
        int separators = SEPARATOR.length() * Math.max(0, regions.size() - 1);
        int left = width - TIME_WIDTH - GAP.length() - separators;
        this.column = Math.max(LEAST_COLUMN, left / Math.max(1, regions.size()));
        head();
    }

    private void head() {
        StringBuilder line = start("time (s)");
        for (int at = 0; at < regions.size(); at++) {
            cell(line, at, regions.get(at).id());
        }
        end(line);
    }

    /** One row with text in one Region's column, on a few lines if it is long. */
    void text(String time, Region region, String text) {
        String shownTime = time;
        for (String part : wrapped(text)) {
            StringBuilder line = start(shownTime);
            int target = regions.indexOf(region);
            for (int at = 0; at < regions.size(); at++) {
                cell(line, at, at == target ? part : "");
            }
            end(line);
            shownTime = "";
        }
    }

    private List<String> wrapped(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > column && parts.size() < MOST_LINES - 1) {
            int space = rest.lastIndexOf(' ', column);
            int end = space > INDENT.length() ? space : column;
            parts.add(rest.substring(0, end));
            rest = INDENT + rest.substring(end).stripLeading();
        }
        parts.add(ItemText.cut(rest, column));
        return parts;
    }

    /** One row with an arrow from one Region's column to another's, a label at its tail and one at its head. */
    void arrow(String time, Region from, Region to, String tail, String head) {
        int source = regions.indexOf(from);
        int target = regions.indexOf(to);
        StringBuilder line = start(time);
        for (int at = 0; at < regions.size(); at++) {
            if (at > 0) {
                line.append(at > Math.min(source, target) && at <= Math.max(source, target) ? "-+-" : SEPARATOR);
            }
            line.append(arrowCell(at, source, target, tail, head));
        }
        end(line);
    }

    private String arrowCell(int at, int source, int target, String tail, String head) {
        boolean rightwards = source < target;
        if (at == source) {
            return rightwards ? fill(tail + " ", "", '-') : fill("", " " + tail, '-');
        }
        if (at == target) {
            return rightwards ? fill("-> " + head, "", ' ') : fill("", head + " <-", ' ');
        }
        boolean between = at > Math.min(source, target) && at < Math.max(source, target);
        return fill("", "", between ? '-' : ' ');
    }

    private String fill(String left, String right, char filler) {
        String cutLeft = ItemText.cut(left, column);
        String cutRight = ItemText.cut(right, column - cutLeft.length());
        int gap = column - cutLeft.length() - cutRight.length();
        return cutLeft + String.valueOf(filler).repeat(gap) + cutRight;
    }

    private static StringBuilder start(String time) {
        return new StringBuilder(" ".repeat(Math.max(0, TIME_WIDTH - time.length())))
                .append(time)
                .append(GAP);
    }

    private void cell(StringBuilder line, int at, String text) {
        if (at > 0) {
            line.append(SEPARATOR);
        }
        line.append(fill(text, "", ' '));
    }

    private void end(StringBuilder line) {
        lines.append(line.toString().stripTrailing()).append('\n');
    }

    String text() {
        return lines.toString();
    }
}
