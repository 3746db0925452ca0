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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Requests with fewer faults than a step's: without what was injected, with one injected fault alone, without single parameters. */
final class Variants {

    static final List<String> EXPRESSIONS = List.of(
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression",
            "FilterExpression",
            "KeyConditionExpression");
    private static final String UPDATE = "UpdateExpression";
    private static final String TABLE = "TableName";
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
            "IndexName",
            "ConsistentRead",
            "Segment");

    private Variants() {}

    /**
     * Every such request that can be made of the step.
     *
     * @param creations the creations of the sequence's tables, by their names
     */
    static List<DynamoDbRequest> of(Step step, Map<String, CreateTableRequest> creations) {
        List<DynamoDbRequest> variants = new ArrayList<>();
        variants.add(step.request());
        if (!step.faults().isEmpty()) {
            variants.add(step.intended());
            step.faults().forEach(fault -> variants.add(fault.alone()));
        }
        List.copyOf(variants).forEach(request -> variants.addAll(EntryVariants.of(request)));
        List.copyOf(variants).forEach(request -> variants.addAll(BatchVariants.of(request)));
        List.copyOf(variants).forEach(request -> variants.addAll(ofLegalTable(request, creations)));
        for (DynamoDbRequest request : List.copyOf(variants)) {
            for (String member : OPTIONAL) {
                if (Members.has(request, member) && Tree.of(request).containsKey(member)) {
                    variants.add(without(request, member));
                }
            }
        }
        List.copyOf(variants).forEach(request -> variants.addAll(LegacyVariants.of(request)));
        List.copyOf(variants).forEach(request -> variants.add(withoutUnused(request)));
        return List.copyOf(new LinkedHashSet<>(variants));
    }

    /** The request with legal keys; one about no table that the sequence has, about another table. */
    private static List<DynamoDbRequest> ofLegalTable(
            DynamoDbRequest request, Map<String, CreateTableRequest> creations) {
        if (!Members.has(request, TABLE) || creations.isEmpty() || request instanceof CreateTableRequest) {
            return List.of();
        }
        CreateTableRequest named = creations.get(String.valueOf(Members.get(request, TABLE)));
        if (named != null) {
            return List.of(withKeys(request, named), withNothingButKeys(request, named), withoutExtra(request, named));
        }
        return creations.values().stream()
                .flatMap(other -> {
                    DynamoDbRequest there = Members.with(request, TABLE, other.tableName());
                    return Stream.of(there, withKeys(there, other), withNothingButKeys(there, other));
                })
                .toList();
    }

    /** An update's request with parts of its update expression only. */
    static List<DynamoDbRequest> ofUpdate(DynamoDbRequest request) {
        Set<String> updates = new LinkedHashSet<>();
        if (Members.has(request, UPDATE) && Members.get(request, UPDATE) instanceof String update) {
            Deque<String> open = new ArrayDeque<>(ExpressionParts.clauses(update));
            open.addAll(ExpressionParts.shorter(update));
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
        for (AttributeDefinition key : keyDefinitions(creation)) {
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

    private static DynamoDbRequest withNothingButKeys(DynamoDbRequest request, CreateTableRequest creation) {
        return withKeys(
                Members.has(request, "Item") ? Members.with(request, "Item", new TreeMap<>()) : request, creation);
    }

    /** The request with the key's own attributes only. */
    private static DynamoDbRequest withoutExtra(DynamoDbRequest request, CreateTableRequest creation) {
        if (!Members.has(request, "Key") || !(Members.get(request, "Key") instanceof Map<?, ?> key)) {
            return request;
        }
        Map<Object, Object> own = new TreeMap<>(key);
        own.keySet()
                .retainAll(keyDefinitions(creation).stream()
                        .map(AttributeDefinition::attributeName)
                        .toList());
        return Members.with(request, "Key", own);
    }

    private static List<AttributeDefinition> keyDefinitions(CreateTableRequest creation) {
        List<String> names = creation.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        return creation.attributeDefinitions().stream()
                .filter(definition -> names.contains(definition.attributeName()))
                .toList();
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
