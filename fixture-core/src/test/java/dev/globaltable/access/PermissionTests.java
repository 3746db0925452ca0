package dev.globaltable.access;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.AttachedPolicy;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.PolicyStatement;
import dev.globaltable.Simulation;
import dev.globaltable.history.HistoryEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Which actions on which resources each request needs, and how it fills the condition keys. */
class PermissionTests {

    private static final String ORDERS = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
    private static final String STREAM = ORDERS + "/stream/2026-01-01T00:00:00.000";
    private static final String BACKUP = ORDERS + "/backup/01767225600000-12345678";

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("orders")
                    .regions(US_EAST_1, EU_WEST_1)
                    .partitionKey("customer")
                    .sortKey("order")
                    .globalIndex("by-state", "state"))
            .start();
    private final AccessPrincipal caller = simulation.access().user("caller");

    @AfterEach
    void close() {
        simulation.close();
    }

    /** What is said to be denied, {@code null} when the call is not refused for want of permission. */
    private @Nullable String denied(AwsRequest request) {
        DynamoDbException error = catchThrowableOfType(
                DynamoDbException.class, () -> caller.call(() -> simulation.execute(US_EAST_1, request)));
        if (error == null || !error.awsErrorDetails().errorCode().equals("AccessDeniedException")) {
            return null;
        }
        String message = error.awsErrorDetails().errorMessage();
        return message.substring(message.indexOf("dynamodb:"), message.indexOf(" with an explicit deny"))
                .replace(" on resource:", "");
    }

    private static Map<String, AttributeValue> key(String customer) {
        return item("customer", customer, "order", "1");
    }

    private static PutItemRequest.Builder put(String customer) {
        return PutItemRequest.builder().tableName("orders").item(key(customer));
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                arguments(
                        GetItemRequest.builder()
                                .tableName("orders")
                                .key(key("1"))
                                .build(),
                        "dynamodb:GetItem " + ORDERS),
                arguments(
                        GetItemRequest.builder().tableName(ORDERS).key(key("1")).build(), "dynamodb:GetItem " + ORDERS),
                arguments(put("1").build(), "dynamodb:PutItem " + ORDERS),
                arguments(QueryRequest.builder().tableName("orders").build(), "dynamodb:Query " + ORDERS),
                arguments(
                        QueryRequest.builder()
                                .tableName("orders")
                                .indexName("by-state")
                                .build(),
                        "dynamodb:Query " + ORDERS + "/index/by-state"),
                arguments(
                        ScanRequest.builder()
                                .tableName("orders")
                                .indexName("by-state")
                                .build(),
                        "dynamodb:Scan " + ORDERS + "/index/by-state"),
                arguments(
                        BatchGetItemRequest.builder()
                                .requestItems(Map.of(
                                        "orders", KeysAndAttributes.builder().build()))
                                .build(),
                        "dynamodb:BatchGetItem " + ORDERS),
                arguments(
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("orders", List.of()))
                                .build(),
                        "dynamodb:BatchWriteItem " + ORDERS),
                arguments(ListTablesRequest.builder().build(), "dynamodb:ListTables " + ORDERS.replace("orders", "*")),
                arguments(DescribeLimitsRequest.builder().build(), "dynamodb:DescribeLimits *"),
                arguments(ListBackupsRequest.builder().tableName("orders").build(), "dynamodb:ListBackups *"),
                arguments(ListStreamsRequest.builder().build(), "dynamodb:ListStreams *"),
                arguments(
                        DescribeStreamRequest.builder().streamArn(STREAM).build(), "dynamodb:DescribeStream " + STREAM),
                arguments(
                        GetRecordsRequest.builder()
                                .shardIterator(STREAM + "|1|abc")
                                .build(),
                        "dynamodb:GetRecords " + STREAM),
                arguments(TagResourceRequest.builder().resourceArn(ORDERS).build(), "dynamodb:TagResource " + ORDERS),
                arguments(CreateBackupRequest.builder().tableName("orders").build(), "dynamodb:CreateBackup " + ORDERS),
                arguments(
                        DescribeBackupRequest.builder().backupArn(BACKUP).build(), "dynamodb:DescribeBackup " + BACKUP),
                arguments(
                        RestoreTableToPointInTimeRequest.builder()
                                .sourceTableName("orders")
                                .targetTableName("copy")
                                .build(),
                        "dynamodb:RestoreTableToPointInTime " + ORDERS),
                arguments(
                        DescribeContributorInsightsRequest.builder()
                                .tableName("orders")
                                .indexName("by-state")
                                .build(),
                        "dynamodb:DescribeContributorInsights " + ORDERS + "/index/by-state"),
                arguments(
                        DescribeGlobalTableRequest.builder()
                                .globalTableName("orders")
                                .build(),
                        "dynamodb:DescribeGlobalTable arn:aws:dynamodb::123456789012:global-table/orders"));
    }

    @ParameterizedTest
    @MethodSource
    void actions(AwsRequest request, String needed) {
        caller.attach(PolicyStatement.deny("*"));

        assertThat(denied(request)).isEqualTo(needed);
    }

    /** Whether a request is refused that this is denied. */
    private boolean isDenied(PolicyStatement statement, AwsRequest request) {
        try (AttachedPolicy policy = caller.attach(PolicyStatement.allow("*"), statement)) {
            assertThat(policy).isNotNull();
            return denied(request) != null;
        }
    }

    @Nested
    class LeadingKeys {

        private final PolicyStatement ofOne = PolicyStatement.deny("dynamodb:*").leadingKeys("1");

        @Test
        void areThePartitionKeyOfTheItem() {
            assertThat(isDenied(ofOne, put("1").build())).isTrue();
            assertThat(isDenied(ofOne, put("2").build())).isFalse();
            assertThat(isDenied(
                            ofOne,
                            DeleteItemRequest.builder()
                                    .tableName("orders")
                                    .key(key("1"))
                                    .build()))
                    .isTrue();
        }

        @Test
        void areThoseOfAllItemsOfABatch() {
            BatchWriteItemRequest batch = BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            "orders",
                            List.of(
                                    WriteRequest.builder()
                                            .putRequest(put -> put.item(key("2")))
                                            .build(),
                                    WriteRequest.builder()
                                            .deleteRequest(delete -> delete.key(key("1")))
                                            .build())))
                    .build();
            BatchGetItemRequest gets = BatchGetItemRequest.builder()
                    .requestItems(Map.of(
                            "orders",
                            KeysAndAttributes.builder()
                                    .keys(List.of(key("2"), key("1")))
                                    .build()))
                    .build();

            assertThat(isDenied(ofOne, batch)).isTrue();
            assertThat(isDenied(ofOne, gets)).isTrue();
            assertThat(isDenied(PolicyStatement.deny("dynamodb:*").leadingKeys("3"), batch))
                    .isFalse();
        }

        @Test
        void areWhatAQueryWantsOfThePartitionKeyOfItsTableOrIndex() {
            QueryRequest.Builder query = QueryRequest.builder()
                    .tableName("orders")
                    .keyConditionExpression("begins_with(#order, :o) AND :c = customer")
                    .expressionAttributeNames(Map.of("#order", "order"))
                    .expressionAttributeValues(Map.of(":c", value("1"), ":o", value("0")));

            assertThat(isDenied(ofOne, query.build())).isTrue();
            assertThat(isDenied(
                            ofOne,
                            query.expressionAttributeValues(Map.of(":c", value("2"), ":o", value("1")))
                                    .build()))
                    .isFalse();
            assertThat(isDenied(
                            ofOne,
                            QueryRequest.builder()
                                    .tableName("orders")
                                    .indexName("by-state")
                                    .keyConditionExpression("#s = :s")
                                    .expressionAttributeNames(Map.of("#s", "state"))
                                    .expressionAttributeValues(Map.of(":s", value("1")))
                                    .build()))
                    .isTrue();
            assertThat(isDenied(
                            ofOne,
                            QueryRequest.builder()
                                    .tableName("orders")
                                    .keyConditions(Map.of(
                                            "customer",
                                            Condition.builder()
                                                    .comparisonOperator(ComparisonOperator.EQ)
                                                    .attributeValueList(value("1"))
                                                    .build()))
                                    .build()))
                    .isTrue();
        }

        @Test
        void areNoneOfAScanSoThatForAllValuesLetsItPass() {
            ScanRequest scan = ScanRequest.builder().tableName("orders").build();
            caller.attach(PolicyStatement.allow("dynamodb:*").leadingKeys("1"));

            assertThat(denied(scan)).isNull();
            assertThat(isDenied(PolicyStatement.deny("dynamodb:*").when("Null", "dynamodb:LeadingKeys", "true"), scan))
                    .isTrue();
        }
    }

    @Nested
    class Attributes {

        private boolean names(String attribute, AwsRequest request) {
            return isDenied(PolicyStatement.deny("dynamodb:*").attributes(attribute), request);
        }

        @Test
        void areAllThatARequestNames() {
            UpdateItemRequest update = UpdateItemRequest.builder()
                    .tableName("orders")
                    .key(key("1"))
                    .updateExpression("SET #t.lines[0] = if_not_exists(amount, :t) REMOVE notes")
                    .conditionExpression("attribute_exists(payment) AND size(lines) > :t")
                    .expressionAttributeNames(Map.of("#t", "basket"))
                    .expressionAttributeValues(Map.of(":t", value(1)))
                    .build();

            for (String named : List.of("customer", "order", "basket", "amount", "notes", "payment", "lines")) {
                assertThat(names(named, update)).as(named).isTrue();
            }
            for (String not : List.of("#t", "size", "SET", "if_not_exists", "attribute_exists", ":t")) {
                assertThat(names(not, update)).as(not).isFalse();
            }
        }

        @Test
        void areThoseOfTheItemThatIsPutAndTheOnesThatAreAskedFor() {
            assertThat(names(
                            "secret",
                            put("1").item(item("customer", "1", "order", "1", "secret", "x"))
                                    .build()))
                    .isTrue();
            GetItemRequest.Builder get =
                    GetItemRequest.builder().tableName("orders").key(key("1"));
            assertThat(names("secret", get.build())).isFalse();
            assertThat(names(
                            "secret", get.projectionExpression("a, secret.code").build()))
                    .isTrue();
            assertThat(names("code", get.build())).as("inside another").isFalse();
            assertThat(names(
                            "secret",
                            ScanRequest.builder()
                                    .tableName("orders")
                                    .filterExpression("NOT contains(secret, :x)")
                                    .build()))
                    .isTrue();
            assertThat(names(
                            "secret",
                            UpdateItemRequest.builder()
                                    .tableName("orders")
                                    .key(key("1"))
                                    .attributeUpdates(Map.of(
                                            "secret",
                                            AttributeValueUpdate.builder()
                                                    .action(AttributeAction.DELETE)
                                                    .build()))
                                    .build()))
                    .isTrue();
        }

        @Test
        void needSelectBesideThemWhereAllAreShown() {
            caller.attach(PolicyStatement.allow("dynamodb:GetItem", "dynamodb:Query")
                    .attributes("customer", "order", "amount")
                    .when("StringEqualsIfExists", "dynamodb:Select", "SPECIFIC_ATTRIBUTES"));
            GetItemRequest.Builder get =
                    GetItemRequest.builder().tableName("orders").key(key("1"));

            simulation.execute(US_EAST_1, get.build());
            DynamoDbException all = catchThrowableOfType(
                    DynamoDbException.class, () -> caller.run(() -> simulation.execute(US_EAST_1, get.build())));
            assertThat(all.awsErrorDetails().errorMessage())
                    .endsWith(" because no identity-based policy allows the dynamodb:GetItem action");
            caller.run(() -> simulation.execute(
                    US_EAST_1, get.projectionExpression("amount").build()));
        }
    }

    @Nested
    class OtherKeys {

        @Test
        void areTheParametersOfTheirNames() {
            PolicyStatement all = PolicyStatement.deny("dynamodb:*");

            assertThat(isDenied(
                            all.when("StringEquals", "dynamodb:ReturnValues", "ALL_OLD"),
                            put("1").returnValues("ALL_OLD").build()))
                    .isTrue();
            assertThat(isDenied(
                            all.when("StringEquals", "dynamodb:ReturnConsumedCapacity", "INDEXES"),
                            put("1").returnConsumedCapacity("INDEXES").build()))
                    .isTrue();
            assertThat(isDenied(
                            all.when("StringEquals", "dynamodb:Select", "ALL_PROJECTED_ATTRIBUTES"),
                            ScanRequest.builder()
                                    .tableName("orders")
                                    .indexName("by-state")
                                    .build()))
                    .isTrue();
            assertThat(isDenied(
                            all.when("StringEquals", "dynamodb:Select", "COUNT"),
                            ScanRequest.builder()
                                    .tableName("orders")
                                    .select("COUNT")
                                    .build()))
                    .isTrue();
        }
    }

    /** JSON and Java allow {@code null} where the model has a structure; what comes of it is the operation's matter. */
    @Test
    void requestsWithNullsAreRefusedAsTheyAreWithoutPolicies() {
        caller.attach(PolicyStatement.allow("*"));
        for (AwsRequest request : List.of(
                TransactWriteItemsRequest.builder()
                        .transactItems(Collections.singletonList((TransactWriteItem) null))
                        .build(),
                BatchGetItemRequest.builder()
                        .requestItems(Collections.singletonMap("orders", null))
                        .build(),
                GetItemRequest.builder()
                        .tableName("orders")
                        .key(key("1"))
                        .attributesToGet(Collections.singletonList(null))
                        .build(),
                GetItemRequest.builder().build(),
                UpdateTableRequest.builder()
                        .tableName("orders")
                        .replicaUpdates(Collections.singletonList((ReplicationGroupUpdate) null))
                        .build())) {
            DynamoDbException refused = catchThrowableOfType(
                    DynamoDbException.class, () -> caller.run(() -> simulation.execute(US_EAST_1, request)));
            assertThat(refused.awsErrorDetails().errorCode()).as("%s", request).isEqualTo("ValidationException");
        }
    }

    @Nested
    class Transactions {

        private final TransactWriteItemsRequest writes = TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName("orders").item(key("1")))
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName("orders")
                                        .key(key("2"))
                                        .conditionExpression("attribute_not_exists(customer)"))
                                .build())
                .build();

        @Test
        void needTheActionOfEachOfTheirParts() {
            caller.attach(PolicyStatement.allow("*"), PolicyStatement.deny("dynamodb:ConditionCheckItem"));

            assertThat(denied(writes)).isEqualTo("dynamodb:ConditionCheckItem " + ORDERS);
            assertThat(simulation.history().events(HistoryEvent.ItemWritten.class))
                    .isEmpty();
        }

        @Test
        void areTheEnclosingOperationOfTheirParts() {
            PolicyStatement onlyAlone = PolicyStatement.deny("dynamodb:*")
                    .when("ForAnyValue:StringEquals", "dynamodb:EnclosingOperation", "TransactWriteItems");
            PolicyStatement onlyAloneToo = PolicyStatement.deny("dynamodb:*")
                    .when("StringEquals", "dynamodb:EnclosingOperation", "TransactGetItems");
            TransactGetItemsRequest reads = TransactGetItemsRequest.builder()
                    .transactItems(TransactGetItem.builder()
                            .get(get -> get.tableName("orders").key(key("1")))
                            .build())
                    .build();

            assertThat(isDenied(onlyAlone, writes)).isTrue();
            assertThat(isDenied(onlyAlone, reads)).isFalse();
            assertThat(isDenied(onlyAlone, put("1").build())).isFalse();
            assertThat(isDenied(onlyAloneToo, reads)).isTrue();
        }
    }

    @Nested
    class Tables {

        @Test
        void withTagsAndAPolicyNeedTheActionsForThese() {
            CreateTableRequest.Builder create = CreateTableRequest.builder()
                    .tableName("other")
                    .tags(Tag.builder().key("a").value("b").build());
            String other = ORDERS.replace("orders", "other");

            caller.attach(
                    PolicyStatement.allow("*"),
                    PolicyStatement.deny("dynamodb:TagResource", "dynamodb:PutResourcePolicy"));

            assertThat(denied(create.build())).isEqualTo("dynamodb:TagResource " + other);
            assertThat(denied(create.tags(List.of()).resourcePolicy("{}").build()))
                    .isEqualTo("dynamodb:PutResourcePolicy " + other);
        }

        @Test
        void needActionsInTheRegionOfAReplicaThatComesOrGoes() {
            caller.attach(
                    PolicyStatement.allow("*"),
                    PolicyStatement.deny("dynamodb:*TableReplica").in(EU_WEST_1));

            assertThat(denied(UpdateTableRequest.builder()
                            .tableName("orders")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .create(replica -> replica.regionName("eu-west-1"))
                                    .build())
                            .build()))
                    .isEqualTo("dynamodb:CreateTableReplica " + ORDERS.replace("us-east-1", "eu-west-1"));
            assertThat(denied(UpdateTableRequest.builder()
                            .tableName("orders")
                            .replicaUpdates(ReplicationGroupUpdate.builder()
                                    .delete(replica -> replica.regionName("eu-west-1"))
                                    .build())
                            .build()))
                    .isEqualTo("dynamodb:DeleteTableReplica " + ORDERS.replace("us-east-1", "eu-west-1"));
        }
    }
}
