package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** The {@code KeySchema} and {@code AttributeDefinitions} that a table is created with. */
final class KeyDeclaration {

    private static final String UNDEFINED = "One or more parameter values were invalid: ";

    private KeyDeclaration() {}

    /** The primary key of a table that is to be created; the shape has been checked. */
    static KeySchema parse(
            List<KeySchemaElement> elements, Map<String, ScalarAttributeType> types, boolean hasIndexes) {
        KeySchemaElement partition = elements.get(0);
        KeySchemaElement sort = elements.size() == 2 ? elements.get(1) : null;
        if (partition.keyType() != KeyType.HASH) {
            throw validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (sort != null && sort.keyType() != KeyType.RANGE) {
            throw validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (sort != null && sort.attributeName().equals(partition.attributeName())) {
            throw validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        List<String> names =
                elements.stream().map(KeySchemaElement::attributeName).toList();
        requireDefined(names, types);
        if (!hasIndexes && types.size() > names.size()) {
            throw validation(UNDEFINED + "Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
        return new KeySchema(key(names.get(0), types), sort == null ? null : key(names.get(1), types));
    }

    private static KeyAttribute key(String name, Map<String, ScalarAttributeType> types) {
        return KeyAttribute.of(name, Objects.requireNonNull(types.get(name)));
    }

    /** The {@code AttributeDefinitions} by name; no name has two. */
    static Map<String, ScalarAttributeType> types(List<AttributeDefinition> definitions) {
        Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
        for (AttributeDefinition definition : definitions) {
            @Nullable ScalarAttributeType earlier = types.put(definition.attributeName(), definition.attributeType());
            if (earlier != null) {
                throw validation("Attribute Name is duplicated: " + definition.attributeName());
            }
        }
        return types;
    }

    private static void requireDefined(List<String> keys, Map<String, ScalarAttributeType> types) {
        if (!types.keySet().containsAll(keys)) {
            throw validation(
                    types.size() >= keys.size()
                            ? UNDEFINED + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                                    + keys + ", AttributeDefinitions: " + types.keySet()
                            : "Invalid KeySchema: Some index key attribute have no definition");
        }
    }

    /** Fails when a definition is for no key of the table or of an index. */
    static void requireUsed(
            Map<String, ScalarAttributeType> types,
            KeySchema keys,
            List<IndexSettings> indexes,
            List<VectorIndex> vectorIndexes) {
        Set<String> used = new LinkedHashSet<>(keys.names());
        indexes.forEach(index -> index.definition().keyAttributes().forEach(attribute -> used.add(attribute.name())));
        vectorIndexes.forEach(index -> index.searchSchema().forEach(element -> used.add(element.attributeName())));
        if (!used.containsAll(types.keySet())) {
            throw validation(UNDEFINED + "Some AttributeDefinitions are not used. AttributeDefinitions: "
                    + types.keySet() + ", keys used: " + used);
        }
    }
}
