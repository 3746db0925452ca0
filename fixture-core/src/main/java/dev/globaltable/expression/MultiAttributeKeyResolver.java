package dev.globaltable.expression;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.SortKeyCondition.Operator;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.KeyAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Matches key conditions to a key of several attributes: every attribute of the partition key by equality, those of the
 * sort key from the left without a gap, and only the last one used by anything but equality.
 */
final class MultiAttributeKeyResolver {

    private final List<KeyAttribute> partition;
    private final List<KeyAttribute> sort;

    MultiAttributeKeyResolver(List<KeyAttribute> partition, List<KeyAttribute> sort) {
        this.partition = partition;
        this.sort = sort;
    }

    KeyCondition resolve(List<KeyTerm> terms) {
        Map<String, KeyTerm> conditions = new LinkedHashMap<>();
        terms.forEach(term -> conditions.put(term.attribute(), term));
        if (conditions.size() > partition.size() + sort.size()) {
            throw validation("Query key condition not supported");
        }
        List<AttributeValue> partitionValues = partition(conditions);
        int used = sortAttributesUsed(conditions);
        if (partition.size() + used < conditions.size()) {
            throw validation("Query condition missed key schema element: "
                    + sort.get(Math.min(used, sort.size() - 1)).name());
        }
        List<AttributeValue> prefix = new ArrayList<>();
        for (KeyAttribute key : sort.subList(0, Math.max(0, used - 1))) {
            prefix.add(value(key, conditions.get(key.name())));
        }
        return new KeyCondition(
                partitionValues,
                prefix,
                used == 0
                        ? null
                        : fitting(
                                sort.get(used - 1),
                                conditions.get(sort.get(used - 1).name())));
    }

    private List<AttributeValue> partition(Map<String, KeyTerm> conditions) {
        String open = namesWithoutEquality(partition, conditions);
        if (!open.isEmpty()) {
            throw validation("HASH key attributes " + open + " must have equality conditions specified in the query");
        }
        return partition.stream()
                .map(key -> value(key, conditions.get(key.name())))
                .toList();
    }

    /** How many attributes of the sort key, from the left, have a condition. */
    private int sortAttributesUsed(Map<String, KeyTerm> conditions) {
        int last = sort.size() - 1;
        while (last >= 0 && !conditions.containsKey(sort.get(last).name())) {
            last--;
        }
        if (last > 0) {
            String open = namesWithoutEquality(sort.subList(0, last), conditions);
            if (!open.isEmpty()) {
                throw validation("RANGE key attributes " + open
                        + " must have equality conditions specified in the query because a condition is present on key"
                        + " attribute " + sort.get(last).name());
            }
        }
        return last + 1;
    }

    private static String namesWithoutEquality(List<KeyAttribute> keys, Map<String, KeyTerm> conditions) {
        return keys.stream()
                .map(KeyAttribute::name)
                .filter(name -> {
                    KeyTerm condition = conditions.get(name);
                    return condition == null || condition.operator() != Operator.EQUAL;
                })
                .collect(Collectors.joining(", "));
    }

    private static AttributeValue value(KeyAttribute key, @Nullable KeyTerm condition) {
        return fitting(key, condition).operands().get(0);
    }

    private static SortKeyCondition fitting(KeyAttribute key, @Nullable KeyTerm condition) {
        if (condition == null) {
            throw new IllegalStateException("No condition on " + key.name());
        }
        if (condition.operator() == null) {
            throw validation("Attempted conditional constraint is not an indexable operation");
        }
        for (AttributeValue operand : condition.operands()) {
            if (AttributeType.of(operand) != key.type()) {
                throw validation("One or more parameter values were invalid: "
                        + "Condition parameter type does not match schema type");
            }
            key.requireNotEmpty(operand);
        }
        return new SortKeyCondition(key.name(), condition.operator(), condition.operands());
    }
}
