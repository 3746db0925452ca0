package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where in an item a value stands: the name of an attribute, then steps into maps and lists. */
record DocumentPath(String attribute, List<PathElement> steps) implements Operand {

    /** The path to a whole attribute. */
    static DocumentPath of(String attribute) {
        return new DocumentPath(attribute, List.of());
    }

    boolean isNested() {
        return !steps.isEmpty();
    }

    @Override
    public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(attribute);
        for (int i = 0; value != null && i < steps.size(); i++) {
            value = step(value, steps.get(i));
        }
        return value;
    }

    /** Checks that an update can put something here: all but the last step must lead somewhere. */
    void requireParent(Map<String, AttributeValue> item) {
        if (steps.isEmpty()) {
            return;
        }
        int last = steps.size() - 1;
        AttributeValue parent = new DocumentPath(attribute, steps.subList(0, last)).in(item);
        boolean fits = parent != null && (steps.get(last) instanceof PathElement.Name ? parent.hasM() : parent.hasL());
        if (!fits) {
            throw ServiceErrors.validation("The document path provided in the update expression is invalid for update");
        }
    }

    private static @Nullable AttributeValue step(AttributeValue value, PathElement step) {
        if (step instanceof PathElement.Name name) {
            return value.hasM() ? value.m().get(name.name()) : null;
        }
        int index = ((PathElement.Index) step).index();
        return value.hasL() && index < value.l().size() ? value.l().get(index) : null;
    }

    /** Whether one of the paths leads to the other or through it. */
    boolean overlaps(DocumentPath other) {
        int common = commonSteps(other);
        return common == steps.size() || common == other.steps.size();
    }

    /** Whether the paths part at a value that would have to be both a map and a list. */
    boolean conflictsWith(DocumentPath other) {
        int common = commonSteps(other);
        return common >= 0
                && common < Math.min(steps.size(), other.steps.size())
                && steps.get(common).getClass() != other.steps.get(common).getClass();
    }

    /** How many steps the paths have in common, -1 when not even the attribute. */
    private int commonSteps(DocumentPath other) {
        if (!attribute.equals(other.attribute)) {
            return -1;
        }
        int common = 0;
        int most = Math.min(steps.size(), other.steps.size());
        while (common < most && steps.get(common).equals(other.steps.get(common))) {
            common++;
        }
        return common;
    }

    /** As messages show it: {@code [a, [0], b]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[").append(attribute);
        steps.forEach(step -> text.append(", ").append(step));
        return text.append("]").toString();
    }
}
