package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shorter texts of an expression: without one of its clauses, or one side of a logical operator alone. */
final class ExpressionParts {

    private static final Pattern CONNECTIVE = Pattern.compile("(?i) (and|or) ");
    private static final Pattern SECTION = Pattern.compile("(?i)(?<=^| )(?=(set|remove|add|delete) )");

    private ExpressionParts() {}

    static List<String> shorter(String expression) {
        List<String> shorter = new ArrayList<>();
        Matcher connective = CONNECTIVE.matcher(expression);
        while (connective.find()) {
            shorter.add(expression.substring(0, connective.start()));
            shorter.add(expression.substring(connective.end()));
        }
        if (expression.matches("(?i)not .*")) {
            shorter.add(expression.substring(4));
        }
        if (expression.startsWith("(") && expression.endsWith(")")) {
            shorter.add(expression.substring(1, expression.length() - 1));
        }
        String[] sections = SECTION.split(expression);
        for (int i = 0; i < sections.length; i++) {
            if (sections.length > 1) {
                shorter.add(without(sections, i, ""));
            }
            for (String fewer : withoutOneClause(sections[i])) {
                String[] replaced = sections.clone();
                replaced[i] = fewer;
                shorter.add(String.join("", replaced));
            }
        }
        shorter.removeIf(text -> text.isBlank() || depth(text) != 0);
        return shorter.stream().map(String::strip).toList();
    }

    /** Every clause of an update alone. */
    static List<String> clauses(String update) {
        List<String> alone = new ArrayList<>();
        for (String section : SECTION.split(update, -1)) {
            int keyword = section.indexOf(' ') + 1;
            for (String clause : topLevel(section.substring(keyword))) {
                alone.add(section.substring(0, keyword) + clause.strip());
            }
        }
        alone.removeIf(text -> depth(text) != 0);
        return alone;
    }

    private static List<String> withoutOneClause(String section) {
        int keyword = section.matches("(?i)(set|remove|add|delete) .*") ? section.indexOf(' ') + 1 : 0;
        String[] clauses = topLevel(section.substring(keyword));
        List<String> fewer = new ArrayList<>();
        for (int i = 0; i < clauses.length && clauses.length > 1; i++) {
            fewer.add(section.substring(0, keyword) + without(clauses, i, ","));
        }
        return fewer;
    }

    private static String[] topLevel(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',' && depth(text.substring(0, i)) == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts.toArray(new String[0]);
    }

    private static String without(String[] parts, int index, String separator) {
        List<String> rest = new ArrayList<>(List.of(parts));
        rest.remove(index);
        return String.join(separator, rest);
    }

    private static int depth(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return depth;
            }
        }
        return depth;
    }
}
