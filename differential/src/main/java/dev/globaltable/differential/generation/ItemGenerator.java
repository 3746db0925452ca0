package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** PutItem, GetItem, UpdateItem and DeleteItem. */
final class ItemGenerator {

    private static final List<Fault> FAULTS = catalogue();

    private final Choices choices;
    private final Schema schema;

    ItemGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    private static List<Fault> catalogue() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Faults.tableName());
        faults.addAll(Faults.returned());
        faults.addAll(Faults.keys());
        faults.addAll(Faults.itemAttributes());
        faults.addAll(Faults.expressions());
        return List.copyOf(faults);
    }

    Step put() {
        Placeholders placeholders = new Placeholders(choices);
        Map<String, AttributeValue> item = new TreeMap<>(schema.key(choices));
        Attributes.addTo(item, choices);
        return step(PutItemRequest.builder()
                .tableName(schema.table())
                .item(item)
                .conditionExpression(condition(placeholders))
                .expressionAttributeNames(orNull(placeholders.names()))
                .expressionAttributeValues(orNull(placeholders.values()))
                .returnValues(choices.oneIn(2) ? choices.pick("ALL_OLD", "NONE") : null)
                .returnConsumedCapacity(capacity(choices))
                .returnItemCollectionMetrics(choices.oneIn(15) ? "SIZE" : null)
                .returnValuesOnConditionCheckFailure(onFailure())
                .build());
    }

    Step get() {
        Placeholders placeholders = new Placeholders(choices);
        return step(GetItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .projectionExpression(
                        choices.oneIn(2) ? new ProjectionGrammar(choices, placeholders).projection() : null)
                .expressionAttributeNames(orNull(placeholders.names()))
                .consistentRead(choices.oneIn(2) ? choices.oneIn(2) : null)
                .returnConsumedCapacity(capacity(choices))
                .build());
    }

    Step update() {
        Placeholders placeholders = new Placeholders(choices);
        return step(UpdateItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .updateExpression(choices.oneIn(20) ? null : new UpdateGrammar(choices, placeholders).update())
                .conditionExpression(condition(placeholders))
                .expressionAttributeNames(orNull(placeholders.names()))
                .expressionAttributeValues(orNull(placeholders.values()))
                .returnValues(
                        choices.oneIn(5)
                                ? null
                                : choices.pick("ALL_OLD", "NONE", "ALL_NEW", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"))
                .returnConsumedCapacity(capacity(choices))
                .returnItemCollectionMetrics(choices.oneIn(15) ? "SIZE" : null)
                .returnValuesOnConditionCheckFailure(onFailure())
                .build());
    }

    Step delete() {
        Placeholders placeholders = new Placeholders(choices);
        return step(DeleteItemRequest.builder()
                .tableName(schema.table())
                .key(schema.key(choices))
                .conditionExpression(condition(placeholders))
                .expressionAttributeNames(orNull(placeholders.names()))
                .expressionAttributeValues(orNull(placeholders.values()))
                .returnValues(choices.oneIn(2) ? choices.pick("ALL_OLD", "NONE") : null)
                .returnConsumedCapacity(capacity(choices))
                .returnItemCollectionMetrics(choices.oneIn(15) ? "SIZE" : null)
                .returnValuesOnConditionCheckFailure(onFailure())
                .build());
    }

    private Step step(DynamoDbRequest request) {
        return Fault.inject(choices, Step.Kind.CALL, request, FAULTS);
    }

    private @Nullable String condition(Placeholders placeholders) {
        if (choices.oneIn(8)) {
            return choices.pick("attribute_exists(", "attribute_not_exists(") + placeholders.name(Schema.PARTITION_KEY)
                    + ")";
        }
        return choices.oneIn(3) ? new ConditionGrammar(choices, placeholders, true).condition() : null;
    }

    private @Nullable String onFailure() {
        return choices.oneIn(3) ? choices.pick("ALL_OLD", "NONE") : null;
    }

    static @Nullable String capacity(Choices choices) {
        return choices.oneIn(3) ? choices.pick("TOTAL", "INDEXES", "NONE") : null;
    }

    static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }
}
