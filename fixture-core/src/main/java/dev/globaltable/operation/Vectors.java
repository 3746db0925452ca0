package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.VectorIndex;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What can be a vector: a list of as many numbers as the index has dimensions, each within the range of a 32-bit floating
 * point number. AWS documents that other writes are rejected, not in which words.
 */
final class Vectors {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private Vectors() {}

    /** Checks an item that is written; one without the attribute is simply not in the index. */
    static void require(ReplicaTable table, Map<String, AttributeValue> item) {
        for (VectorIndex index : table.vectorIndexes()) {
            VectorIndexDefinition definition = index.definition();
            AttributeValue value = item.get(definition.attribute());
            if (value != null) {
                require(value, definition);
            }
        }
    }

    private static void require(AttributeValue value, VectorIndexDefinition index) {
        if (!value.hasL()) {
            throw validation(INVALID + "Invalid type for vector attribute " + index.attribute()
                    + " Expected: L Actual: " + AttributeType.of(value) + " IndexName: " + index.name());
        }
        requireNumbers(value.l(), index, "vector attribute " + index.attribute());
    }

    /** Checks the elements of a vector; the subject names it in messages. */
    static void requireNumbers(List<AttributeValue> elements, VectorIndexDefinition index, String subject) {
        if (elements.size() != index.dimensions()) {
            throw validation(INVALID + "Invalid number of dimensions for " + subject + " Expected: "
                    + index.dimensions() + " Actual: " + elements.size() + " IndexName: " + index.name());
        }
        for (int at = 0; at < elements.size(); at++) {
            AttributeValue element = elements.get(at);
            if (element.n() == null) {
                throw validation(INVALID + "Invalid type for element " + at + " of " + subject + " Expected: N Actual: "
                        + AttributeType.of(element) + " IndexName: " + index.name());
            }
            if (Float.isInfinite(Float.parseFloat(element.n()))) {
                throw validation(INVALID + "Element " + at + " of " + subject
                        + " is out of the range of a 32-bit floating point number IndexName: " + index.name());
            }
        }
    }
}
