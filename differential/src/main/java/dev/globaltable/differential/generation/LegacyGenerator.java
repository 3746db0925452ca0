package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Requests with the parameters from before expressions; one in many has an expression as well. */
final class LegacyGenerator {

    private static final List<Fault> FAULTS = catalogue();

    private final Choices choices;
    private final Schema schema;
    private final LegacyGrammar grammar;

    LegacyGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
        this.grammar = new LegacyGrammar(choices);
    }

    private static List<Fault> catalogue() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Faults.tableName());
        faults.addAll(Faults.returned());
        faults.addAll(Faults.keys());
        faults.addAll(Faults.reading());
        for (String expression : Faults.EXPRESSIONS) {
            faults.add(Fault.member(expression + " as well", expression, "attribute_exists(a)"));
        }
        faults.add(Fault.member("operator without conditions", "ConditionalOperator", "OR"));
        faults.add(Fault.member("unknown operator", "ConditionalOperator", "XOR"));
        faults.add(Fault.member("no attributes to get", "AttributesToGet", List.of()));
        faults.add(Fault.member("an attribute twice", "AttributesToGet", List.of("a", "b", "a")));
        faults.add(Fault.member("empty attribute name", "AttributesToGet", List.of("")));
        for (String member : List.of("Expected", "AttributeUpdates", "KeyConditions", "QueryFilter", "ScanFilter")) {
            faults.add(Fault.member("empty " + member, member, new TreeMap<>()));
        }
        faults.add(Fault.member("names", "ExpressionAttributeNames", new TreeMap<>(Map.of("#a", "a"))));
        return List.copyOf(faults);
    }

    Step step() {
        return switch (choices.below(10)) {
            case 0, 1 -> step(put());
            case 2, 3, 4 -> step(update());
            case 5 -> step(delete());
            case 6 -> step(get());
            case 7, 8 -> step(query());
            default -> step(scan());
        };
    }

    private Step step(DynamoDbRequest request) {
        Step.Kind kind = Members.has(request, "ScanFilter") ? Step.Kind.WALK : Step.Kind.CALL;
        return Fault.inject(choices, kind, request, FAULTS);
    }

    private DynamoDbRequest put() {
        Map<String, AttributeValue> item = new TreeMap<>(schema.key(choices));
        Attributes.addTo(item, choices);
        Map<String, ExpectedAttributeValue> expected = grammar.expected();
        return PutItemRequest.builder()
                .tableName(schema.table())
                .item(item)
                .expected(ItemGenerator.orNull(expected))
                .conditionalOperator(together(expected))
                .returnValues(choices.oneIn(2) ? "ALL_OLD" : null)
                .returnValuesOnConditionCheckFailure(choices.oneIn(3) ? "ALL_OLD" : null)
                .build();
    }

    private DynamoDbRequest update() {
        Map<String, AttributeValueUpdate> updates = grammar.updates();
        Map<String, ExpectedAttributeValue> expected = expected(updates);
        return UpdateItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .attributeUpdates(ItemGenerator.orNull(updates))
                .expected(ItemGenerator.orNull(expected))
                .conditionalOperator(expected.containsKey(Schema.PARTITION_KEY) ? null : together(expected))
                .returnValues(choices.pick("ALL_NEW", "ALL_NEW", "ALL_OLD", "UPDATED_OLD", "UPDATED_NEW", "NONE"))
                .returnConsumedCapacity(ItemGenerator.capacity(choices))
                .build();
    }

    /** What deletes attributes only must not meet an absent item: DynamoDB Local creates it, which AWS documents otherwise. */
    private Map<String, ExpectedAttributeValue> expected(Map<String, AttributeValueUpdate> updates) {
        Map<String, ExpectedAttributeValue> expected = choices.oneIn(3) ? grammar.expected() : new TreeMap<>();
        if (!updates.isEmpty()
                && updates.values().stream().allMatch(update -> "DELETE".equals(update.actionAsString()))) {
            expected.put(
                    Schema.PARTITION_KEY,
                    ExpectedAttributeValue.builder()
                            .comparisonOperator("NOT_NULL")
                            .build());
        }
        return expected;
    }

    private DynamoDbRequest delete() {
        Map<String, ExpectedAttributeValue> expected = grammar.expected();
        return DeleteItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .expected(ItemGenerator.orNull(expected))
                .conditionalOperator(together(expected))
                .returnValues(choices.oneIn(2) ? "ALL_OLD" : null)
                .build();
    }

    private DynamoDbRequest get() {
        return GetItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .attributesToGet(grammar.names())
                .consistentRead(choices.oneIn(2) ? choices.oneIn(2) : null)
                .build();
    }

    private DynamoDbRequest query() {
        Map<String, Condition> conditions = grammar.keys(schema);
        Map<String, Condition> filter = choices.oneIn(2) ? grammar.filter(choices.oneIn(20)) : Map.of();
        return QueryRequest.builder()
                .tableName(schema.table())
                .keyConditions(conditions)
                .queryFilter(ItemGenerator.orNull(filter))
                .conditionalOperator(together(filter))
                .attributesToGet(choices.oneIn(3) ? grammar.names() : null)
                .scanIndexForward(choices.oneIn(2) ? choices.oneIn(3) : null)
                .limit(choices.oneIn(4) ? Integer.valueOf(choices.between(1, 4)) : null)
                .select(choices.oneIn(8) ? choices.pick("COUNT", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES") : null)
                .build();
    }

    private DynamoDbRequest scan() {
        Map<String, Condition> filter = grammar.filter(true);
        return ScanRequest.builder()
                .tableName(schema.table())
                .scanFilter(ItemGenerator.orNull(filter))
                .conditionalOperator(together(filter))
                .attributesToGet(choices.oneIn(3) ? grammar.names() : null)
                .select(choices.oneIn(8) ? choices.pick("COUNT", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES") : null)
                .build();
    }

    private @Nullable String together(Map<String, ?> conditions) {
        return (conditions.size() > 1 && choices.oneIn(2)) || choices.oneIn(40) ? choices.pick("AND", "OR") : null;
    }
}
