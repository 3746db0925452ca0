package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.KeyAttribute;
import dev.globaltable.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The {@code KeySchema} and {@code AttributeDefinitions} that a table is created with. */
final class KeyDeclaration {

    private static final List<String> KEY_TYPES = List.of("HASH", "RANGE");
    private static final List<String> ATTRIBUTE_TYPES = List.of("B", "N", "S");
    private static final List<String> BILLING_MODES = List.of("PROVISIONED", "PAY_PER_REQUEST");
    private static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");
    private static final List<String> STREAM_VIEW_TYPES =
            List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
    private static final String UNDEFINED = "One or more parameter values were invalid: ";

    private KeyDeclaration() {}

    /** The constraints of the service model on a whole {@code CreateTable} request. */
    static void checkShape(CreateTableRequest request) {
        Constraints constraints = new Constraints().tableName(request.tableName());
        attributeDefinitions(constraints, request.attributeDefinitions());
        keySchema(constraints, request);
        constraints.oneOf("billingMode", request.billingModeAsString(), BILLING_MODES);
        if (request.provisionedThroughput() != null) {
            Long reads = request.provisionedThroughput().readCapacityUnits();
            Long writes = request.provisionedThroughput().writeCapacityUnits();
            constraints
                    .present("provisionedThroughput.readCapacityUnits", reads != null)
                    .between("provisionedThroughput.readCapacityUnits", reads, 1, Long.MAX_VALUE)
                    .present("provisionedThroughput.writeCapacityUnits", writes != null)
                    .between("provisionedThroughput.writeCapacityUnits", writes, 1, Long.MAX_VALUE);
        }
        if (request.streamSpecification() != null) {
            constraints
                    .present(
                            "streamSpecification.streamEnabled",
                            request.streamSpecification().streamEnabled() != null)
                    .oneOf(
                            "streamSpecification.streamViewType",
                            request.streamSpecification().streamViewTypeAsString(),
                            STREAM_VIEW_TYPES);
        }
        constraints
                .oneOf("tableClass", request.tableClassAsString(), TABLE_CLASSES)
                .check();
    }

    private static void attributeDefinitions(Constraints constraints, List<AttributeDefinition> definitions) {
        for (int at = 0; at < definitions.size(); at++) {
            String member = "attributeDefinitions." + (at + 1) + ".member.";
            AttributeDefinition definition = definitions.get(at);
            constraints
                    .present(member + "attributeName", definition.attributeName() != null)
                    .length(member + "attributeName", definition.attributeName(), 1, 255)
                    .present(member + "attributeType", definition.attributeTypeAsString() != null)
                    .oneOf(member + "attributeType", definition.attributeTypeAsString(), ATTRIBUTE_TYPES);
        }
    }

    private static void keySchema(Constraints constraints, CreateTableRequest request) {
        constraints.present("keySchema", request.hasKeySchema());
        if (request.hasKeySchema()) {
            constraints.size(
                    "keySchema", request.keySchema(), request.keySchema().size(), 1, 2);
        }
        for (int at = 0; at < request.keySchema().size(); at++) {
            String member = "keySchema." + (at + 1) + ".member.";
            KeySchemaElement element = request.keySchema().get(at);
            constraints
                    .present(member + "attributeName", element.attributeName() != null)
                    .length(member + "attributeName", element.attributeName(), 1, 255)
                    .present(member + "keyType", element.keyTypeAsString() != null)
                    .oneOf(member + "keyType", element.keyTypeAsString(), KEY_TYPES);
        }
    }

    /** The primary key that the two declare together; the shape has been checked. */
    static KeySchema parse(List<KeySchemaElement> elements, List<AttributeDefinition> definitions) {
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
        Map<String, ScalarAttributeType> types = types(definitions);
        requireDefined(names, types);
        return new KeySchema(key(names.get(0), types), sort == null ? null : key(names.get(1), types));
    }

    private static KeyAttribute key(String name, Map<String, ScalarAttributeType> types) {
        return KeyAttribute.of(name, Objects.requireNonNull(types.get(name)));
    }

    private static Map<String, ScalarAttributeType> types(List<AttributeDefinition> definitions) {
        Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
        for (AttributeDefinition definition : definitions) {
            @Nullable ScalarAttributeType earlier = types.put(definition.attributeName(), definition.attributeType());
            if (earlier != null) {
                throw validation("Cannot have two attributes with the same name");
            }
        }
        return types;
    }

    private static void requireDefined(List<String> keys, Map<String, ScalarAttributeType> types) {
        if (!types.keySet().containsAll(keys)) {
            throw validation(
                    types.isEmpty() || types.size() >= keys.size()
                            ? UNDEFINED + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                                    + keys + ", AttributeDefinitions: " + types.keySet()
                            : "Invalid KeySchema: Some index key attribute have no definition");
        }
        if (types.size() > keys.size()) {
            throw validation(UNDEFINED + "Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
    }
}
