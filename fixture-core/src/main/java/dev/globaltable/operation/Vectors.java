package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.StoredVector;
import dev.globaltable.table.VectorIndex;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/**
 * What can be a vector: a list of as many numbers as the index has dimensions, each within the range of a 32-bit floating
 * point number. AWS documents the message about a wrong number of dimensions, and how the one about a wrong type begins.
 */
final class Vectors {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private Vectors() {}

    /** Checks an item that is written; one without the attribute is simply not in the index. */
    static void require(ReplicaTable table, Map<String, AttributeValue> item) {
        for (VectorIndex index : table.vectorIndexes().all()) {
            VectorIndexDefinition definition = index.definition();
            AttributeValue value = item.get(definition.attribute());
            if (value != null && index.status() != IndexStatus.DELETING) {
                require(value, definition);
            }
        }
    }

    private static void require(AttributeValue value, VectorIndexDefinition index) {
        String parameter = index.attribute();
        String where = " IndexName: " + index.name();
        if (!value.hasL()) {
            throw validation(INVALID + "Invalid type for parameter " + parameter + ", Expected: L, Actual: "
                    + AttributeType.of(value) + "." + where);
        }
        if (value.l().size() != index.dimensions()) {
            throw validation(INVALID + "Invalid size for parameter " + parameter + ", Expected: " + index.dimensions()
                    + ", Actual: " + value.l().size() + "." + where);
        }
        requireNumbers(value.l(), parameter, where);
    }

    /** Checks the vector that a search is for. */
    static void requireSought(List<AttributeValue> elements, VectorIndexDefinition index) {
        if (elements.size() != index.dimensions()) {
            throw validation("Input search vector dimension " + elements.size()
                    + " does not match vector index dimension " + index.dimensions());
        }
        requireNumbers(elements, "SearchVector", "");
    }

    private static void requireNumbers(List<AttributeValue> elements, String parameter, String where) {
        for (int at = 0; at < elements.size(); at++) {
            AttributeValue element = elements.get(at);
            if (element.n() == null) {
                throw validation(INVALID + "Invalid type for parameter " + parameter + "[" + at
                        + "], Expected: N, Actual: " + AttributeType.of(element) + "." + where);
            }
            if (!StoredVector.isElement(element)) {
                throw validation(INVALID + "Invalid value for parameter " + parameter + "[" + at
                        + "], which is out of the range of a 32-bit floating point number." + where);
            }
        }
    }
}
