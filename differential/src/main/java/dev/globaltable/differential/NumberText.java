package dev.globaltable.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Numbers whatever their text. */
final class NumberText {

    private static final Pattern IN_MESSAGE = Pattern.compile("\\{N:([^}]*)}");

    private NumberText() {}

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

    private static String number(String text) {
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

    /** Whether two keys of a batch are equal as numbers but not as text. */
    static boolean hasEqualKeys(DynamoDbRequest request) {
        for (Object table : Tree.child(Tree.of(request), "RequestItems").values()) {
            Object entries = table instanceof Map<?, ?> keys ? keys.get("Keys") : table;
            List<Object> seen = new ArrayList<>();
            for (Object entry : entries instanceof List<?> list ? list : List.of()) {
                Object key = normal(onlyKey(entry));
                if (seen.contains(key)) {
                    return true;
                }
                seen.add(key);
            }
        }
        return false;
    }

    private static Object onlyKey(Object entry) {
        Map<?, ?> map = (Map<?, ?>) entry;
        if (map.containsKey("PutRequest")) {
            return onlyKey(Tree.child(map.get("PutRequest"), "Item"));
        }
        if (map.containsKey("DeleteRequest")) {
            return onlyKey(Tree.child(map.get("DeleteRequest"), "Key"));
        }
        Map<String, Object> key = new TreeMap<>();
        map.forEach((name, value) -> {
            if (name.equals("pk") || name.equals("sk")) {
                key.put((String) name, value);
            }
        });
        return key;
    }
}
