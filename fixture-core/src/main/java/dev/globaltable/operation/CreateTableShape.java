package dev.globaltable.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** The constraints of the service model on what declares tables and indexes. */
public final class CreateTableShape {

    private static final List<String> KEY_TYPES = List.of("HASH", "RANGE");
    private static final List<String> ATTRIBUTE_TYPES = List.of("B", "N", "S");
    private static final List<String> PROJECTION_TYPES = List.of("ALL", "INCLUDE", "KEYS_ONLY");
    private static final List<String> BILLING_MODES = List.of("PROVISIONED", "PAY_PER_REQUEST");
    private static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");
    private static final List<String> STREAM_VIEW_TYPES =
            List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");

    private final Constraints constraints;

    public CreateTableShape(Constraints constraints) {
        this.constraints = constraints;
    }

    /** A whole {@code CreateTable} request. */
    static void check(CreateTableRequest request) {
        Constraints constraints = new Constraints().tableName(request.tableName());
        CreateTableShape shape = new CreateTableShape(constraints);
        shape.attributeDefinitions(request.attributeDefinitions());
        shape.keySchema("keySchema", request.hasKeySchema(), request.keySchema(), 2);
        List<LocalSecondaryIndex> local = request.localSecondaryIndexes();
        for (int at = 0; at < local.size(); at++) {
            shape.localIndex("localSecondaryIndexes." + (at + 1) + ".member.", local.get(at));
        }
        List<GlobalSecondaryIndex> global = request.globalSecondaryIndexes();
        for (int at = 0; at < global.size(); at++) {
            shape.globalIndex("globalSecondaryIndexes." + (at + 1) + ".member.", global.get(at));
        }
        List<VectorIndex> vectors = request.vectorIndexes();
        for (int at = 0; at < vectors.size(); at++) {
            VectorIndexDeclaration.checkShape(constraints, "vectorIndexes." + (at + 1) + ".member.", vectors.get(at));
        }
        shape.billing(request.billingModeAsString());
        shape.throughput("provisionedThroughput", request.provisionedThroughput());
        shape.stream(request.streamSpecification());
        shape.tableClass(request.tableClassAsString());
        constraints.check();
    }

    public void billing(@Nullable String mode) {
        billing("billingMode", mode);
    }

    public void billing(String member, @Nullable String mode) {
        constraints.oneOf(member, mode, BILLING_MODES);
    }

    public void tableClass(@Nullable String tableClass) {
        tableClass("tableClass", tableClass);
    }

    public void tableClass(String member, @Nullable String tableClass) {
        constraints.oneOf(member, tableClass, TABLE_CLASSES);
    }

    public void stream(@Nullable StreamSpecification stream) {
        if (stream != null) {
            constraints
                    .present("streamSpecification.streamEnabled", stream.streamEnabled() != null)
                    .oneOf("streamSpecification.streamViewType", stream.streamViewTypeAsString(), STREAM_VIEW_TYPES);
        }
    }

    public void attributeDefinitions(List<AttributeDefinition> definitions) {
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

    /** A local index; the member is the path of what declares it, with a full stop. */
    public void localIndex(String member, LocalSecondaryIndex index) {
        index(member, index.indexName(), index.hasKeySchema(), index.keySchema(), index.projection());
    }

    /** A global index; the member is the path of what declares it, with a full stop. */
    public void globalIndex(String member, GlobalSecondaryIndex index) {
        index(member, index.indexName(), index.hasKeySchema(), index.keySchema(), index.projection());
        throughput(member + "provisionedThroughput", index.provisionedThroughput());
    }

    private void index(
            String member,
            @Nullable String name,
            boolean hasKeySchema,
            List<KeySchemaElement> keySchema,
            @Nullable Projection projection) {
        constraints.present(member + "indexName", name != null).name(member + "indexName", name);
        keySchema(member + "keySchema", hasKeySchema, keySchema, Integer.MAX_VALUE);
        constraints.present(member + "projection", projection != null);
        if (projection != null) {
            projection(member + "projection.", projection);
        }
    }

    private void projection(String member, Projection projection) {
        constraints.oneOf(member + "projectionType", projection.projectionTypeAsString(), PROJECTION_TYPES);
        if (projection.hasNonKeyAttributes()) {
            List<String> attributes = projection.nonKeyAttributes();
            constraints.size(member + "nonKeyAttributes", attributes, attributes.size(), 1, 20);
            for (int at = 0; at < attributes.size(); at++) {
                constraints.length(member + "nonKeyAttributes." + (at + 1) + ".member", attributes.get(at), 1, 255);
            }
        }
    }

    private void keySchema(String member, boolean present, List<KeySchemaElement> elements, int greatest) {
        constraints.present(member, present);
        if (present) {
            constraints.size(member, elements, elements.size(), 1, greatest);
        }
        for (int at = 0; at < elements.size(); at++) {
            String path = member + "." + (at + 1) + ".member.";
            KeySchemaElement element = elements.get(at);
            constraints
                    .present(path + "attributeName", element.attributeName() != null)
                    .length(path + "attributeName", element.attributeName(), 1, 255)
                    .present(path + "keyType", element.keyTypeAsString() != null)
                    .oneOf(path + "keyType", element.keyTypeAsString(), KEY_TYPES);
        }
    }

    public void throughput(String member, @Nullable ProvisionedThroughput throughput) {
        if (throughput == null) {
            return;
        }
        Long reads = throughput.readCapacityUnits();
        Long writes = throughput.writeCapacityUnits();
        constraints
                .present(member + ".readCapacityUnits", reads != null)
                .between(member + ".readCapacityUnits", reads, 1, Long.MAX_VALUE)
                .present(member + ".writeCapacityUnits", writes != null)
                .between(member + ".writeCapacityUnits", writes, 1, Long.MAX_VALUE);
    }
}
