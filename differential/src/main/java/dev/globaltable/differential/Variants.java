package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import dev.globaltable.differential.generation.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Requests with fewer faults than a step's: without what was injected, with one injected fault alone, without single parameters. */
final class Variants {

    static final List<String> EXPRESSIONS = List.of(
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression",
            "FilterExpression",
            "KeyConditionExpression");
    private static final String UPDATE = "UpdateExpression";
    private static final int MOST_PARTS = 60;
    private static final List<String> PLACEHOLDERS = List.of("ExpressionAttributeNames", "ExpressionAttributeValues");
    private static final List<String> OPTIONAL = List.of(
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression",
            "FilterExpression",
            "Expected",
            "AttributeUpdates",
            "QueryFilter",
            "ScanFilter",
            "AttributesToGet",
            "ReturnValues",
            "ExclusiveStartKey",
            "Select",
            "Segment");

    private Variants() {}

    /**
     * Every such request that can be made of the step.
     *
     * @param creation the creation of the table that the step names, if the sequence creates it
     */
    static List<DynamoDbRequest> of(Step step, @Nullable CreateTableRequest creation) {
        List<DynamoDbRequest> variants = new ArrayList<>();
        variants.add(step.request());
        if (!step.faults().isEmpty()) {
            variants.add(step.intended());
            step.faults().forEach(fault -> variants.add(fault.alone()));
        }
        List.copyOf(variants).forEach(request -> variants.addAll(BatchVariants.of(request)));
        if (creation != null) {
            List.copyOf(variants).forEach(request -> variants.add(withKeys(request, creation)));
        }
        for (DynamoDbRequest request : List.copyOf(variants)) {
            for (String member : OPTIONAL) {
                if (Members.has(request, member) && Tree.of(request).containsKey(member)) {
                    variants.add(without(request, member));
                }
            }
        }
        List.copyOf(variants).forEach(request -> variants.addAll(LegacyVariants.of(request)));
        return variants;
    }

    /** An update's request with parts of its update expression only. */
    static List<DynamoDbRequest> ofUpdate(DynamoDbRequest request) {
        Set<String> updates = new LinkedHashSet<>();
        if (Members.has(request, UPDATE) && Members.get(request, UPDATE) instanceof String update) {
            Deque<String> open = new ArrayDeque<>(ExpressionParts.shorter(update));
            while (!open.isEmpty() && updates.size() < MOST_PARTS) {
                String next = open.remove();
                if (updates.add(next)) {
                    open.addAll(ExpressionParts.shorter(next));
                }
            }
        }
        return updates.stream()
                .map(update -> withoutUnused(Members.with(request, UPDATE, update)))
                .toList();
    }

    /** The request with legal key attributes in its key or item. */
    private static DynamoDbRequest withKeys(DynamoDbRequest request, CreateTableRequest creation) {
        Map<String, AttributeValue> keys = new TreeMap<>();
        for (AttributeDefinition key : creation.attributeDefinitions()) {
            keys.put(
                    key.attributeName(),
                    switch (key.attributeType()) {
                        case N -> AttributeValue.fromN("424242");
                        case B -> AttributeValue.fromB(SdkBytes.fromUtf8String("variant"));
                        default -> AttributeValue.fromS("variant");
                    });
        }
        if (Members.has(request, "KeyConditions")
                && Members.get(request, "KeyConditions") instanceof Map<?, ?> given
                && !given.isEmpty()) {
            String partition = creation.keySchema().get(0).attributeName();
            return Members.with(request, "KeyConditions", new TreeMap<>(Map.of(partition, equal(keys.get(partition)))));
        }
        if (Members.has(request, "Key")) {
            return Members.with(request, "Key", keys);
        }
        if (Members.has(request, "Item") && Members.get(request, "Item") instanceof Map<?, ?> item) {
            Map<Object, Object> legal = new TreeMap<>(item);
            legal.putAll(keys);
            return Members.with(request, "Item", legal);
        }
        return request;
    }

    private static Condition equal(@Nullable AttributeValue value) {
        return Condition.builder()
                .comparisonOperator("EQ")
                .attributeValueList(value)
                .build();
    }

    private static DynamoDbRequest without(DynamoDbRequest request, String member) {
        DynamoDbRequest rest = Members.with(request, member, null);
        if (member.equals("Segment")) {
            rest = Members.with(rest, "TotalSegments", null);
        }
        if (LegacyRules.CONDITIONS.contains(member) && Members.has(rest, "ConditionalOperator")) {
            rest = Members.with(rest, "ConditionalOperator", null);
        }
        return EXPRESSIONS.contains(member) ? withoutUnused(rest) : rest;
    }

    /** The request without placeholders that none of its expressions mentions. */
    static DynamoDbRequest withoutUnused(DynamoDbRequest request) {
        StringBuilder text = new StringBuilder();
        for (String member : EXPRESSIONS) {
            if (Members.has(request, member) && Members.get(request, member) instanceof String expression) {
                text.append(expression).append(' ');
            }
        }
        DynamoDbRequest rest = request;
        for (String member : PLACEHOLDERS) {
            if (Members.has(request, member)
                    && Members.get(request, member) instanceof Map<?, ?> map
                    && !map.isEmpty()) {
                Map<Object, Object> used = new TreeMap<>(map);
                used.keySet()
                        .removeIf(key -> !Pattern.compile(Pattern.quote((String) key) + "(?![A-Za-z0-9_])")
                                .matcher(text)
                                .find());
                rest = Members.with(rest, member, used.isEmpty() ? null : used);
            }
        }
        return rest;
    }
}
