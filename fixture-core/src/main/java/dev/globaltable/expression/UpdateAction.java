package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.AttributeValues;
import dev.globaltable.item.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change an update makes at one path. */
sealed interface UpdateAction {

    DocumentPath path();

    /**
     * What stands at the path afterwards, null for nothing.
     *
     * @param before the item as it was before the whole update
     */
    @Nullable
    AttributeValue result(Map<String, AttributeValue> before);

    /** {@code SET path = value}. */
    record Assign(DocumentPath path, Operand value) implements UpdateAction {

        @Override
        public AttributeValue result(Map<String, AttributeValue> before) {
            return UpdateOperand.required(value, before);
        }
    }

    /** {@code REMOVE path}. */
    record Remove(DocumentPath path) implements UpdateAction {

        @Override
        public @Nullable AttributeValue result(Map<String, AttributeValue> before) {
            return null;
        }
    }

    /** {@code ADD path value}: to a number, or to a set. */
    record Add(DocumentPath path, AttributeValue value) implements UpdateAction {

        @Override
        public AttributeValue result(Map<String, AttributeValue> before) {
            AttributeValue present = path.in(before);
            if (present == null) {
                return value;
            }
            if (present.type() != value.type()) {
                throw UpdateOperand.incorrectType();
            }
            if (value.n() != null) {
                return AttributeValue.fromN(Numbers.add(present.n(), value.n()));
            }
            return union(present, value);
        }

        private static AttributeValue union(AttributeValue present, AttributeValue added) {
            if (added.hasSs()) {
                return AttributeValues.canonical(AttributeValue.fromSs(union(present.ss(), added.ss())));
            }
            if (added.hasNs()) {
                return AttributeValues.canonical(AttributeValue.fromNs(union(present.ns(), added.ns())));
            }
            return AttributeValues.canonical(AttributeValue.fromBs(union(present.bs(), added.bs())));
        }

        private static <T> List<T> union(List<T> present, List<T> added) {
            Set<T> elements = new LinkedHashSet<>(present);
            elements.addAll(added);
            return new ArrayList<>(elements);
        }
    }

    /** {@code DELETE path value}: elements of a set; a set that loses all goes away itself. */
    record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {

        @Override
        public @Nullable AttributeValue result(Map<String, AttributeValue> before) {
            AttributeValue present = path.in(before);
            if (present == null) {
                return null;
            }
            if (present.type() != value.type()) {
                throw UpdateOperand.incorrectType();
            }
            if (value.hasSs()) {
                List<String> left = without(present.ss(), value.ss());
                return left.isEmpty() ? null : AttributeValue.fromSs(left);
            }
            if (value.hasNs()) {
                List<String> left = without(present.ns(), value.ns());
                return left.isEmpty() ? null : AttributeValue.fromNs(left);
            }
            var left = without(present.bs(), value.bs());
            return left.isEmpty() ? null : AttributeValue.fromBs(left);
        }

        private static <T> List<T> without(List<T> present, List<T> deleted) {
            List<T> elements = new ArrayList<>(present);
            elements.removeAll(new LinkedHashSet<>(deleted));
            return elements;
        }
    }

    /** An action from before expressions, which has its own words for a present value of another type. */
    record OfType(AttributeType type, UpdateAction action) implements UpdateAction {

        @Override
        public DocumentPath path() {
            return action.path();
        }

        @Override
        public @Nullable AttributeValue result(Map<String, AttributeValue> before) {
            AttributeValue present = path().in(before);
            if (present != null && AttributeType.of(present) != type) {
                throw ServiceErrors.validation("Type mismatch for attribute to update");
            }
            return action.result(before);
        }
    }
}
