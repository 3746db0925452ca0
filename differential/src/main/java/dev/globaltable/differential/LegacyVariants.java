package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** Requests with fewer of the entries that conditions and updates had before there were expressions. */
final class LegacyVariants {

    private static final String OTHER_NAME = "zz";

    private LegacyVariants() {}

    static List<DynamoDbRequest> of(DynamoDbRequest request) {
        List<DynamoDbRequest> variants = new ArrayList<>();
        entries(request, "KeyConditions").keySet().forEach(name -> {
            Map<String, Object> fewer = entries(request, "KeyConditions");
            fewer.remove(name);
            variants.add(Members.with(request, "KeyConditions", fewer));
        });
        for (String member : LegacyRules.CONDITIONS) {
            entries(request, member)
                    .forEach((name, entry) ->
                            variants.add(Members.with(request, member, new TreeMap<>(Map.of(name, entry)))));
        }
        for (String member : LegacyRules.CONDITIONS) {
            if (!entries(request, member).isEmpty()) {
                variants.add(Members.with(request, member, new TreeMap<>(Map.of(OTHER_NAME, plain(member)))));
            }
        }
        // Under a name that is no key attribute's, an update is judged by itself.
        entries(request, "AttributeUpdates")
                .values()
                .forEach(update -> variants.add(
                        Members.with(request, "AttributeUpdates", new TreeMap<>(Map.of(OTHER_NAME, update)))));
        return variants;
    }

    /** A condition without fault. */
    private static Object plain(String member) {
        return member.equals("Expected")
                ? ExpectedAttributeValue.builder().exists(false).build()
                : Condition.builder().comparisonOperator("NULL").build();
    }

    private static Map<String, Object> entries(DynamoDbRequest request, String member) {
        Map<String, Object> entries = new TreeMap<>();
        if (Members.has(request, member) && Members.get(request, member) instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> entries.put((String) name, entry));
        }
        return entries;
    }
}
