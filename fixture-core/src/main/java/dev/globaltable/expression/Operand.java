package dev.globaltable.expression;

import dev.globaltable.item.AttributeType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something in an expression that has a value, or none, in a given item. */
sealed interface Operand permits DocumentPath, Operand.Literal, Operand.Size, UpdateOperand {

    /** The value in this item, null when the item has none. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item);

    /** The type the value has in every item, null when it depends on the item. */
    default @Nullable AttributeType fixedType() {
        return null;
    }

    /**
     * A value the request brings along.
     *
     * @param value the value in canonical form
     * @param written the value as the request has it, which messages show
     */
    record Literal(AttributeValue value, AttributeValue written) implements Operand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            return value;
        }

        @Override
        public AttributeType fixedType() {
            return AttributeType.of(value);
        }
    }

    /** {@code size(operand)}: characters of a string, bytes of a binary, elements of anything that has elements. */
    record Size(Operand operand) implements Operand {

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item);
            if (value == null) {
                return null;
            }
            int size = switch (AttributeType.of(value)) {
                case S -> value.s().length();
                case B -> value.b().asByteArrayUnsafe().length;
                case SS -> value.ss().size();
                case NS -> value.ns().size();
                case BS -> value.bs().size();
                case L -> value.l().size();
                case M -> value.m().size();
                case N, BOOL, NULL -> -1;
            };
            return size < 0 ? null : AttributeValue.fromN(Integer.toString(size));
        }

        @Override
        public AttributeType fixedType() {
            return AttributeType.N;
        }
    }
}
