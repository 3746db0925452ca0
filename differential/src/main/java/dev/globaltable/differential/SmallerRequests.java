package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Requests with one thing less than another: a member, an element of one, or a part of an expression or statement. */
final class SmallerRequests {

    /** What a clause of SET assigns to, and an attribute that no table or index has for a key. */
    private static final Pattern TARGET = Pattern.compile("(?<=[ ,])[^ ,=()]+(?= *=)");

    private static final String HARMLESS = "harmless";

    private SmallerRequests() {}

    /** All of them that there are, each also without the placeholders that nothing mentions then. */
    static List<DynamoDbRequest> of(DynamoDbRequest request) {
        List<DynamoDbRequest> smaller = new ArrayList<>();
        Map<String, Object> present = Tree.of(request);
        for (SdkField<?> field : request.sdkFields()) {
            String member = field.locationName();
            if (present.containsKey(member)) {
                Object value = Members.get(request, member);
                smaller.add(Members.with(request, member, null));
                if (value instanceof String text) {
                    parts(member, text).forEach(part -> smaller.add(Members.with(request, member, part)));
                }
                elements(value).forEach(fewer -> smaller.add(Members.with(request, member, fewer)));
            }
        }
        return smaller.stream()
                .flatMap(less -> Stream.of(less, Variants.withoutUnused(less)))
                .filter(less -> !less.equals(request))
                .distinct()
                .toList();
    }

    private static List<String> parts(String member, String text) {
        List<String> parts = new ArrayList<>();
        if (Variants.EXPRESSIONS.contains(member) || member.equals("Statement")) {
            parts.addAll(ExpressionParts.shorter(text));
        }
        if (member.equals("Statement")) {
            parts.add(text.replaceFirst("(?i)^select .* from ", "SELECT * FROM "));
        }
        if (member.equals("UpdateExpression")) {
            TARGET.matcher(text)
                    .results()
                    .forEach(target ->
                            parts.add(text.substring(0, target.start()) + HARMLESS + text.substring(target.end())));
        }
        return parts;
    }

    private static List<Object> elements(@Nullable Object value) {
        List<Object> fewer = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> {
                Map<Object, Object> rest = new TreeMap<>(map);
                rest.remove(key);
                fewer.add(rest);
            });
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> rest = new ArrayList<>((Collection<?>) list);
                rest.remove(i);
                fewer.add(rest);
            }
        }
        return fewer;
    }
}
