package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The values that only SET can assign; unlike the other operands they can fail. */
sealed interface UpdateOperand extends Operand {

    /** The operand's value in the item as it was before the update. */
    static AttributeValue required(Operand operand, Map<String, AttributeValue> item) {
        AttributeValue value = operand.in(item);
        if (value == null) {
            throw ServiceErrors.validation(
                    "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    static DynamoDbException incorrectType() {
        return ServiceErrors.validation("An operand in the update expression has an incorrect data type");
    }

    /** {@code if_not_exists(path, otherwise)}. */
    record IfNotExists(DocumentPath path, Operand otherwise) implements UpdateOperand {

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue value = path.in(item);
            return value == null ? otherwise.in(item) : value;
        }
    }

    /** {@code list_append(first, second)}. */
    record ListAppend(Operand first, Operand second) implements UpdateOperand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue head = required(first, item);
            AttributeValue tail = required(second, item);
            if (!head.hasL() || !tail.hasL()) {
                throw incorrectType();
            }
            List<AttributeValue> elements = new ArrayList<>(head.l());
            elements.addAll(tail.l());
            return AttributeValue.fromL(elements);
        }
    }

    /** {@code left + right} or {@code left - right}. */
    record Sum(boolean negative, Operand left, Operand right) implements UpdateOperand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            String first = required(left, item).n();
            String second = required(right, item).n();
            if (first == null || second == null) {
                throw incorrectType();
            }
            return AttributeValue.fromN(negative ? Numbers.subtract(first, second) : Numbers.add(first, second));
        }
    }
}
