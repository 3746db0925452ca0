package dev.globaltable.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.DaxCluster;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.timeline.TextTimeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A DAX cluster in Europe, and an application in America that writes around it. */
class DaxTests {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration MOMENT = Duration.ofNanos(1000);

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
            GlobalTableDefinition.named("profiles")
                    .partitionKey("id")
                    .regions(US_EAST_1, EU_WEST_1)
                    .replicationDelay("1s"),
            GlobalTableDefinition.named("revisions")
                    .partitionKey("doc")
                    .sortKey("revision")
                    .regions(US_EAST_1, EU_WEST_1)
                    .replicationDelay("1s"));

    private Simulation simulation;
    private DynamoDbClient america;
    private DynamoDbClient europe;
    private DaxCluster cluster;
    private DynamoDbClient dax;

    @BeforeEach
    void start() {
        simulation = checked.simulation();
        america = simulation.client(US_EAST_1);
        europe = simulation.client(EU_WEST_1);
        cluster = simulation.dax(EU_WEST_1);
        dax = cluster.client();
    }

    private static Map<String, AttributeValue> item(String... attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int at = 0; at < attributes.length; at += 2) {
            item.put(attributes[at], AttributeValue.fromS(attributes[at + 1]));
        }
        return item;
    }

    private static void put(DynamoDbClient client, String id, String name) {
        client.putItem(put -> put.tableName("profiles").item(item("id", id, "name", name, "city", "London")));
    }

    private void putInAmerica(String id, String name) {
        put(america, id, name);
        simulation.settle();
    }

    /** The name, or "none" when there is no item. */
    private static String name(DynamoDbClient client, String id) {
        GetItemResponse response =
                client.getItem(get -> get.tableName("profiles").key(item("id", id)));
        return response.hasItem() ? response.item().get("name").s() : "none";
    }

    private static String strongName(DynamoDbClient client, String id) {
        return client.getItem(
                        get -> get.tableName("profiles").key(item("id", id)).consistentRead(true))
                .item()
                .get("name")
                .s();
    }

    private void write(DynamoDbClient client, String revision, String text) {
        client.putItem(put -> put.tableName("revisions").item(item("doc", "101", "revision", revision, "text", text)));
    }

    private static List<String> revisions(DynamoDbClient client) {
        return texts(client.query(query -> query.tableName("revisions")
                .keyConditionExpression("doc = :d")
                .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("101")))));
    }

    private static List<String> texts(QueryResponse response) {
        return response.items().stream()
                .map(item -> item.get("revision").s() + item.get("text").s())
                .toList();
    }

    private static List<String> scanned(DynamoDbClient client) {
        return client.scan(scan -> scan.tableName("profiles")).items().stream()
                .map(item -> item.get("name").s())
                .toList();
    }

    /** A table of Europe alone. */
    private void createTable(String name, String key, ScalarAttributeType type) {
        europe.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(type)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private List<String> requests() {
        return simulation.history().events(HistoryEvent.Operation.class).stream()
                .filter(operation -> operation.region().equals(EU_WEST_1))
                .map(HistoryEvent.Operation::operation)
                .toList();
    }

    @Nested
    class ReplicatedWrites {

        @Test
        void goAroundTheClusterUntilTheItemsTimeToLiveEnds() { // DAX-1, DAX-2, scenario 16
            putInAmerica("42", "Ada");
            assertThat(name(dax, "42")).isEqualTo("Ada");

            putInAmerica("42", "Grace");

            assertThat(name(dax, "42")).isEqualTo("Ada");
            assertThat(name(europe, "42")).isEqualTo("Grace");
            assertThat(strongName(dax, "42")).isEqualTo("Grace");
            simulation.clock().advance(TTL.minus(Duration.ofSeconds(1)).minus(MOMENT));
            assertThat(name(dax, "42")).isEqualTo("Ada");
            simulation.clock().advance(MOMENT);
            assertThat(name(dax, "42")).isEqualTo("Grace");
        }

        @Test
        void stayHiddenBehindAnItemThatWasFoundToBeAbsent() { // DAX-5, scenario 16
            assertThat(name(dax, "42")).isEqualTo("none");

            putInAmerica("42", "Ada");

            assertThat(name(dax, "42")).isEqualTo("none");
            simulation.clock().advance(TTL);
            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void areSeenByAClusterThatHasNothingCached() { // DAX-1
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");

            assertThat(name(simulation.dax(EU_WEST_1).client(), "42")).isEqualTo("Grace");
        }
    }

    @Nested
    class TheItemCache {

        @Test
        void holdsItemsForGoodWhenTheTimeToLiveIsZero() { // DAX-2
            dax = simulation
                    .daxCluster(EU_WEST_1)
                    .itemTtl(Duration.ZERO)
                    .create()
                    .client();
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");

            simulation.clock().advance(Duration.ofDays(365));

            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void isNotMadeYoungerByReading() { // DAX-2
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");
            simulation.clock().advance(Duration.ofMinutes(3));
            name(dax, "42");
            simulation.clock().advance(Duration.ofMinutes(2));

            assertThat(name(dax, "42")).isEqualTo("Grace");
        }

        @Test
        void letsGoOfTheLeastRecentlyUsedItem() { // DAX-2
            dax = simulation.daxCluster(EU_WEST_1).itemCacheSize(2).create().client();
            putInAmerica("1", "old");
            putInAmerica("2", "old");
            name(dax, "1");
            name(dax, "2");
            name(dax, "1");
            name(dax, "3");
            putInAmerica("1", "new");
            putInAmerica("2", "new");

            assertThat(name(dax, "1")).isEqualTo("old");
            assertThat(name(dax, "2")).isEqualTo("new");
        }

        @Test
        void knowsNumbersThatAreEqualAsOneKey() {
            createTable("counters", "n", ScalarAttributeType.N);
            dax.getItem(get -> get.tableName("counters").key(Map.of("n", AttributeValue.fromN("1"))));
            dax.getItem(get -> get.tableName("counters").key(Map.of("n", AttributeValue.fromN("1.0"))));

            assertThat(requests()).containsExactly("CreateTable", "GetItem");
        }

        @Test
        void holdsWholeItemsWhateverPartWasAskedFor() {
            putInAmerica("42", "Ada");
            GetItemResponse part = dax.getItem(
                    get -> get.tableName("profiles").key(item("id", "42")).projectionExpression("city"));
            assertThat(part.item()).isEqualTo(item("city", "London"));

            assertThat(name(dax, "42")).isEqualTo("Ada");
            assertThat(dax.getItem(get -> get.tableName("profiles")
                                    .key(item("id", "42"))
                                    .attributesToGet("name"))
                            .item())
                    .isEqualTo(item("name", "Ada"));
            assertThat(requests()).containsExactly("GetItem");
        }

        @Test
        void answersForATableThatIsGone() {
            createTable("short-lived", "id", ScalarAttributeType.S);
            dax.getItem(get -> get.tableName("short-lived").key(item("id", "1")));
            europe.deleteTable(delete -> delete.tableName("short-lived"));

            assertThat(dax.getItem(get -> get.tableName("short-lived").key(item("id", "1")))
                            .hasItem())
                    .isFalse();
            assertThatThrownBy(() ->
                            dax.getItem(get -> get.tableName("short-lived").key(item("id", "2"))))
                    .isInstanceOf(ResourceNotFoundException.class);
        }

        @Test
        void doesNotAnswerRequestsThatAreNotValid() {
            putInAmerica("42", "Ada");
            name(dax, "42");

            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(() -> dax.getItem(get ->
                            get.tableName("profiles").key(item("id", "42")).projectionExpression("name,")))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo("Invalid ProjectionExpression: Syntax error; token: \"<EOF>\", near: \",\""));
            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(
                            () -> dax.getItem(get -> get.tableName("profiles").key(item("no", "42"))))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo("The provided key element does not match the schema"));
        }
    }

    @Nested
    class StronglyConsistentReads {

        @Test
        void passThroughAndLeaveTheCacheAsItIs() { // DAX-4
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");

            assertThat(strongName(dax, "42")).isEqualTo("Grace");
            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void areAsFreshAsTheReplicaAndNoFresher() { // DAX-4, LWW-22
            putInAmerica("42", "Ada");
            put(america, "42", "Grace");

            assertThat(strongName(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void ofATransactionPassThroughToo() { // DAX-4
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");

            TransactGetItem read = TransactGetItem.builder()
                    .get(get -> get.tableName("profiles").key(item("id", "42")))
                    .build();

            assertThat(dax.transactGetItems(transaction -> transaction.transactItems(read))
                            .responses()
                            .get(0)
                            .item()
                            .get("name")
                            .s())
                    .isEqualTo("Grace");
            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void ofAQueryAreNotCached() { // DAX-4
            write(dax, "1", "a");
            dax.query(query -> query.tableName("revisions")
                    .consistentRead(true)
                    .keyConditionExpression("doc = :d")
                    .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("101"))));
            write(dax, "2", "b");

            assertThat(texts(dax.query(query -> query.tableName("revisions")
                            .consistentRead(true)
                            .keyConditionExpression("doc = :d")
                            .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("101"))))))
                    .containsExactly("1a", "2b");
        }
    }

    @Nested
    class Writes {

        @Test
        void areInTheItemCacheAfterwards() { // DAX-3
            name(dax, "42");
            put(dax, "42", "Ada");
            putInAmerica("42", "Grace");

            assertThat(name(dax, "42")).isEqualTo("Ada");
            assertThat(requests()).containsExactly("GetItem", "PutItem");
        }

        @Test
        void thatUpdateAnItemCacheAllOfIt() { // DAX-3
            putInAmerica("42", "Ada");
            dax.updateItem(update -> update.tableName("profiles")
                    .key(item("id", "42"))
                    .updateExpression("SET city = :c")
                    .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("Paris"))));

            assertThat(dax.getItem(get -> get.tableName("profiles").key(item("id", "42")))
                            .item())
                    .isEqualTo(item("city", "Paris", "id", "42", "name", "Ada"));
            assertThat(requests()).containsExactly("UpdateItem");
        }

        @Test
        void thatDeleteAnItemCacheItsAbsence() { // DAX-3, DAX-5
            putInAmerica("42", "Ada");
            name(dax, "42");
            dax.deleteItem(delete -> delete.tableName("profiles").key(item("id", "42")));
            simulation.settle();
            putInAmerica("42", "Grace");

            assertThat(name(dax, "42")).isEqualTo("none");
        }

        @Test
        void ofABatchAreCachedOneByOne() { // DAX-3
            putInAmerica("1", "Ada");
            dax.batchWriteItem(batch -> batch.requestItems(Map.of(
                    "profiles",
                    List.of(
                            WriteRequest.builder()
                                    .deleteRequest(delete -> delete.key(item("id", "1")))
                                    .build(),
                            WriteRequest.builder()
                                    .putRequest(put -> put.item(item("id", "2", "name", "Grace")))
                                    .build()))));

            assertThat(name(dax, "1")).isEqualTo("none");
            assertThat(name(dax, "2")).isEqualTo("Grace");
            assertThat(requests()).containsExactly("BatchWriteItem");
        }

        @Test
        void thatFailAreNotCached() { // DAX-3
            putInAmerica("42", "Ada");
            name(dax, "42");
            putInAmerica("42", "Grace");

            assertThatThrownBy(() -> dax.putItem(put -> put.tableName("profiles")
                            .item(item("id", "42", "name", "Joan"))
                            .conditionExpression("attribute_not_exists(id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);

            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void startTheItemsTimeToLiveAnew() { // DAX-3
            put(dax, "42", "Ada");
            simulation.clock().advance(Duration.ofMinutes(4));
            put(dax, "42", "Grace");
            simulation.settle();
            putInAmerica("42", "Joan");
            simulation.clock().advance(Duration.ofMinutes(4));

            assertThat(name(dax, "42")).isEqualTo("Grace");
        }
    }

    @Nested
    class Transactions {

        private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
            return TransactWriteItem.builder()
                    .put(put -> put.tableName(table).item(item))
                    .build();
        }

        private void transact(TransactWriteItem... actions) {
            dax.transactWriteItems(transaction -> transaction.transactItems(actions));
        }

        private void rename(String id, String name) {
            transact(put("profiles", item("id", id, "name", name, "city", "Paris")));
        }

        @Test
        void passThroughAndHaveTheirItemsReadAgainInTheBackground() { // DAX-3
            name(dax, "42");
            rename("42", "Ada");

            assertThat(name(dax, "42")).isEqualTo("Ada");
            assertThat(requests()).containsExactly("GetItem", "TransactWriteItems", "TransactGetItems");
        }

        @Test
        void leaveTheCacheStaleUntilThen() { // DAX-3
            dax = simulation
                    .daxCluster(EU_WEST_1)
                    .transactionRefreshDelay(Duration.ofMillis(20))
                    .create()
                    .client();
            name(dax, "42");
            rename("42", "Ada");

            assertThat(name(dax, "42")).isEqualTo("none");
            simulation.clock().advance(Duration.ofMillis(20));
            assertThat(name(dax, "42")).isEqualTo("Ada");
        }

        @Test
        void refreshTheItemsOfAllKindsOfActions() { // DAX-3
            for (String id : List.of("1", "2", "3", "4")) {
                putInAmerica(id, "Ada");
                name(dax, id);
                putInAmerica(id, "Grace");
            }
            transact(
                    put("profiles", item("id", "1", "name", "Joan")),
                    TransactWriteItem.builder()
                            .delete(delete -> delete.tableName("profiles").key(item("id", "2")))
                            .build(),
                    TransactWriteItem.builder()
                            .update(update -> update.tableName("profiles")
                                    .key(item("id", "3"))
                                    .updateExpression("REMOVE city"))
                            .build(),
                    TransactWriteItem.builder()
                            .conditionCheck(check -> check.tableName("profiles")
                                    .key(item("id", "4"))
                                    .conditionExpression("attribute_exists(id)"))
                            .build());

            assertThat(List.of(name(dax, "1"), name(dax, "2"), name(dax, "3"), name(dax, "4")))
                    .containsExactly("Joan", "none", "Grace", "Grace");
        }

        @Test
        void thatCannotBeReadAgainLeaveTheCacheAsItIs() {
            createTable("short-lived", "id", ScalarAttributeType.S);
            dax = simulation
                    .daxCluster(EU_WEST_1)
                    .transactionRefreshDelay(Duration.ofMillis(20))
                    .create()
                    .client();
            transact(put("short-lived", item("id", "1")));
            europe.deleteTable(delete -> delete.tableName("short-lived"));

            simulation.clock().advance(Duration.ofMillis(20));

            assertThat(requests())
                    .containsExactly("CreateTable", "TransactWriteItems", "DeleteTable", "TransactGetItems");
        }
    }

    @Nested
    class TheQueryCache {

        @Test
        void isNotChangedByWrites() { // DAX-3, DAX-6, AWS's own example
            write(dax, "1", "a");
            assertThat(revisions(dax)).containsExactly("1a");

            write(dax, "2", "b");

            assertThat(revisions(dax)).containsExactly("1a");
            simulation.clock().advance(TTL);
            assertThat(revisions(dax)).containsExactly("1a", "2b");
        }

        @Test
        void mayShowAnOldVersionWhileGetItemShowsTheNewOne() { // DAX-6
            write(dax, "1", "old");
            revisions(dax);
            write(dax, "1", "new");

            assertThat(revisions(dax)).containsExactly("1old");
            assertThat(dax.getItem(get -> get.tableName("revisions").key(item("doc", "101", "revision", "1")))
                            .item()
                            .get("text")
                            .s())
                    .isEqualTo("new");
        }

        @Test
        void doesNotFillTheItemCache() { // DAX-6
            write(europe, "1", "old");
            revisions(dax);
            write(europe, "1", "new");

            assertThat(dax.getItem(get -> get.tableName("revisions").key(item("doc", "101", "revision", "1")))
                            .item()
                            .get("text")
                            .s())
                    .isEqualTo("new");
        }

        @Test
        void holdsEmptyAnswersToo() { // DAX-5
            assertThat(revisions(dax)).isEmpty();
            write(dax, "1", "a");

            assertThat(revisions(dax)).isEmpty();
        }

        @Test
        void holdsScans() { // DAX-6
            put(dax, "1", "Ada");
            assertThat(scanned(dax)).containsExactly("Ada");
            put(dax, "2", "Grace");

            assertThat(scanned(dax)).containsExactly("Ada");
        }

        @Test
        void tellsRequestsApartByAllTheirParameters() {
            write(dax, "1", "a");
            revisions(dax);
            write(dax, "2", "b");

            assertThat(texts(dax.query(query -> query.tableName("revisions")
                            .keyConditionExpression("doc = :d")
                            .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("101")))
                            .scanIndexForward(false))))
                    .containsExactly("2b", "1a");
        }

        @Test
        void knowsThePagesOfAPaginatorAgain() {
            write(dax, "1", "a");
            revisions(dax);
            write(dax, "2", "b");

            assertThat(dax
                            .queryPaginator(query -> query.tableName("revisions")
                                    .keyConditionExpression("doc = :d")
                                    .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("101"))))
                            .items()
                            .stream()
                            .count())
                    .isEqualTo(1);
        }

        @Test
        void isOffWhenItsTimeToLiveIsZero() { // DAX-2
            dax = simulation
                    .daxCluster(EU_WEST_1)
                    .queryTtl(Duration.ZERO)
                    .create()
                    .client();
            revisions(dax);
            write(dax, "1", "a");

            assertThat(revisions(dax)).containsExactly("1a");
        }

        @Test
        void letsGoOfTheLeastRecentlyUsedAnswer() { // DAX-2
            dax = simulation.daxCluster(EU_WEST_1).queryCacheSize(1).create().client();
            revisions(dax);
            scanned(dax);
            write(dax, "1", "a");

            assertThat(revisions(dax)).containsExactly("1a");
        }

        @Test
        void doesNotHoldRefusals() {
            assertThatThrownBy(() -> dax.scan(scan -> scan.tableName("later")))
                    .isInstanceOf(ResourceNotFoundException.class);
            createTable("later", "id", ScalarAttributeType.S);

            assertThat(dax.scan(scan -> scan.tableName("later")).items()).isEmpty();
        }
    }

    @Nested
    class BatchesOfReads {

        private List<String> names(KeysAndAttributes keys) {
            BatchGetItemResponse response = dax.batchGetItem(batch -> batch.requestItems(Map.of("profiles", keys)));
            return response.responses().get("profiles").stream()
                    .map(item -> item.get("name").s())
                    .toList();
        }

        private static KeysAndAttributes keys(String... ids) {
            return KeysAndAttributes.builder()
                    .keys(List.of(ids).stream().map(id -> item("id", id)).toList())
                    .build();
        }

        @Test
        void lookForEachItemByItself() {
            putInAmerica("1", "Ada");
            putInAmerica("2", "Grace");
            name(dax, "1");
            putInAmerica("1", "Joan");

            assertThat(names(keys("1", "2", "3"))).containsExactly("Ada", "Grace");
            assertThat(simulation.history().events(HistoryEvent.Operation.class).stream()
                            .filter(operation -> operation.operation().equals("BatchGetItem"))
                            .map(operation -> operation.request().toString()))
                    .singleElement()
                    .asString()
                    .doesNotContain("S=1")
                    .contains("S=2", "S=3");
        }

        @Test
        void fillTheItemCache() { // DAX-5
            putInAmerica("1", "Ada");
            names(keys("1", "2"));
            putInAmerica("1", "Grace");
            putInAmerica("2", "Grace");

            assertThat(name(dax, "1")).isEqualTo("Ada");
            assertThat(name(dax, "2")).isEqualTo("none");
            assertThat(names(keys("2", "1"))).containsExactly("Ada");
            assertThat(requests()).containsExactly("BatchGetItem");
        }

        @Test
        void giveWhatIsAskedForOfWholeItems() {
            putInAmerica("1", "Ada");
            putInAmerica("2", "Grace");
            names(keys("1"));

            assertThat(names(keys("1", "2").toBuilder()
                            .projectionExpression("#n")
                            .expressionAttributeNames(Map.of("#n", "name"))
                            .build()))
                    .containsExactly("Ada", "Grace");
            assertThat(dax.getItem(get -> get.tableName("profiles").key(item("id", "2")))
                            .item())
                    .containsKey("city");
        }

        @Test
        void thatAreStronglyConsistentPassThrough() { // DAX-4
            putInAmerica("1", "Ada");
            name(dax, "1");
            putInAmerica("1", "Grace");

            assertThat(names(keys("1").toBuilder().consistentRead(true).build()))
                    .containsExactly("Grace");
            assertThat(name(dax, "1")).isEqualTo("Ada");
        }

        @Test
        void areRefusedAsEverWhenTheyNameAnItemTwice() {
            name(dax, "1");

            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(() -> names(keys("1", "1")))
                    .satisfies(error -> assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo("Provided list of item keys contains duplicates"));
        }
    }

    @Nested
    class WhatItDoesNotHave {

        @Test
        void isRefusedByName() {
            assertThatThrownBy(() -> dax.describeTable(describe -> describe.tableName("profiles")))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("DAX has no DescribeTable, and AWS's DAX client refuses it in this way: give it to a"
                            + " client of DynamoDB itself. DAX has GetItem, BatchGetItem, Query, Scan, PutItem,"
                            + " UpdateItem, DeleteItem, BatchWriteItem, TransactGetItems and TransactWriteItems.");
        }

        @Test
        void failsTheFutureOfAnAsynchronousCall() {
            assertThatThrownBy(() -> cluster.asyncClient().listTables().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("DAX has no ListTables,");
        }

        @Test
        void isNotTakenAsASetting() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.daxCluster(EU_WEST_1).itemTtl(Duration.ofMinutes(-1)))
                    .withMessage("itemTtl is a time, or zero; found PT-1M. Example: Duration.ofMinutes(5).");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.daxCluster(EU_WEST_1).itemCacheSize(0))
                    .withMessage("itemCacheSize is the room for at least one entry; found 0. Example: 1000.");
        }
    }

    @Nested
    class TheHistory {

        @Test
        void tellsWhatTheCacheAnsweredAndHowOldItWas() {
            putInAmerica("42", "Ada");
            name(dax, "42");
            simulation.clock().advance(Duration.ofSeconds(2));
            name(dax, "42");

            assertThat(simulation.history().text())
                    .endsWith("3.000000 eu-west-1 DAX GetItem {\"Key\":{\"id\":{\"S\":\"42\"}},"
                            + "\"TableName\":\"profiles\"} -> {\"Item\":{\"city\":{\"S\":\"London\"},"
                            + "\"id\":{\"S\":\"42\"},\"name\":{\"S\":\"Ada\"}}} cached 1.000000\n");
            assertThat(TextTimeline.of(simulation.history()))
                    .contains("DAX GetItem profiles {id: \"42\"} -> {city: \"London\",")
                    .contains("name: \"Ada\"}, cached 1.000000");
        }

        @Test
        void isNotToldOfCapacityOrRequestsThatThereWereNot() {
            putInAmerica("42", "Ada");
            name(dax, "42");

            GetItemResponse cached = dax.getItem(get -> get.tableName("profiles")
                    .key(item("id", "42"))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

            assertThat(cached.consumedCapacity()).isNull();
            assertThat(cached.responseMetadata().requestId()).isEqualTo("UNKNOWN");
        }
    }
}
