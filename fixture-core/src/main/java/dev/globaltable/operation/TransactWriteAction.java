package dev.globaltable.operation;

import dev.globaltable.expression.ExpressionAttributes;
import dev.globaltable.expression.UpdateExpression;
import dev.globaltable.item.AttributeValues;
import dev.globaltable.item.Items;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What {@code TransactWriteItems} asks of one item, whichever of the four kinds of action it is.
 *
 * @param attributes the item or key; {@code null} when the request has none
 */
record TransactWriteAction(
        Kind kind,
        @Nullable String tableName,
        @Nullable Map<String, AttributeValue> attributes,
        @Nullable String updateExpression,
        @Nullable String conditionExpression,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        @Nullable ReturnValuesOnConditionCheckFailure onFailure,
        @Nullable String onFailureText) {

    /** The members of a {@code TransactWriteItem}, and what the model calls the item or key there. */
    enum Kind {
        CONDITION_CHECK("conditionCheck", "key"),
        PUT("put", "item"),
        DELETE("delete", "key"),
        UPDATE("update", "key");

        private final String member;
        private final String attributes;

        Kind(String member, String attributes) {
            this.member = member;
            this.attributes = attributes;
        }
    }

    /** All actions of an entry, which should have exactly one. */
    static List<TransactWriteAction> of(TransactWriteItem entry) {
        List<TransactWriteAction> actions = new ArrayList<>();
        if (entry.conditionCheck() != null) {
            actions.add(of(entry.conditionCheck()));
        }
        if (entry.put() != null) {
            actions.add(of(entry.put()));
        }
        if (entry.delete() != null) {
            actions.add(of(entry.delete()));
        }
        if (entry.update() != null) {
            actions.add(of(entry.update()));
        }
        return actions;
    }

    private static TransactWriteAction of(ConditionCheck check) {
        return new TransactWriteAction(
                Kind.CONDITION_CHECK,
                check.tableName(),
                check.hasKey() ? check.key() : null,
                null,
                check.conditionExpression(),
                check.expressionAttributeNames(),
                check.expressionAttributeValues(),
                check.returnValuesOnConditionCheckFailure(),
                check.returnValuesOnConditionCheckFailureAsString());
    }

    private static TransactWriteAction of(Put put) {
        return new TransactWriteAction(
                Kind.PUT,
                put.tableName(),
                put.hasItem() ? put.item() : null,
                null,
                put.conditionExpression(),
                put.expressionAttributeNames(),
                put.expressionAttributeValues(),
                put.returnValuesOnConditionCheckFailure(),
                put.returnValuesOnConditionCheckFailureAsString());
    }

    private static TransactWriteAction of(Delete delete) {
        return new TransactWriteAction(
                Kind.DELETE,
                delete.tableName(),
                delete.hasKey() ? delete.key() : null,
                null,
                delete.conditionExpression(),
                delete.expressionAttributeNames(),
                delete.expressionAttributeValues(),
                delete.returnValuesOnConditionCheckFailure(),
                delete.returnValuesOnConditionCheckFailureAsString());
    }

    private static TransactWriteAction of(Update update) {
        return new TransactWriteAction(
                Kind.UPDATE,
                update.tableName(),
                update.hasKey() ? update.key() : null,
                update.updateExpression(),
                update.conditionExpression(),
                update.expressionAttributeNames(),
                update.expressionAttributeValues(),
                update.returnValuesOnConditionCheckFailure(),
                update.returnValuesOnConditionCheckFailureAsString());
    }

    /** @param entry the place of the action in the request, such as {@code transactItems.1.member.} */
    void check(Constraints constraints, String entry) {
        String member = entry + kind.member + ".";
        constraints
                .tableName(member + "tableName", tableName)
                .present(member + kind.attributes, attributes != null)
                .present(member + "updateExpression", kind != Kind.UPDATE || updateExpression != null)
                .present(member + "conditionExpression", kind != Kind.CONDITION_CHECK || conditionExpression != null)
                .returnOnFailure(member + "returnValuesOnConditionCheckFailure", onFailureText);
    }

    /** All that can be checked without the table: unlike in single writes, the expressions before the item or key. */
    ItemWrite parse() {
        ParameterStyle style = new ParameterStyle();
        if (kind == Kind.UPDATE) {
            style.expression("UpdateExpression", updateExpression);
        }
        style.expression("ConditionExpression", conditionExpression).placeholders(names, values);
        ExpressionAttributes placeholders = style.attributes();
        UpdateExpression update =
                updateExpression == null ? null : UpdateExpression.parse(updateExpression, placeholders);
        WriteCondition condition = WriteCondition.parse(conditionExpression, placeholders, onFailure);
        placeholders.requireAllUsed();
        Map<String, AttributeValue> given = attributes == null ? Collections.emptyMap() : attributes;
        ItemAction change = switch (kind) {
            case CONDITION_CHECK -> ItemAction.Check.parse(given);
            case PUT -> ItemAction.Put.parse(given);
            case DELETE -> ItemAction.Delete.parse(given);
            case UPDATE -> new ItemAction.Update(Items.canonical(given), update);
        };
        return new ItemWrite(change, condition);
    }

    /** What the action adds to the size of the transaction, as DynamoDB Local counts it. */
    long payloadBytes(ItemWrite parsed) {
        long bytes = Items.sizeBytes(parsed.change().attributes());
        bytes += bytes(updateExpression);
        bytes += bytes(conditionExpression);
        for (String name : names.values()) {
            bytes += bytes(name);
        }
        for (AttributeValue value : values.values()) {
            bytes += AttributeValues.sizeBytes(AttributeValues.canonical(value));
        }
        return bytes;
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
