package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.expression.SortKeyCondition.Operator;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.KeyAttribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Matches key conditions to the key of a table or index. */
final class KeyConditionResolver {

    private final KeyAttribute partitionKey;
    private final @Nullable KeyAttribute sortKey;
    private final Map<String, KeyTerm> terms = new LinkedHashMap<>();

    KeyConditionResolver(KeyAttribute partitionKey, @Nullable KeyAttribute sortKey) {
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
    }

    KeyCondition resolve(List<KeyTerm> conditions) {
        conditions.forEach(term -> terms.put(term.attribute(), term));
        if (terms.size() > 2) {
            throw ServiceErrors.validation("Conditions can be of length 1 or 2 only");
        }
        if (sortKey == null && terms.size() > 1) {
            throw notSupported();
        }
        return new KeyCondition(partition(), sortKey == null ? null : sort(sortKey));
    }

    private AttributeValue partition() {
        KeyTerm term = terms.get(partitionKey.name());
        if (term == null) {
            throw missed(partitionKey);
        }
        requireValues(partitionKey, "Hash", term);
        if (term.operator() != Operator.EQUAL) {
            throw notSupported();
        }
        AttributeValue value = term.operands().get(0);
        partitionKey.requireNotEmpty(value);
        return value;
    }

    private @Nullable SortKeyCondition sort(KeyAttribute key) {
        KeyTerm term = terms.get(key.name());
        if (term == null) {
            if (terms.size() > 1) {
                throw missed(key);
            }
            return null;
        }
        requireValues(key, "Range", term);
        if (term.operator() == null) {
            throw ServiceErrors.validation("Attempted conditional constraint is not an indexable operation");
        }
        term.operands().forEach(key::requireNotEmpty);
        return new SortKeyCondition(key.name(), term.operator(), term.operands());
    }

    private static void requireValues(KeyAttribute key, String role, KeyTerm term) {
        if (term.operands().isEmpty()) {
            throw ServiceErrors.validation("Only scalar types can be used as " + role + " Key values");
        }
        for (AttributeValue operand : term.operands()) {
            if (AttributeType.of(operand) != key.type()) {
                throw ServiceErrors.validation("One or more parameter values were invalid: "
                        + "Condition parameter type does not match schema type");
            }
        }
    }

    private static DynamoDbException notSupported() {
        return ServiceErrors.validation("Query key condition not supported");
    }

    private static DynamoDbException missed(KeyAttribute key) {
        return ServiceErrors.validation("Query condition missed key schema element: " + key.name());
    }
}
