package dev.globaltable.examples.scenarios;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The table of scenarios 33, 34, 36 and 37 as a team's scripts see it from one Region. */
final class TableAdministration {

    static final String TABLE = "orders";

    private final DynamoDbClient dynamoDb;

    TableAdministration(Region region) {
        dynamoDb = DynamoDbClient.builder().region(region).build();
    }

    DynamoDbClient client() {
        return dynamoDb;
    }

    void createTable() {
        dynamoDb.createTable(create -> create.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(AttributeDefinition.builder()
                        .attributeName("order")
                        .attributeType(ScalarAttributeType.S)
                        .build()))
                .keySchema(List.of(KeySchemaElement.builder()
                        .attributeName("order")
                        .keyType(KeyType.HASH)
                        .build())));
    }

    void deleteTable() {
        dynamoDb.deleteTable(delete -> delete.tableName(TABLE));
    }

    void addReplica(Region region) {
        update(ReplicationGroupUpdate.builder()
                .create(create -> create.regionName(region.id()))
                .build());
    }

    void removeReplica(Region region) {
        update(ReplicationGroupUpdate.builder()
                .delete(delete -> delete.regionName(region.id()))
                .build());
    }

    private void update(ReplicationGroupUpdate replica) {
        dynamoDb.updateTable(update -> update.tableName(TABLE).replicaUpdates(List.of(replica)));
    }

    /** The table here; empty if there is none. */
    Optional<TableDescription> table() {
        try {
            return Optional.of(dynamoDb.describeTable(describe -> describe.tableName(TABLE))
                    .table());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    void place(String order) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(Map.of("order", fromS(order))));
    }

    Map<String, AttributeValue> order(String order) {
        return dynamoDb.getItem(get -> get.tableName(TABLE).key(Map.of("order", fromS(order))))
                .item();
    }
}
