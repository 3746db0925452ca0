package dev.globaltable.access;

import dev.globaltable.expression.NamedAttributes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What requests for items of one table need; the condition keys are filled from all that the request names. */
final class ItemPermissions {

    private final Resources resources;

    ItemPermissions(Resources resources) {
        this.resources = resources;
    }

    Permission get(GetItemRequest get) {
        Set<String> named = named(get.expressionAttributeNames(), get.projectionExpression());
        addPresent(get.attributesToGet(), named);
        Context context = new Context()
                .with(ConditionKey.SELECT, select(get.projectionExpression(), get.attributesToGet()))
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, get.returnConsumedCapacityAsString());
        return item("GetItem", get.tableName(), List.of(get.key()), named, context);
    }

    Permission put(PutItemRequest put) {
        Set<String> named = named(put.expressionAttributeNames(), put.conditionExpression());
        named.addAll(put.expected().keySet());
        Context context = returned(put.returnValuesAsString(), put.returnConsumedCapacityAsString());
        return item("PutItem", put.tableName(), List.of(put.item()), named, context);
    }

    Permission update(UpdateItemRequest update) {
        Set<String> named =
                named(update.expressionAttributeNames(), update.updateExpression(), update.conditionExpression());
        named.addAll(update.expected().keySet());
        named.addAll(update.attributeUpdates().keySet());
        Context context = returned(update.returnValuesAsString(), update.returnConsumedCapacityAsString());
        return item("UpdateItem", update.tableName(), List.of(update.key()), named, context);
    }

    Permission delete(DeleteItemRequest delete) {
        Set<String> named = named(delete.expressionAttributeNames(), delete.conditionExpression());
        named.addAll(delete.expected().keySet());
        Context context = returned(delete.returnValuesAsString(), delete.returnConsumedCapacityAsString());
        return item("DeleteItem", delete.tableName(), List.of(delete.key()), named, context);
    }

    Permission query(QueryRequest query) {
        Map<String, String> names = query.expressionAttributeNames();
        Set<String> attributes =
                named(names, query.keyConditionExpression(), query.filterExpression(), query.projectionExpression());
        attributes.addAll(query.keyConditions().keySet());
        attributes.addAll(query.queryFilter().keySet());
        addPresent(query.attributesToGet(), attributes);
        String select = query.selectAsString() == null
                ? select(query.projectionExpression(), query.attributesToGet(), query.indexName())
                : query.selectAsString();
        Context context = new Context()
                .with(ConditionKey.ATTRIBUTES, attributes)
                .with(ConditionKey.SELECT, select)
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, query.returnConsumedCapacityAsString())
                .with(ConditionKey.LEADING_KEYS, Context.text(partition(query)));
        return permission("Query", resources.index(query.tableName(), query.indexName()), context);
    }

    private @Nullable AttributeValue partition(QueryRequest query) {
        String key = resources.partitionKey(query.tableName(), query.indexName());
        if (key == null) {
            return null;
        }
        Condition legacy = query.keyConditions().get(key);
        if (legacy != null) {
            return legacy.attributeValueList().isEmpty()
                    ? null
                    : legacy.attributeValueList().get(0);
        }
        return NamedAttributes.equalTo(
                key,
                query.keyConditionExpression(),
                query.expressionAttributeNames(),
                query.expressionAttributeValues());
    }

    /** A scan reaches every partition: it has no leading keys at all. */
    Permission scan(ScanRequest scan) {
        Set<String> attributes =
                named(scan.expressionAttributeNames(), scan.filterExpression(), scan.projectionExpression());
        attributes.addAll(scan.scanFilter().keySet());
        addPresent(scan.attributesToGet(), attributes);
        String select = scan.selectAsString() == null
                ? select(scan.projectionExpression(), scan.attributesToGet(), scan.indexName())
                : scan.selectAsString();
        Context context = new Context()
                .with(ConditionKey.ATTRIBUTES, attributes)
                .with(ConditionKey.SELECT, select)
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, scan.returnConsumedCapacityAsString());
        return permission("Scan", resources.index(scan.tableName(), scan.indexName()), context);
    }

    /**
     * An action on whole items or keys of a table.
     *
     * @param items the items or keys, whose attributes the request names
     * @param named what else it names
     */
    Permission item(
            String action,
            String table,
            Collection<Map<String, AttributeValue>> items,
            Collection<String> named,
            Context context) {
        Set<String> attributes = new TreeSet<>(named);
        items.forEach(item -> attributes.addAll(item.keySet()));
        context.with(ConditionKey.ATTRIBUTES, attributes).with(ConditionKey.LEADING_KEYS, leadingKeys(table, items));
        return permission(action, resources.table(table), context);
    }

    private Set<String> leadingKeys(String table, Collection<Map<String, AttributeValue>> items) {
        Set<String> leading = new LinkedHashSet<>();
        String key = resources.partitionKey(table, null);
        for (Map<String, AttributeValue> item : items) {
            String value = key == null ? null : Context.text(item.get(key));
            if (value != null) {
                leading.add(value);
            }
        }
        return leading;
    }

    private Permission permission(String action, String resource, Context context) {
        return new Permission("dynamodb:" + action, resources.region(), resource, context);
    }

    /** Leaves out what is {@code null}, which the operation refuses. */
    static void addPresent(Collection<String> names, Collection<String> to) {
        names.stream().filter(Objects::nonNull).forEach(to::add);
    }

    static Context returned(@Nullable String returnValues, @Nullable String returnConsumedCapacity) {
        return new Context()
                .with(ConditionKey.RETURN_VALUES, returnValues)
                .with(ConditionKey.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
    }

    /** What a read shows when it does not say it by {@code Select}. */
    static String select(@Nullable String projection, Collection<String> attributesToGet) {
        return select(projection, attributesToGet, null);
    }

    private static String select(
            @Nullable String projection, Collection<String> attributesToGet, @Nullable String index) {
        if (projection != null || !attributesToGet.isEmpty()) {
            return "SPECIFIC_ATTRIBUTES";
        }
        return index == null ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES";
    }

    static Set<String> named(Map<String, String> names, @Nullable String... expressions) {
        Set<String> named = new TreeSet<>();
        for (String expression : expressions) {
            named.addAll(NamedAttributes.in(expression, names));
        }
        return named;
    }
}
