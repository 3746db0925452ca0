package dev.globaltable.legacy;

import static dev.globaltable.operation.Endpoint.item;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.LegacyGlobalTables;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.operation.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Replica;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;

/** Requests about a global table of version 2017.11.29 called orders. */
final class LegacyTables {

    private LegacyTables() {}

    /** A simulation without any table where such global tables can be made. */
    static CheckedSimulation emulated() {
        return CheckedSimulation.of(LegacyTables::emulating);
    }

    static SimulationBuilder emulating(SimulationBuilder builder) {
        return builder.legacyGlobalTables(LegacyGlobalTables.EMULATED);
    }

    /** An on-demand table with a partition key of type String and the stream that a replica needs. */
    static CreateTableRequest.Builder table() {
        return CreateTableRequest.builder()
                .tableName("orders")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
    }

    static void createTables(CheckedSimulation checked, Region... regions) {
        Stream.of(regions).forEach(region -> new Endpoint(checked::simulation, region).call(table().build()));
    }

    static CreateGlobalTableRequest creation(Region... regions) {
        return creation("orders", regions);
    }

    static CreateGlobalTableRequest creation(String name, Region... regions) {
        return CreateGlobalTableRequest.builder()
                .globalTableName(name)
                .replicationGroup(Stream.of(regions)
                        .map(region -> Replica.builder().regionName(region.id()).build())
                        .toList())
                .build();
    }

    /** Makes the tables and the global table, from the first Region. */
    static GlobalTableDescription create(CheckedSimulation checked, Region... regions) {
        createTables(checked, regions);
        return new Endpoint(checked::simulation, regions[0])
                .<CreateGlobalTableResponse>call(creation(regions))
                .globalTableDescription();
    }

    static GlobalTableDescription described(Endpoint endpoint) {
        return endpoint.<DescribeGlobalTableResponse>call(description()).globalTableDescription();
    }

    static DescribeGlobalTableRequest description() {
        return DescribeGlobalTableRequest.builder().globalTableName("orders").build();
    }

    static List<String> regions(GlobalTableDescription table) {
        return table.replicationGroup().stream()
                .map(ReplicaDescription::regionName)
                .toList();
    }

    static UpdateGlobalTableRequest update(ReplicaUpdate... updates) {
        return UpdateGlobalTableRequest.builder()
                .globalTableName("orders")
                .replicaUpdates(updates)
                .build();
    }

    static ReplicaUpdate addition(Region region) {
        return ReplicaUpdate.builder()
                .create(replica -> replica.regionName(region.id()))
                .build();
    }

    static ReplicaUpdate removal(Region region) {
        return ReplicaUpdate.builder()
                .delete(replica -> replica.regionName(region.id()))
                .build();
    }

    static PutItemRequest put(Object... namesAndValues) {
        return PutItemRequest.builder()
                .tableName("orders")
                .item(item(namesAndValues))
                .build();
    }

    static DeleteItemRequest delete(String key) {
        return DeleteItemRequest.builder()
                .tableName("orders")
                .key(item("pk", key))
                .build();
    }

    /** What the service adds to an item that was written at this time. */
    static Map<String, AttributeValue> with(Region region, String seconds, Object... namesAndValues) {
        Map<String, AttributeValue> item = item(namesAndValues);
        item.put("aws:rep:deleting", AttributeValue.fromBool(false));
        item.put("aws:rep:updatetime", AttributeValue.fromN(seconds));
        item.put("aws:rep:updateregion", AttributeValue.fromS(region.id()));
        return item;
    }
}
