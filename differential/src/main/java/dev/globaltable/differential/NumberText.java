package dev.globaltable.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers whatever their text. */
final class NumberText {

    private static final Pattern IN_MESSAGE = Pattern.compile("\\{N:([^}]*)}");

    private NumberText() {}

    /** Whether two trees differ in the text of numbers at most. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        return normal(one).equals(normal(other));
    }

    /** Whether a member of this name has this value somewhere in a tree, whatever the text of numbers. */
    static boolean holds(Object tree, String name, @Nullable Object value) {
        if (tree instanceof Map<?, ?> map) {
            return (map.containsKey(name) && same(map.get(name), value))
                    || map.values().stream().anyMatch(member -> holds(member, name, value));
        }
        return tree instanceof List<?> list && list.stream().anyMatch(element -> holds(element, name, value));
    }

    /** The tree with every number in one form. */
    static Object normal(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> normal = new TreeMap<>();
            map.forEach((name, value) -> normal.put((String) name, member((String) name, value)));
            return normal;
        }
        if (tree instanceof List<?> list) {
            List<Object> normal = new ArrayList<>();
            list.forEach(element -> normal.add(normal(element)));
            return normal;
        }
        return tree;
    }

    private static Object member(String name, Object value) {
        if (name.equals("N") && value instanceof String text) {
            return number(text);
        }
        if (name.equals("NS") && value instanceof List<?> texts) {
            List<Object> numbers = new ArrayList<>();
            texts.forEach(text -> numbers.add(number((String) text)));
            return Tree.sorted(numbers);
        }
        return normal(value);
    }

    /** The number in one form; the text itself if it is none. */
    static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The message with the numbers it quotes in one form. */
    static String inMessage(String message) {
        Matcher quoted = IN_MESSAGE.matcher(message);
        return quoted.replaceAll(result -> Matcher.quoteReplacement("{N:" + number(result.group(1)) + "}"));
    }
}
