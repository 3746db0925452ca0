package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Calls are evaluated, and fail, before the types of the other operands are looked at. */
    private static void evaluateCall(Operand operand, Map<String, AttributeValue> item) {
        if (operand instanceof IfNotExists) {
            required(operand, item);
        }
    }

    static DynamoDbException incorrectType() {
        return ServiceErrors.validation("An operand in the update expression has an incorrect data type");
    }

    /** {@code if_not_exists(path, otherwise)}; the second operand must exist even when it is not needed. */
    record IfNotExists(DocumentPath path, Operand otherwise) implements UpdateOperand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue value = path.in(item);
            AttributeValue fallback = required(otherwise, item);
            return value == null ? fallback : value;
        }
    }

    /** {@code list_append(first, second)}. */
    record ListAppend(Operand first, Operand second) implements UpdateOperand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            evaluateCall(second, item);
            List<AttributeValue> elements = new ArrayList<>(list(first, item));
            elements.addAll(list(second, item));
            return AttributeValue.fromL(elements);
        }

        private static List<AttributeValue> list(Operand operand, Map<String, AttributeValue> item) {
            AttributeValue value = required(operand, item);
            if (!value.hasL()) {
                throw incorrectType();
            }
            return value.l();
        }
    }

    /** {@code left + right} or {@code left - right}. */
    record Sum(boolean negative, Operand left, Operand right) implements UpdateOperand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            evaluateCall(right, item);
            String first = number(left, item);
            String second = number(right, item);
            return AttributeValue.fromN(negative ? Numbers.subtract(first, second) : Numbers.add(first, second));
        }

        private static String number(Operand operand, Map<String, AttributeValue> item) {
            String number = required(operand, item).n();
            if (number == null) {
                throw incorrectType();
            }
            return number;
        }
    }
}
