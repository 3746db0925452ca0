package dev.globaltable.assertj;

import dev.globaltable.timeline.ItemText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text as wide as what stands in them. */
final class TextTable {

    private static final int WIDEST = 64;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        row(heads);
    }

    TextTable row(String... cells) {
        rows.add(Arrays.stream(cells).map(cell -> ItemText.cut(cell, WIDEST)).toList());
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int at = 0; at < row.size(); at++) {
                line.append("  ")
                        .append(row.get(at))
                        .append(" ".repeat(width(at) - row.get(at).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
