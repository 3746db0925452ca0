package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.KeyCondition;
import dev.globaltable.expression.KeyConditionExpression;
import dev.globaltable.expression.SortKeyCondition;
import dev.globaltable.item.KeyValue;
import dev.globaltable.table.KeySchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The part of a table or index that a {@code Query} reads: one partition, or a range of its sort keys. */
final class KeyRange<K extends Comparable<K>> {

    private final Source<K> source;
    private final List<KeyValue> partition;
    private final List<KeyValue> prefix;
    private final @Nullable SortKeyCondition sort;

    private KeyRange(
            Source<K> source, List<KeyValue> partition, List<KeyValue> prefix, @Nullable SortKeyCondition sort) {
        this.source = source;
        this.partition = partition;
        this.prefix = prefix;
        this.sort = sort;
    }

    static <K extends Comparable<K>> KeyRange<K> of(Source<K> source, KeyConditionExpression expression) {
        KeyCondition condition = expression.resolve(source.partition(), source.sort());
        SortKeyCondition sort = condition.sort();
        if (sort != null) {
            sort.operands().stream().map(KeyValue::of).forEach(KeySchema::requireSortSize);
        }
        return new KeyRange<>(source, keys(condition.partition()), keys(condition.sortPrefix()), sort);
    }

    private static List<KeyValue> keys(List<AttributeValue> values) {
        return values.stream().map(KeyValue::of).toList();
    }

    /** Fails unless a page of this query could have ended at the key. */
    void requireInside(K start, boolean forward) {
        if (!source.partitionOf(start).equals(partition)) {
            throw validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        if (!includes(start) || (!source.sort().isEmpty() && endsAt(start, forward))) {
            throw validation("The provided starting key does not match the range key predicate");
        }
    }

    /**
     * Whether nothing can follow a key in this range: it is the only one its partition can have, or lies on the inclusive
     * bound that the query reads towards. A page that ends there is the last one and says so. In an index others can have
     * the same key.
     */
    boolean endsAt(K last, boolean forward) {
        if (source.index() != null) {
            return false;
        }
        List<KeyValue> values = source.sortOf(last);
        if (values.isEmpty() || sort == null) {
            return values.isEmpty();
        }
        AttributeValue bound = switch (sort.operator()) {
            case LESS_OR_EQUAL -> forward ? sort.operands().get(0) : null;
            case GREATER_OR_EQUAL -> forward ? null : sort.operands().get(0);
            case BETWEEN -> sort.operands().get(forward ? 1 : 0);
            case EQUAL, LESS, GREATER, BEGINS_WITH -> null;
        };
        return bound != null && KeyValue.of(bound).equals(values.get(0));
    }

    /** The items of the range after the start key, in the order of their sort keys or against it. */
    Iterator<Source.Row<K>> rows(boolean forward, @Nullable K start) {
        return source.between(span(), forward, start);
    }

    private Source.Span<K> span() {
        K first = source.startOf(partition, prefix);
        K last = source.endOf(partition, prefix);
        if (sort == null) {
            return new Source.Span<>(first, true, last, true);
        }
        KeyValue operand = KeyValue.of(sort.operands().get(0));
        K start = source.startOf(partition, with(operand));
        K end = source.endOf(partition, with(operand));
        return switch (sort.operator()) {
            case EQUAL -> new Source.Span<>(start, true, end, true);
            case LESS -> new Source.Span<>(first, true, start, false);
            case LESS_OR_EQUAL -> new Source.Span<>(first, true, end, true);
            case GREATER -> new Source.Span<>(end, false, last, true);
            case GREATER_OR_EQUAL -> new Source.Span<>(start, true, last, true);
            case BETWEEN -> {
                KeyValue upper = KeyValue.of(sort.operands().get(1));
                yield new Source.Span<>(start, true, source.endOf(partition, with(upper)), true);
            }
            case BEGINS_WITH -> {
                KeyValue next = operand.afterPrefix();
                yield next == null
                        ? new Source.Span<>(start, true, last, true)
                        : new Source.Span<>(start, true, source.startOf(partition, with(next)), false);
            }
        };
    }

    /** The leading values of a sort key whose next one is this. */
    private List<KeyValue> with(KeyValue next) {
        if (prefix.isEmpty()) {
            return List.of(next);
        }
        List<KeyValue> values = new ArrayList<>(prefix);
        values.add(next);
        return values;
    }

    /** Whether a key of the partition fits the condition on the sort key. */
    private boolean includes(K key) {
        List<KeyValue> values = source.sortOf(key);
        return values.size() >= prefix.size()
                && values.subList(0, prefix.size()).equals(prefix)
                && (sort == null
                        || (values.size() > prefix.size()
                                && sort.matches(values.get(prefix.size()).toAttributeValue())));
    }
}
