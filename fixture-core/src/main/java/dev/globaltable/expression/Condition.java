package dev.globaltable.expression;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.AttributeValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition on an item, all placeholders looked up: it holds or does not, and cannot fail. */
sealed interface Condition {

    boolean matches(Map<String, AttributeValue> item);

    record And(List<Condition> parts) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            for (Condition part : parts) {
                if (!part.matches(item)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Or(List<Condition> parts) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            for (Condition part : parts) {
                if (part.matches(item)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Condition condition) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            return !condition.matches(item);
        }
    }

    record Comparison(Comparator operator, Operand left, Operand right) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            return operator.holds(left.in(item), right.in(item));
        }
    }

    record Between(Operand operand, Operand lower, Operand upper) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item);
            return Comparator.GREATER_OR_EQUAL.holds(value, lower.in(item))
                    && Comparator.LESS_OR_EQUAL.holds(value, upper.in(item));
        }
    }

    record In(Operand operand, List<Operand> choices) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item);
            for (Operand choice : choices) {
                if (Comparator.EQUAL.holds(value, choice.in(item))) {
                    return true;
                }
            }
            return false;
        }
    }

    record AttributeExists(DocumentPath path) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            return path.in(item) != null;
        }
    }

    record AttributeNotExists(DocumentPath path) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            return path.in(item) == null;
        }
    }

    record HasType(Operand operand, AttributeType type) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item);
            return value != null && AttributeType.of(value) == type;
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item);
            AttributeValue start = prefix.in(item);
            return value != null && start != null && beginsWith(value, start);
        }

        static boolean beginsWith(AttributeValue value, AttributeValue start) {
            if (value.s() != null && start.s() != null) {
                return value.s().startsWith(start.s());
            }
            return value.b() != null
                    && start.b() != null
                    && isPrefix(start.b().asByteArrayUnsafe(), value.b().asByteArrayUnsafe());
        }

        private static boolean isPrefix(byte[] prefix, byte[] bytes) {
            return prefix.length <= bytes.length && Arrays.equals(prefix, 0, prefix.length, bytes, 0, prefix.length);
        }
    }

    record Contains(Operand operand, Operand part) implements Condition {

        @Override
        public boolean matches(Map<String, AttributeValue> item) {
            return contains(operand.in(item), part.in(item));
        }

        private static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
            if (whole == null || part == null) {
                return false;
            }
            return switch (AttributeType.of(whole)) {
                case S -> part.s() != null && PartSearch.contains(whole.s(), part.s());
                case B ->
                    part.b() != null
                            && PartSearch.contains(
                                    whole.b().asByteArrayUnsafe(), part.b().asByteArrayUnsafe());
                case SS -> part.s() != null && whole.ss().contains(part.s());
                case NS -> part.n() != null && whole.ns().contains(part.n());
                case BS -> part.b() != null && whole.bs().contains(part.b());
                case L -> whole.l().stream().anyMatch(element -> AttributeValues.equal(element, part));
                case N, M, BOOL, NULL -> false;
            };
        }
    }
}
