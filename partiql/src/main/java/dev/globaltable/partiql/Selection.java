package dev.globaltable.partiql;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.expression.ExpressionKind;
import dev.globaltable.expression.ProjectionExpression;
import dev.globaltable.item.AttributeValues;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A checked {@code SELECT}: which partitions of what it reads, which items of them it lets pass, and what it shows.
 *
 * <p>The whole {@code WHERE} clause is applied to every item that is read; what it says about the key only narrows what
 * has to be read.
 */
final class Selection {

    private final TableKeys keys;
    private final Columns columns;
    private final KeyConditions conditions;
    private final Values values;
    private final @Nullable List<AttributeValue> partitions;
    private final SortOrder order;
    private final @Nullable ConditionExpression filter;

    private Selection(RegionalService service, Statement.Select select, Values values) {
        this.columns = Columns.of(select.columns());
        this.values = values;
        ProjectionExpression projection = columns.checked();
        this.filter = filter(select.where(), values);
        this.keys = Tables.source(service, select.source());
        this.conditions = new KeyConditions(keys, values, select.where());
        requireScalarKeys(projection);
        List<AttributeValue> allowed = conditions.partitions();
        KeyTypes.require(keys, values, conditions.conjuncts());
        this.order = SortOrder.of(select, keys, allowed != null);
        this.partitions = allowed == null ? null : ordered(allowed);
    }

    static Selection of(RegionalService service, Statement.Select select, Values values) {
        return new Selection(service, select, values);
    }

    private void requireScalarKeys(@Nullable ProjectionExpression projection) {
        if (projection != null) {
            projection.requireScalarKeys(keys.allKeys());
        }
        if (filter != null) {
            filter.requireScalarKeys(keys.allKeys());
        }
    }

    private static @Nullable ConditionExpression filter(@Nullable Expression where, Values values) {
        if (where == null) {
            return null;
        }
        Placeholders placeholders = new Placeholders();
        String text = new ConditionText(placeholders, values).of(where);
        return Requests.plainly(
                () -> ConditionExpression.parse(ExpressionKind.FILTER, text, placeholders.attributes()));
    }

    private List<AttributeValue> ordered(List<AttributeValue> allowed) {
        String partition = keys.partition();
        if (partition != null) {
            allowed.forEach(value -> keys.requireValue(partition, value));
        }
        List<AttributeValue> ordered = new ArrayList<>(allowed);
        ordered.sort(AttributeValues::compare);
        if (order.partitionsDescending()) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    TableKeys keys() {
        return keys;
    }

    KeyConditions conditions() {
        return conditions;
    }

    Values values() {
        return values;
    }

    /** The partitions to query, in their order; null for a scan. */
    @Nullable
    List<AttributeValue> partitions() {
        return partitions;
    }

    boolean itemsDescending() {
        return order.itemsDescending();
    }

    boolean passes(Map<String, AttributeValue> item) {
        return filter == null || filter.matches(item);
    }

    Map<String, AttributeValue> shown(Map<String, AttributeValue> item) {
        SortedSet<String> projected = keys.projected();
        if (columns.all() && projected != null) {
            Map<String, AttributeValue> shown = new TreeMap<>(item);
            shown.keySet().retainAll(projected);
            return shown;
        }
        return columns.of(item);
    }

    /** The attributes to ask for, null for all that the table or index holds. */
    @Nullable
    SortedSet<String> fetched() {
        SortedSet<String> projected = keys.projected();
        if (projected == null) {
            return null;
        }
        SortedSet<String> filtered = filter == null ? new TreeSet<>() : new TreeSet<>(filter.attributes());
        if (!keys.local()) {
            filtered.retainAll(projected);
        }
        SortedSet<String> fetched = new TreeSet<>(columns.all() ? projected : columns.attributes());
        fetched.addAll(filtered);
        fetched.addAll(keys.allKeys());
        return projected.containsAll(fetched) ? null : fetched;
    }

    /** The key of the only item that it can mean, when it says nothing but that; otherwise null. */
    @Nullable
    Map<String, AttributeValue> singleKey() {
        return keys.index() == null && conditions.beyondKey() == null ? conditions.key() : null;
    }
}
