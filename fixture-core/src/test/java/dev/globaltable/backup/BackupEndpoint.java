package dev.globaltable.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** What the tests of backups have in common: one Region's client, the tables, and what to do with them. */
record BackupEndpoint(Simulation simulation, DynamoDbClient client) {

    static final String MISSING =
            "arn:aws:dynamodb:us-east-1:123456789012:table/profiles/backup/01767225600000-00000000";
    static final ProvisionedThroughput FIVE = throughput(5);

    static final GlobalSecondaryIndex BY_CITY = GlobalSecondaryIndex.builder()
            .indexName("by-city")
            .keySchema(key("city", KeyType.HASH))
            .projection(projection(ProjectionType.ALL))
            .build();
    static final LocalSecondaryIndex BY_AGE = LocalSecondaryIndex.builder()
            .indexName("by-age")
            .keySchema(key("id", KeyType.HASH), key("age", KeyType.RANGE))
            .projection(projection(ProjectionType.KEYS_ONLY))
            .build();

    /** A global table "profiles" of two Regions; changes of a table's state take some time. */
    static CheckedSimulation tables(Duration statusDelay) {
        return CheckedSimulation.of(builder -> builder.tableStatusDelay(statusDelay)
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("id")
                        .regions(US_EAST_1, EU_WEST_1)
                        .replicationDelay("1s")));
    }

    static BackupEndpoint in(Simulation simulation, Region region) {
        return new BackupEndpoint(simulation, simulation.client(region));
    }

    static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Projection projection(ProjectionType type) {
        return Projection.builder().projectionType(type).build();
    }

    static ProvisionedThroughput throughput(long units) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(units)
                .writeCapacityUnits(units)
                .build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    /** A table of this Region with provisioned throughput, both kinds of index and everything that is not restored. */
    void createPeople() {
        client.createTable(create -> create.tableName("people")
                .attributeDefinitions(attribute("id"), attribute("at"), attribute("age"), attribute("city"))
                .keySchema(key("id", KeyType.HASH), key("at", KeyType.RANGE))
                .localSecondaryIndexes(BY_AGE)
                .globalSecondaryIndexes(
                        BY_CITY.toBuilder().provisionedThroughput(FIVE).build())
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(throughput(7))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE"))
                .sseSpecification(sse -> sse.enabled(true))
                .tableClass("STANDARD_INFREQUENT_ACCESS")
                .tags(Tag.builder().key("team").value("a").build()));
        pass();
        client.updateTimeToLive(update -> update.tableName("people")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
    }

    /** Lets what is under way in the control plane come to its end. */
    void pass() {
        simulation.clock().advance(Duration.ofSeconds(10));
    }

    static Map<String, AttributeValue> item(String... attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int at = 0; at < attributes.length; at += 2) {
            item.put(attributes[at], AttributeValue.fromS(attributes[at + 1]));
        }
        return item;
    }

    void put(String id, String name) {
        client.putItem(put -> put.tableName("profiles").item(item("id", id, "name", name)));
    }

    void putPerson(String id, String age, String city) {
        client.putItem(put -> put.tableName("people").item(item("id", id, "at", "1", "age", age, "city", city)));
    }

    /** The names in a table by id. */
    Map<String, String> names(String table) {
        Map<String, String> names = new TreeMap<>();
        client.scan(scan -> scan.tableName(table))
                .items()
                .forEach(item -> names.put(item.get("id").s(), item.get("name").s()));
        return names;
    }

    TableDescription describe(String table) {
        return client.describeTable(describe -> describe.tableName(table)).table();
    }

    BackupDetails backUp(String table, String name) {
        return client.createBackup(create -> create.tableName(table).backupName(name))
                .backupDetails();
    }

    /** A backup that is available. */
    String backedUp(String table) {
        String arn = backUp(table, "backup").backupArn();
        pass();
        return arn;
    }

    void restore(String backup, String table) {
        client.restoreTableFromBackup(restore -> restore.backupArn(backup).targetTableName(table));
        pass();
    }

    static void assertRefused(ThrowingCallable call, Class<? extends DynamoDbException> type, String message) {
        DynamoDbException error = catchThrowableOfType(type, call);
        assertThat(error).isNotNull();
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.statusCode()).isEqualTo(400);
    }

    static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, DynamoDbException.class, message);
        assertThat(catchThrowableOfType(DynamoDbException.class, call)
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("ValidationException");
    }
}
