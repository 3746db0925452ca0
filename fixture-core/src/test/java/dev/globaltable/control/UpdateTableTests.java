package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.attribute;
import static dev.globaltable.control.ControlEndpoint.key;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

class UpdateTableTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String STILL_IN_USE = "Attempt to change a resource which is still in use: ";

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(GlobalTableDefinition.named("profiles").partitionKey("id"));

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);
    private final Endpoint eu = ControlEndpoint.in(checked, EU_WEST_1);

    private static UpdateTableRequest update(String table, Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table);
        change.accept(request);
        return request.build();
    }

    private static UpdateTableRequest update(Consumer<UpdateTableRequest.Builder> change) {
        return update("orders", change);
    }

    private static Consumer<UpdateTableRequest.Builder> throughput(long reads, long writes) {
        return request -> request.provisionedThroughput(
                throughput -> throughput.readCapacityUnits(reads).writeCapacityUnits(writes));
    }

    private static TableDescription changed(Endpoint endpoint, UpdateTableRequest request) {
        return endpoint.<UpdateTableResponse>call(request).tableDescription();
    }

    private TableDescription changed(Consumer<UpdateTableRequest.Builder> change) {
        return changed(us, update(change));
    }

    private TableDescription orders() {
        return ControlEndpoint.described(us, "orders");
    }

    private Instant advance(Duration duration) {
        checked.simulation().clock().advance(duration);
        return checked.simulation().clock().instant();
    }

    @Nested
    class Throughput {

        @Test
        void isShownWhenTheTableIsActiveAgain() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            Instant now = advance(Duration.ofSeconds(3));

            TableDescription response = changed(throughput(10, 7));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
            assertThat(orders().tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(orders().provisionedThroughput().readCapacityUnits()).isEqualTo(10);
            assertThat(orders().provisionedThroughput().writeCapacityUnits()).isEqualTo(7);
            assertThat(orders().provisionedThroughput().lastIncreaseDateTime()).isEqualTo(now);
            assertThat(orders().provisionedThroughput().lastDecreaseDateTime()).isNull();
            assertThat(checked.simulation().history().events(HistoryEvent.TableStatusChanged.class).stream()
                            .filter(change -> change.table().equals("orders"))
                            .map(HistoryEvent.TableStatusChanged::status))
                    .containsExactly("CREATING", "ACTIVE", "UPDATING", "ACTIVE");
        }

        @Test
        void thatIsTheSameIsRefused() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 7));
            String same =
                    "The provisioned throughput for the table will not change. The requested value equals the current"
                            + " value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5."
                            + " Current WriteCapacityUnits provisioned for the table: 7. Requested WriteCapacityUnits: 7. Refer to"
                            + " the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";

            us.refuses(update(throughput(5, 7)), same);
            us.refuses(update(throughput(5, 7).andThen(request -> request.billingMode(BillingMode.PROVISIONED))), same);
        }

        @Test
        void isLoweredFourTimesADayAndThenOnceAnHour() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(10, 10));
            for (long units = 9; units > 5; units--) {
                advance(Duration.ofMinutes(1));
                changed(throughput(units, units));
            }
            assertThat(orders().provisionedThroughput().numberOfDecreasesToday())
                    .isEqualTo(4);

            us.refuses(
                    update(throughput(5, 20)),
                    LimitExceededException.class,
                    "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After"
                            + " the first 4 decreases, each subsequent decrease in the same UTC day can be performed at"
                            + " most once every 3600 seconds. Number of decreases today: 4. Last decrease at Thursday,"
                            + " January 1, 2026 at 12:04:00 AM Coordinated Universal Time. Next decrease can be made at"
                            + " Thursday, January 1, 2026 at 1:04:00 AM Coordinated Universal Time");
            changed(throughput(20, 20));
            advance(Duration.ofHours(1));
            changed(throughput(5, 5));
            assertThat(orders().provisionedThroughput().numberOfDecreasesToday())
                    .isEqualTo(5);
            advance(Duration.ofDays(1));
            assertThat(orders().provisionedThroughput().numberOfDecreasesToday())
                    .isZero();
            changed(throughput(4, 4));
        }

        @Test
        void raisesWhatTheTableCanServeForGood() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            changed(throughput(50, 3));
            changed(throughput(1, 1));

            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(50);
            assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(5);
        }

        @Test
        void ofAnOnDemandTableIsRefused() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.refuses(
                    update(throughput(5, 5)),
                    INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                            + " PAY_PER_REQUEST");
        }
    }

    @Nested
    class Billing {

        @Test
        void byRequestForgetsTheThroughput() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            assertThat(orders().billingModeSummary()).isNull();
            Instant now = advance(Duration.ofSeconds(3));

            TableDescription response = changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(orders().billingModeSummary().lastUpdateToPayPerRequestDateTime())
                    .isEqualTo(now);
            assertThat(orders().provisionedThroughput().readCapacityUnits()).isZero();
            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
            assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
        }

        @Test
        void byRequestIsToldWithoutATimeWhenTheTableIsCreated() {
            TableDescription response = ControlEndpoint.create(us, ControlEndpoint.orders());

            assertThat(response.billingModeSummary().lastUpdateToPayPerRequestDateTime())
                    .isNull();
            assertThat(orders().billingModeSummary().lastUpdateToPayPerRequestDateTime())
                    .isEqualTo(orders().creationDateTime());
        }

        @Test
        void byRequestForgetsTheThroughputOfIndexesToo() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(create("by-a", "a"));
            orders();
            changed(throughput(5, 5)
                    .andThen(request -> request.billingMode(BillingMode.PROVISIONED)
                            .globalSecondaryIndexUpdates(indexThroughput("by-a", 1))));
            orders();

            changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST));

            assertThat(orders().globalSecondaryIndexes())
                    .extracting(index -> index.provisionedThroughput().readCapacityUnits())
                    .containsExactly(0L);
        }

        @Test
        void byRequestKeepsWhatTheTableCouldServe() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(20_000, 5));

            changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST));

            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(20_000);
            assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
        }

        @Test
        void byThroughputRemembersWhenItWasByRequest() {
            ControlEndpoint.create(
                    us, ControlEndpoint.orders().onDemandThroughput(most -> most.maxReadRequestUnits(9L)));
            Instant created = orders().creationDateTime();
            advance(Duration.ofSeconds(3));

            changed(throughput(5, 6).andThen(request -> request.billingMode(BillingMode.PROVISIONED)));

            assertThat(orders().billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
            assertThat(orders().billingModeSummary().lastUpdateToPayPerRequestDateTime())
                    .isEqualTo(created);
            assertThat(orders().provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
            assertThat(orders().onDemandThroughput()).isNull();
            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
        }

        @Test
        void thatIsTheSameIsAnsweredAndChangesNothing() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            TableDescription response = changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(checked.simulation().history().events(HistoryEvent.TableStatusChanged.class).stream()
                            .map(HistoryEvent.TableStatusChanged::status))
                    .doesNotContain("UPDATING");
        }

        @Test
        void thatIsTheSameBesideAnotherChangeIsNoChangeOfBilling() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            Instant created = orders().creationDateTime();
            advance(Duration.ofSeconds(3));

            changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)
                    .onDemandThroughput(most -> most.maxReadRequestUnits(9L)));

            assertThat(orders().onDemandThroughput().maxReadRequestUnits()).isEqualTo(9);
            assertThat(orders().billingModeSummary().lastUpdateToPayPerRequestDateTime())
                    .isEqualTo(created);
        }

        @Test
        void byThroughputNeedsOneForEachIndex() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(create("by-a", "a"));
            checked.simulation().settle();
            us.call(create("by-b", "b"));
            Consumer<UpdateTableRequest.Builder> provisioned =
                    throughput(5, 5).andThen(request -> request.billingMode(BillingMode.PROVISIONED));

            us.refuses(
                    update(provisioned.andThen(
                            request -> request.globalSecondaryIndexUpdates(indexThroughput("by-a", 1)))),
                    INVALID + "ProvisionedThroughput must be specified for index: by-b");
            changed(provisioned.andThen(request ->
                    request.globalSecondaryIndexUpdates(indexThroughput("by-a", 1), indexThroughput("by-b", 2))));

            assertThat(orders().globalSecondaryIndexes())
                    .extracting(index -> index.provisionedThroughput().readCapacityUnits())
                    .containsExactly(1L, 2L);
        }
    }

    @Nested
    class Streams {

        @Test
        void areEnabledAtOnceAndDisabledAgain() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            TableDescription enabled = changed(request -> request.streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));

            assertThat(enabled.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(enabled.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
            assertThat(enabled.latestStreamLabel()).isEqualTo("2026-01-01T00:00:00.000");
            us.refuses(
                    update(request -> request.streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))),
                    "Table already has an enabled stream: TableName: orders");
            changed(request -> request.streamSpecification(stream -> stream.streamEnabled(false)));
            assertThat(orders().streamSpecification()).isNull();
            assertThat(orders().latestStreamLabel()).isEqualTo("2026-01-01T00:00:00.000");
            us.refuses(
                    update(request -> request.streamSpecification(stream -> stream.streamEnabled(false))),
                    "Table has no stream to disable: TableName: orders");
        }

        @Test
        void ofAGlobalTableAreFrozen() {
            // CUR-8
            us.refuses(
                    update("profiles", request -> request.streamSpecification(stream -> stream.streamEnabled(false))),
                    INVALID + "Disabling Stream is not allowed for a Global Table replica.");
            us.refuses(
                    update(
                            "profiles",
                            request -> request.streamSpecification(stream ->
                                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))),
                    "Table already has an enabled stream: TableName: profiles");
        }
    }

    @Nested
    class OtherSettings {

        @Test
        void deletionProtectionHoldsAtOnce() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            TableDescription response = changed(request -> request.deletionProtectionEnabled(true));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(response.deletionProtectionEnabled()).isTrue();
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection"
                            + " first.");
            changed(request -> request.deletionProtectionEnabled(false));
            us.call(ControlEndpoint.delete("orders"));
        }

        @Test
        void theTableClassShowsWhenTheTableIsActiveAgain() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            Instant now = advance(Duration.ofSeconds(3));

            TableDescription same = changed(request -> request.tableClass(TableClass.STANDARD));
            TableDescription response = changed(request -> request.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));

            assertThat(same.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.tableClassSummary()).isNull();
            assertThat(orders().tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
            assertThat(orders().tableClassSummary().lastUpdateDateTime()).isEqualTo(now);
        }

        @Test
        void onDemandThroughputIsChangedNumberByNumber() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            changed(request -> request.onDemandThroughput(
                    most -> most.maxReadRequestUnits(1000L).maxWriteRequestUnits(500L)));
            changed(request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(2000L)));
            assertThat(orders().onDemandThroughput())
                    .isEqualTo(OnDemandThroughput.builder()
                            .maxReadRequestUnits(2000L)
                            .maxWriteRequestUnits(500L)
                            .build());

            TableDescription response =
                    changed(request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(-1L)));
            assertThat(response.tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(response.onDemandThroughput().maxReadRequestUnits()).isEqualTo(-1);
            assertThat(orders().onDemandThroughput())
                    .isEqualTo(OnDemandThroughput.builder()
                            .maxWriteRequestUnits(500L)
                            .build());
            changed(request -> request.onDemandThroughput(most -> most.maxWriteRequestUnits(-1L)));
            assertThat(orders().onDemandThroughput()).isNull();
            us.refuses(
                    update(request -> request.onDemandThroughput(most -> most.maxWriteRequestUnits(0L))),
                    INVALID + "Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid"
                            + " range");
        }

        @Test
        void onDemandThroughputIsNotForProvisionedTables() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));

            us.refuses(
                    update(request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(5L))),
                    INVALID
                            + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is"
                            + " PROVISIONED");
            changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)
                    .onDemandThroughput(most -> most.maxReadRequestUnits(5L)));
            assertThat(orders().onDemandThroughput().maxReadRequestUnits()).isEqualTo(5);
        }

        @Test
        void warmThroughputOnlyGrows() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            TableDescription response =
                    changed(request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(13_000L)));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(response.warmThroughput().status()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
            assertThat(orders().warmThroughput().status()).isEqualTo(TableStatus.ACTIVE);
            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(13_000);
            assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
            us.refuses(
                    update(request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(12_999L))),
                    INVALID + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current"
                            + " WarmThroughput, decreasing WarmThroughput is not supported");
            us.refuses(
                    update(request -> request.warmThroughput(warm -> warm.writeUnitsPerSecond(3_999L))),
                    INVALID + "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than current"
                            + " WarmThroughput, decreasing WarmThroughput is not supported");
            changed(request -> request.warmThroughput(warm -> warm.writeUnitsPerSecond(5_000L)));
            assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(13_000);
        }

        @Test
        void anAliasStandsForAKeyOfItsOwn() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            changed(request -> request.sseSpecification(sse -> sse.enabled(true)));
            String aws = orders().sseDescription().kmsMasterKeyArn();
            changed(request -> request.sseSpecification(
                    sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/own")));

            assertThat(List.of(aws, orders().sseDescription().kmsMasterKeyArn()))
                    .doesNotHaveDuplicates()
                    .allMatch(arn -> arn.matches("arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]{36}"));
        }

        @Test
        void encryptionIsDescribed() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            String arn = "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
            us.refuses(
                    update(request -> request.sseSpecification(sse -> sse.enabled(false))),
                    INVALID + "Table is already encrypted by default");

            TableDescription response = changed(request -> request.sseSpecification(
                    sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(arn)));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(response.sseDescription())
                    .isEqualTo(
                            SSEDescription.builder().status(SSEStatus.UPDATING).build());
            assertThat(orders().sseDescription())
                    .isEqualTo(SSEDescription.builder()
                            .status(SSEStatus.ENABLED)
                            .sseType(SSEType.KMS)
                            .kmsMasterKeyArn(arn)
                            .build());
            us.refuses(
                    update(request -> request.sseSpecification(
                            sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(arn))),
                    INVALID
                            + "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you"
                            + " want to change Master Key");
            changed(request -> request.sseSpecification(sse -> sse.enabled(true)));
            assertThat(orders().sseDescription().kmsMasterKeyArn())
                    .startsWith("arn:aws:kms:us-east-1:123456789012:key/")
                    .isNotEqualTo(arn);
            changed(request -> request.sseSpecification(sse -> sse.enabled(false)));
            assertThat(orders().sseDescription()).isNull();
        }
    }

    private static UpdateTableRequest create(String index, String attribute) {
        return update(request -> request.attributeDefinitions(attribute(attribute, ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(creation(index, attribute)));
    }

    private static GlobalSecondaryIndexUpdate creation(String index, String attribute) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index)
                        .keySchema(key(attribute, KeyType.HASH))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                .build();
    }

    private static GlobalSecondaryIndexUpdate removal(String index) {
        return GlobalSecondaryIndexUpdate.builder()
                .delete(delete -> delete.indexName(index))
                .build();
    }

    private static GlobalSecondaryIndexUpdate indexThroughput(String index, long units) {
        return GlobalSecondaryIndexUpdate.builder()
                .update(change -> change.indexName(index)
                        .provisionedThroughput(throughput ->
                                throughput.readCapacityUnits(units).writeCapacityUnits(units)))
                .build();
    }

    @Nested
    class GlobalIndexes {

        @Test
        void areFilledWithWhatTheTableHolds() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.put("orders", item("pk", "1", "state", "open"));

            TableDescription response = changed(us, create("by-state", "state"));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(response.attributeDefinitions())
                    .containsExactly(attribute("pk", ScalarAttributeType.S), attribute("state", ScalarAttributeType.S));
            assertThat(response.globalSecondaryIndexes())
                    .singleElement()
                    .extracting(GlobalSecondaryIndexDescription::indexStatus)
                    .isEqualTo(IndexStatus.CREATING);
            assertThat(orders().globalSecondaryIndexes().get(0).indexStatus()).isEqualTo(IndexStatus.ACTIVE);
            QueryResponse found = us.call(QueryRequest.builder()
                    .tableName("orders")
                    .indexName("by-state")
                    .keyConditionExpression("#s = :s")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(item(":s", "open"))
                    .build());
            assertThat(found.items()).containsExactly(item("pk", "1", "state", "open"));
        }

        @Test
        void areRemovedWithTheAttributesThatNothingElseNeeds() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(create("by-state", "state"));
            orders();

            TableDescription response = changed(request -> request.globalSecondaryIndexUpdates(removal("by-state")));

            assertThat(response.globalSecondaryIndexes().get(0).indexStatus()).isEqualTo(IndexStatus.DELETING);
            assertThat(orders().hasGlobalSecondaryIndexes()).isFalse();
            assertThat(orders().attributeDefinitions()).containsExactly(attribute("pk", ScalarAttributeType.S));
        }

        @Test
        void comeAndGoOneAtATime() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(create("by-state", "state"));
            orders();
            String limit = "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per"
                    + " table";

            us.refuses(
                    update(request -> request.attributeDefinitions(attribute("a", ScalarAttributeType.S))
                            .globalSecondaryIndexUpdates(creation("by-a", "a"), removal("by-state"))),
                    LimitExceededException.class,
                    limit);
            us.refuses(create("by-state", "state"), "Attempting to create an index which already exists");
            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(removal("ghost"))),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Index ghost for table orders");
            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(creation("by-a", "a"))),
                    INVALID + "AttributeDefinitions is not specified for index: by-a");
            us.refuses(
                    update(request -> request.attributeDefinitions(attribute("b", ScalarAttributeType.S))
                            .globalSecondaryIndexUpdates(creation("by-a", "a"))),
                    INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [a],"
                            + " AttributeDefinitions: [b, pk, state]");
        }

        @Test
        void areRemovedAloneWithoutWhatOthersNeed() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(create("by-a", "a"));
            orders();
            us.call(create("by-b", "b"));
            orders();

            changed(request -> request.globalSecondaryIndexUpdates(removal("by-b")));

            assertThat(orders().attributeDefinitions())
                    .containsExactly(attribute("a", ScalarAttributeType.S), attribute("pk", ScalarAttributeType.S));
        }

        @Test
        void areThoseThatAreGlobal() {
            ControlEndpoint.create(
                    us,
                    ControlEndpoint.orders()
                            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                            .attributeDefinitions(
                                    attribute("pk", ScalarAttributeType.S),
                                    attribute("sk", ScalarAttributeType.S),
                                    attribute("a", ScalarAttributeType.S))
                            .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                    .indexName("local")
                                    .keySchema(key("pk", KeyType.HASH), key("a", KeyType.RANGE))
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                    .build()));

            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(removal("local"))),
                    "Cannot delete an index that is not a GlobalSecondaryIndex: local");
        }

        @Test
        void doNotChangeTheTypeOfWhatTheTableKnows() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.call(update(request -> request.attributeDefinitions(attribute("pk", ScalarAttributeType.N))
                    .globalSecondaryIndexUpdates(creation("by-pk", "pk"))));

            us.put("orders", item("pk", "1"));
            assertThat(orders().attributeDefinitions()).containsExactly(attribute("pk", ScalarAttributeType.S));
            assertThat(orders().globalSecondaryIndexes().get(0).itemCount()).isEqualTo(1);
        }

        @Test
        void areBilledAsTheSameRequestSays() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));

            us.refuses(create("by-a", "a"), INVALID + "ProvisionedThroughput is not specified for index: by-a");
            changed(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute("a", ScalarAttributeType.S))
                    .globalSecondaryIndexUpdates(creation("by-a", "a")));

            assertThat(orders().globalSecondaryIndexes()).hasSize(1);
        }

        private GlobalSecondaryIndex including(String index, int attributes) {
            return GlobalSecondaryIndex.builder()
                    .indexName(index)
                    .keySchema(key("a", KeyType.HASH))
                    .projection(projection -> projection
                            .projectionType(ProjectionType.INCLUDE)
                            .nonKeyAttributes(IntStream.range(0, attributes)
                                    .mapToObj(n -> "x" + n)
                                    .toList()))
                    .build();
        }

        private void createWithIndexes(int indexes, int attributesOfEach) {
            ControlEndpoint.create(
                    us,
                    ControlEndpoint.orders()
                            .attributeDefinitions(
                                    attribute("pk", ScalarAttributeType.S), attribute("a", ScalarAttributeType.S))
                            .globalSecondaryIndexes(IntStream.range(0, indexes)
                                    .mapToObj(n -> including("index-" + n, attributesOfEach))
                                    .toList()));
        }

        @Test
        void areAtMostTwenty() {
            createWithIndexes(20, 1);

            us.refuses(
                    create("by-a", "a"),
                    LimitExceededException.class,
                    "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20");
        }

        @Test
        void projectAtMostAHundredAttributesTogether() {
            createWithIndexes(5, 20);
            orders();
            GlobalSecondaryIndex more = including("more", 1);

            us.refuses(
                    update(request -> request.attributeDefinitions(attribute("a", ScalarAttributeType.S))
                            .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                    .create(create -> create.indexName(more.indexName())
                                            .keySchema(more.keySchema())
                                            .projection(more.projection()))
                                    .build())),
                    INVALID
                            + "Number of projected non-key attributes in all indexes exceeds the per-table limit of 100");
        }

        @Test
        void haveAThroughputOfTheirOwn() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            us.call(update(request -> request.attributeDefinitions(attribute("a", ScalarAttributeType.S))
                    .globalSecondaryIndexUpdates(creation("by-a", "a").toBuilder()
                            .create(creation("by-a", "a").create().toBuilder()
                                    .provisionedThroughput(throughput ->
                                            throughput.readCapacityUnits(1L).writeCapacityUnits(1L))
                                    .build())
                            .build())));
            orders();

            TableDescription response =
                    changed(request -> request.globalSecondaryIndexUpdates(indexThroughput("by-a", 3)));

            assertThat(response.tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(response.globalSecondaryIndexes().get(0).indexStatus()).isEqualTo(IndexStatus.UPDATING);
            assertThat(orders().globalSecondaryIndexes().get(0).indexStatus()).isEqualTo(IndexStatus.ACTIVE);
            assertThat(orders().globalSecondaryIndexes()
                            .get(0)
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(3);
            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(indexThroughput("by-a", 3))),
                    "The provisioned throughput for the index by-a will not change. The requested value equals the current"
                            + " value. Current ReadCapacityUnits provisioned for the index: 3. Requested"
                            + " ReadCapacityUnits: 3. Current WriteCapacityUnits provisioned for the index: 3. Requested"
                            + " WriteCapacityUnits: 3. Refer to the Amazon DynamoDB Developer Guide for current limits and"
                            + " how to request higher limits.");
        }

        @Test
        void ofAGlobalTableAreEverywhere() {
            // CUR-39
            us.put("profiles", item("id", "1", "team", "a"));
            checked.simulation().settle();

            us.call(update(
                    "profiles",
                    request -> request.attributeDefinitions(attribute("team", ScalarAttributeType.S))
                            .globalSecondaryIndexUpdates(creation("by-team", "team"))));

            assertThat(ControlEndpoint.described(eu, "profiles").globalSecondaryIndexes())
                    .singleElement()
                    .extracting(GlobalSecondaryIndexDescription::indexStatus)
                    .isEqualTo(IndexStatus.ACTIVE);
            eu.call(update("profiles", request -> request.globalSecondaryIndexUpdates(removal("by-team"))));
            assertThat(ControlEndpoint.described(us, "profiles").hasGlobalSecondaryIndexes())
                    .isFalse();
        }
    }

    @Nested
    class GlobalTables {

        @Test
        void shareMostSettings() {
            // CUR-37, CUR-38, CUR-42
            us.call(update("profiles", request -> request.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)));
            us.call(update("profiles", request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(15_000L))));
            us.call(update("profiles", request -> request.deletionProtectionEnabled(true)));

            TableDescription there = ControlEndpoint.described(eu, "profiles");

            assertThat(there.tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
            assertThat(there.warmThroughput().readUnitsPerSecond()).isEqualTo(15_000);
            assertThat(there.deletionProtectionEnabled()).isFalse();
        }
    }

    @Nested
    class Requests {

        static Stream<Arguments> badRequests() {
            Consumer<UpdateTableRequest.Builder> sse = request -> request.sseSpecification(spec -> spec.enabled(true));
            Consumer<UpdateTableRequest.Builder> tableClass = request -> request.tableClass(TableClass.STANDARD);
            Consumer<UpdateTableRequest.Builder> protection = request -> request.deletionProtectionEnabled(true);
            Consumer<UpdateTableRequest.Builder> warm =
                    request -> request.warmThroughput(units -> units.readUnitsPerSecond(20_000L));
            Consumer<UpdateTableRequest.Builder> stream = request -> request.streamSpecification(
                    spec -> spec.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY));
            Consumer<UpdateTableRequest.Builder> onDemand =
                    request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(5L));
            Consumer<UpdateTableRequest.Builder> index =
                    request -> request.globalSecondaryIndexUpdates(removal("by-a"));
            Consumer<UpdateTableRequest.Builder> nothing = request -> {};
            String alone = " modification must be the only operation in the request";
            String atLeastOne = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
                    + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
                    + " WarmThroughput or TableClass is required";
            return Stream.of(
                    arguments(nothing, atLeastOne),
                    arguments(
                            nothing.andThen(
                                    request -> request.attributeDefinitions(attribute("a", ScalarAttributeType.S))),
                            atLeastOne),
                    arguments(nothing.andThen(request -> request.globalSecondaryIndexUpdates(List.of())), atLeastOne),
                    arguments(
                            protection.andThen(request -> request.globalSecondaryIndexUpdates(List.of())),
                            INVALID + "List of GlobalSecondaryIndexUpdates is empty"),
                    arguments(protection.andThen(sse), INVALID + "Server-Side Encryption" + alone),
                    arguments(protection.andThen(tableClass), INVALID + "TableClass" + alone),
                    arguments(warm.andThen(protection), INVALID + "DeletionProtection" + alone),
                    arguments(
                            warm.andThen(stream), INVALID + "WarmThroughput must be the only operation in the request"),
                    arguments(
                            stream.andThen(onDemand),
                            INVALID
                                    + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request"),
                    arguments(
                            stream.andThen(throughput(1, 1)),
                            INVALID + "You cannot modify stream status while updating table IOPS"),
                    arguments(
                            index.andThen(throughput(1, 1)),
                            INVALID + "You cannot create or delete index while updating table IOPS"),
                    arguments(
                            index.andThen(stream),
                            INVALID + "You cannot create or delete index while changing stream status"),
                    arguments(
                            nothing.andThen(request -> request.billingMode(BillingMode.PROVISIONED)),
                            INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED"),
                    arguments(
                            throughput(1, 1).andThen(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)),
                            INVALID + "ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST"),
                    arguments(
                            throughput(0, 1),
                            "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to"
                                    + " satisfy constraint: Member must have value greater than or equal to 1"),
                    arguments(
                            nothing.andThen(request -> request.streamSpecification(spec -> spec.streamEnabled(true))),
                            INVALID + "If stream is being enabled then UpdateViewType is required"),
                    arguments(
                            nothing.andThen(request -> request.streamSpecification(
                                    spec -> spec.streamEnabled(false).streamViewType(StreamViewType.KEYS_ONLY))),
                            INVALID + "If stream is being disabled, then UpdateViewType must not be specified"),
                    arguments(
                            nothing.andThen(request -> request.sseSpecification(
                                    spec -> spec.enabled(false).sseType(SSEType.KMS))),
                            INVALID + "SSEType can not be specified if Enabled is false"),
                    arguments(
                            nothing.andThen(request -> request.sseSpecification(
                                    spec -> spec.enabled(true).sseType(SSEType.AES256))),
                            INVALID + "SSEType AES256 is not supported"),
                    arguments(
                            nothing.andThen(request -> request.sseSpecification(
                                    spec -> spec.enabled(true).kmsMasterKeyId("key"))),
                            INVALID + "SSEType KMS is required if KMSMasterKeyId is specified"),
                    arguments(
                            nothing.andThen(request -> request.globalSecondaryIndexUpdates(
                                    GlobalSecondaryIndexUpdate.builder().build())),
                            INVALID + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                                    + " GlobalSecondaryIndexUpdate.Delete must not be null"),
                    arguments(
                            nothing.andThen(request ->
                                    request.globalSecondaryIndexUpdates(indexThroughput("by-a", 1).toBuilder()
                                            .delete(delete -> delete.indexName("by-b"))
                                            .build())),
                            INVALID + "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate"
                                    + " object"),
                    arguments(
                            nothing.andThen(request -> request.globalSecondaryIndexUpdates(
                                    indexThroughput("by-a", 1), indexThroughput("by-a", 2))),
                            INVALID
                                    + "Only one global secondary index update per index is allowed simultaneously. Index:"
                                    + " by-a"));
        }

        @ParameterizedTest
        @MethodSource("badRequests")
        void areRefusedBeforeTheTableIsLookedFor(Consumer<UpdateTableRequest.Builder> change, String message) {
            us.refuses(update("missing", change), message);
        }

        @Test
        void needATable() {
            us.refuses(
                    update("missing", request -> request.deletionProtectionEnabled(true)),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: missing not found");
            us.refuses(
                    update("ab", request -> request.deletionProtectionEnabled(true)),
                    "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have"
                            + " length greater than or equal to 3");
        }
    }

    @Nested
    class InVirtualTime {

        @RegisterExtension
        final CheckedSimulation slow = ControlEndpoint.slow();

        private final Endpoint us = ControlEndpoint.in(slow, US_EAST_1);

        private void passTime() {
            slow.simulation().clock().advance(ControlEndpoint.STATUS_DELAY);
        }

        @Test
        void aTableIsCreatedUpdatedAndDeleted() {
            // CUR-30
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            us.refuses(
                    update(throughput(6, 6)),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table is being created: orders");
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table is being created: orders");
            assertThatThrownBy(() -> us.put("orders", item("pk", "1"))).isInstanceOf(ResourceNotFoundException.class);
            passTime();

            us.call(update(throughput(6, 6)));
            assertThat(ControlEndpoint.described(us, "orders").tableStatus()).isEqualTo(TableStatus.UPDATING);
            assertThat(ControlEndpoint.described(us, "orders")
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(5);
            us.put("orders", item("pk", "1"));
            us.refuses(
                    update(throughput(7, 7)),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table IOPS are currently being updated. Table: orders");
            us.refuses(
                    update(request -> request.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table is being updated: orders");
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table: orders is in the process of being updated.");
            us.call(update(request -> request.deletionProtectionEnabled(false)));
            passTime();
            assertThat(ControlEndpoint.described(us, "orders")
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(6);

            us.call(ControlEndpoint.delete("orders"));
            us.call(ControlEndpoint.delete("orders"));
            assertThat(slow.simulation().history().events(HistoryEvent.TableStatusChanged.class).stream()
                            .map(HistoryEvent.TableStatusChanged::status))
                    .containsOnlyOnce("DELETING");
            assertThat(ControlEndpoint.described(us, "orders").tableStatus()).isEqualTo(TableStatus.DELETING);
            us.refuses(
                    update(throughput(7, 7)),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table is being deleted: orders");
            us.refuses(ControlEndpoint.orders().build(), ResourceInUseException.class, "Table already exists: orders");
            passTime();
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: orders not found");
        }

        @Test
        void aTableCannotGoWhileItsIndexesOrItsKeyChange() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            passTime();
            us.call(update(request -> request.sseSpecification(sse -> sse.enabled(true))));
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table: orders is in the process of being updated.");
            passTime();
            us.call(create("by-a", "a"));
            us.refuses(
                    create("by-b", "b"), ResourceInUseException.class, STILL_IN_USE + "Table is being updated: orders");
            passTime();
            us.call(ControlEndpoint.delete("orders"));
        }

        @Test
        void anIndexIsReadWhenItIsFilled() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            passTime();
            us.put("orders", item("pk", "1", "a", "x"));
            us.call(create("by-a", "a"));
            QueryRequest query = QueryRequest.builder()
                    .tableName("orders")
                    .indexName("by-a")
                    .keyConditionExpression("a = :a")
                    .expressionAttributeValues(item(":a", "x"))
                    .build();

            us.refuses(query, "Cannot read from backfilling global secondary index: by-a");
            passTime();
            assertThat(us.<QueryResponse>call(query).items()).containsExactly(item("pk", "1", "a", "x"));
        }

        @Test
        void anIndexCannotGoOrBeBilledOtherwiseWhileItsThroughputChanges() {
            ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 5));
            passTime();
            us.call(update(request -> request.attributeDefinitions(attribute("a", ScalarAttributeType.S))
                    .globalSecondaryIndexUpdates(creation("by-a", "a").toBuilder()
                            .create(creation("by-a", "a").create().toBuilder()
                                    .provisionedThroughput(throughput ->
                                            throughput.readCapacityUnits(1L).writeCapacityUnits(1L))
                                    .build())
                            .build())));
            passTime();
            us.call(update(request -> request.globalSecondaryIndexUpdates(indexThroughput("by-a", 3))));
            String updated = STILL_IN_USE + "Index is being updated. Table: orders Index: by-a";

            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(removal("by-a"))),
                    ResourceInUseException.class,
                    updated);
            us.refuses(
                    update(request -> request.billingMode(BillingMode.PAY_PER_REQUEST)),
                    ResourceInUseException.class,
                    updated);
            us.refuses(
                    update(request -> request.globalSecondaryIndexUpdates(indexThroughput("by-a", 4))),
                    ResourceInUseException.class,
                    updated);
            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Cannot delete table while indexes are being created, updated, or deleted");
            passTime();
            us.call(update(request -> request.globalSecondaryIndexUpdates(removal("by-a"))));
        }

        @Test
        void aKeyChangesOnceAtATime() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            passTime();
            us.call(update(request -> request.sseSpecification(sse -> sse.enabled(true))));

            us.refuses(
                    update(request -> request.sseSpecification(sse -> sse.enabled(false))),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table: orders is in the process of being updated.");
        }

        @Test
        void warmThroughputIsRaisedOnceAtATime() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            passTime();
            us.call(update(request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(20_000L))));

            us.refuses(
                    update(request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(30_000L))),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table: orders is in the process of being updated.");

            us.refuses(
                    ControlEndpoint.delete("orders"),
                    ResourceInUseException.class,
                    STILL_IN_USE + "Table: orders is in the process of being updated.");

            passTime();
            assertThat(ControlEndpoint.described(us, "orders").warmThroughput().readUnitsPerSecond())
                    .isEqualTo(20_000);
        }
    }
}
