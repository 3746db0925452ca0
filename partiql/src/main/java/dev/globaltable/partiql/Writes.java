package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.expression.ExpressionKind;
import dev.globaltable.expression.UpdateExpression;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Translates the statements that write to what an item write is made of. */
final class Writes {

    private final RegionalService service;

    Writes(RegionalService service) {
        this.service = service;
    }

    /** Translates a write; null for a statement that is none. */
    @Nullable
    ItemWrite of(Statement statement, Values values) {
        if (statement instanceof Statement.Insert insert) {
            return insert(insert, values);
        }
        if (statement instanceof Statement.Update update) {
            return update(update, values);
        }
        return statement instanceof Statement.Delete delete ? delete(delete, values) : null;
    }

    private ItemWrite insert(Statement.Insert insert, Values values) {
        if (insert.returning()) {
            throw validation("RETURNING is not supported in INSERT");
        }
        TableKeys keys = Tables.insertTarget(service, insert.target());
        Map<String, AttributeValue> item = values.item(insert.item());
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String name : keys.names()) {
            AttributeValue value = item.get(name);
            if (value == null) {
                throw validation("Key attribute should be present in the item: Key " + name);
            }
            keys.requireValue(name, value);
            key.put(name, value);
        }
        Placeholders placeholders = new Placeholders();
        String absent = "attribute_not_exists(" + placeholders.name(keys.names().get(0)) + ")";
        return new ItemWrite(ItemWrite.Kind.INSERT, keys.table(), key, item, null, absent, placeholders, null);
    }

    private ItemWrite update(Statement.Update update, Values values) {
        TableKeys keys = target(update.target(), () -> {
            condition(update.where(), values, new Placeholders());
            change(update.changes(), values, new Placeholders());
        });
        KeyConditions conditions = new KeyConditions(keys, values, update.where());
        Placeholders placeholders = new Placeholders();
        Expression others = conditions.beyondKey();
        String condition = condition(others, values, placeholders);
        String change = change(update.changes(), values, placeholders);
        Map<String, AttributeValue> key = conditions.requireKey();
        String exists = "attribute_exists(" + placeholders.name(keys.names().get(0)) + ")";
        return new ItemWrite(
                ItemWrite.Kind.UPDATE,
                keys.table(),
                key,
                key,
                change,
                condition == null ? exists : exists + " AND (" + condition + ")",
                placeholders,
                update.returning());
    }

    /** An item that is not there is deleted already; one that is there has to fulfil the whole clause. */
    private ItemWrite delete(Statement.Delete delete, Values values) {
        Statement.Returning returning = delete.returning();
        if (returning != null && !(returning.all() && returning.old())) {
            throw validation("Invalid returning clause: " + returning
                    + ". Only RETURNING ALL OLD * is allowed in DELETE statements.");
        }
        TableKeys keys = target(delete.target(), () -> condition(delete.where(), values, new Placeholders()));
        KeyConditions conditions = new KeyConditions(keys, values, delete.where());
        Placeholders placeholders = new Placeholders();
        Expression others = conditions.beyondKey();
        String condition = condition(others, values, placeholders);
        Map<String, AttributeValue> key = conditions.requireKey();
        if (condition != null) {
            condition = "attribute_not_exists(" + placeholders.name(keys.names().get(0)) + ") OR (" + condition + ")";
        }
        return new ItemWrite(ItemWrite.Kind.DELETE, keys.table(), key, key, null, condition, placeholders, returning);
    }

    /** What is wrong with the statement itself is told before its table is missed. */
    private TableKeys target(Statement.Source target, Runnable check) {
        try {
            return Tables.target(service, target);
        } catch (ResourceNotFoundException missing) {
            check.run();
            throw missing;
        }
    }

    private static String change(List<Statement.Change> changes, Values values, Placeholders placeholders) {
        Placeholders alone = new Placeholders();
        String text = UpdateText.of(changes, alone, values);
        Requests.plainly(() -> UpdateExpression.parse(text, alone.attributes()));
        return UpdateText.of(changes, placeholders, values);
    }

    /** What is wrong with an expression itself is told before it is missed that the key is not given. */
    private static @Nullable String condition(@Nullable Expression others, Values values, Placeholders placeholders) {
        if (others == null) {
            return null;
        }
        Placeholders alone = new Placeholders();
        String text = new ConditionText(alone, values).of(others);
        Requests.plainly(() -> ConditionExpression.parse(ExpressionKind.CONDITION, text, alone.attributes()));
        return new ConditionText(placeholders, values).of(others);
    }
}
