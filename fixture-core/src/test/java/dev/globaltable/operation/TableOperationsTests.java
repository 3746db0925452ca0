package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.AP_SOUTH_1;
import static software.amazon.awssdk.regions.Region.CN_NORTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableSettingsReplicationMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class TableOperationsTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String INVALID_NAME =
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain"
                    + " only the characters a-z, A-Z, 0-9, '_', '-', and '.'";

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(GlobalTableDefinition.named("profiles")
            .partitionKey("id")
            .sortKey("n", ScalarAttributeType.N)
            .regions(US_EAST_1, EU_WEST_1, AP_SOUTH_1));

    private final Endpoint us = in(US_EAST_1);
    private final Endpoint eu = in(EU_WEST_1);

    private Endpoint in(Region region) {
        return new Endpoint(checked::simulation, region);
    }

    private static CreateTableRequest.Builder create(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(key("pk", KeyType.HASH))
                .attributeDefinitions(attribute("pk", ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static DescribeTableRequest describe(String name) {
        return DescribeTableRequest.builder().tableName(name).build();
    }

    private static DeleteTableRequest delete(String name) {
        return DeleteTableRequest.builder().tableName(name).build();
    }

    private static TableDescription described(Endpoint endpoint, String name) {
        return endpoint.<DescribeTableResponse>call(describe(name)).table();
    }

    @Nested
    class Creation {

        @Test
        void startsInStatusCreatingAndIsActiveAtTheNextStep() {
            CreateTableResponse response = us.call(create("regional").build());

            assertThat(response.tableDescription().tableStatus()).isEqualTo(TableStatus.CREATING);
            assertThat(described(us, "regional").tableStatus()).isEqualTo(TableStatus.ACTIVE);
            assertThat(checked.simulation().history().events(HistoryEvent.TableStatusChanged.class).stream()
                            .filter(change -> change.table().equals("regional"))
                            .map(HistoryEvent.TableStatusChanged::status))
                    .containsExactly("CREATING", "ACTIVE");
        }

        @Test
        void describesAnOnDemandTable() {
            checked.simulation().clock().advance(Duration.ofNanos(1_234_567_000));
            Instant now = Instant.parse("2026-01-01T00:00:01.234Z");

            us.call(create("regional").build());
            TableDescription table = described(us, "regional");

            assertThat(table)
                    .isEqualTo(TableDescription.builder()
                            .tableName("regional")
                            .attributeDefinitions(attribute("pk", ScalarAttributeType.S))
                            .keySchema(key("pk", KeyType.HASH))
                            .tableStatus(TableStatus.ACTIVE)
                            .creationDateTime(now)
                            .provisionedThroughput(throughput -> throughput
                                    .numberOfDecreasesToday(0L)
                                    .readCapacityUnits(0L)
                                    .writeCapacityUnits(0L))
                            .tableSizeBytes(0L)
                            .itemCount(0L)
                            .tableArn("arn:aws:dynamodb:us-east-1:123456789012:table/regional")
                            .tableId(table.tableId())
                            .billingModeSummary(mode -> mode.billingMode(BillingMode.PAY_PER_REQUEST)
                                    .lastUpdateToPayPerRequestDateTime(now))
                            .deletionProtectionEnabled(false)
                            .warmThroughput(warm -> warm.readUnitsPerSecond(12_000L)
                                    .writeUnitsPerSecond(4_000L)
                                    .status(TableStatus.ACTIVE))
                            .build());
            assertThat(table.tableId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        }

        @Test
        void describesAProvisionedTableWithAStream() {
            us.call(create("regional")
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                    .attributeDefinitions(
                            attribute("sk", ScalarAttributeType.B), attribute("pk", ScalarAttributeType.N))
                    .billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(
                            throughput -> throughput.readCapacityUnits(5L).writeCapacityUnits(7L))
                    .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                    .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                    .deletionProtectionEnabled(true)
                    .build());
            TableDescription table = described(us, "regional");

            assertThat(table.keySchema()).containsExactly(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
            assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5L);
            assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(7L);
            assertThat(table.billingModeSummary()).isNull();
            assertThat(table.tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
            assertThat(table.deletionProtectionEnabled()).isTrue();
            assertThat(table.streamSpecification().streamEnabled()).isTrue();
            assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
            assertThat(table.latestStreamLabel()).isEqualTo("2026-01-01T00:00:00.000");
            assertThat(table.latestStreamArn())
                    .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/regional/stream/2026-01-01T00:00:00.000");
        }

        @Test
        void nameTheirPartitionInTheArn() {
            TableDescription table = in(CN_NORTH_1)
                    .<CreateTableResponse>call(create("regional").build())
                    .tableDescription();

            assertThat(table.tableArn()).isEqualTo("arn:aws-cn:dynamodb:cn-north-1:123456789012:table/regional");
        }

        @Test
        void ofANameThatIsTakenIsRefused() {
            us.refuses(create("profiles").build(), ResourceInUseException.class, "Table already exists: profiles");
        }

        @Test
        void isAMatterOfOneRegion() {
            us.call(create("regional").build());

            eu.refuses(
                    describe("regional"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: regional not found");
            eu.refuses(
                    PutItemRequest.builder()
                            .tableName("regional")
                            .item(item("pk", "1"))
                            .build(),
                    ResourceNotFoundException.class,
                    Endpoint.NO_TABLE);
            eu.call(create("regional").build());
            assertThat(described(eu, "regional").tableId())
                    .isNotEqualTo(described(us, "regional").tableId());
        }

        @Test
        void doesNotReplicate() {
            us.call(create("regional").build());
            eu.call(create("regional").build());

            us.put("regional", item("pk", "1"));
            checked.simulation().settle();

            assertThat(eu.get("regional", item("pk", "1"))).isEmpty();
        }

        static Stream<Arguments> badRequests() {
            String undefined = INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: ";
            AttributeDefinition pk = attribute("pk", ScalarAttributeType.S);
            AttributeDefinition sk = attribute("sk", ScalarAttributeType.S);
            KeySchemaElement hash = key("pk", KeyType.HASH);
            KeySchemaElement range = key("sk", KeyType.RANGE);
            return Stream.of(
                    arguments(create("ab"), INVALID_NAME),
                    arguments(create("arn:aws:dynamodb:us-east-1:123456789012:table/regional"), INVALID_NAME),
                    arguments(
                            CreateTableRequest.builder(),
                            "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint:"
                                    + " Member must not be null; Value null at 'keySchema' failed to satisfy"
                                    + " constraint: Member must not be null"),
                    arguments(
                            create("regional").keySchema(List.of()),
                            "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: Member"
                                    + " must have length greater than or equal to 1"),
                    arguments(
                            create("regional").keySchema(hash, range, range),
                            "1 validation error detected: Value '" + List.of(hash, range, range)
                                    + "' at 'keySchema' failed to satisfy constraint: Member must have length less than"
                                    + " or equal to 2"),
                    arguments(
                            create("regional")
                                    .keySchema(KeySchemaElement.builder()
                                            .attributeName("pk")
                                            .keyType("MAIN")
                                            .build())
                                    .attributeDefinitions(AttributeDefinition.builder()
                                            .attributeName("")
                                            .attributeType("BOOL")
                                            .build()),
                            "3 validation errors detected: Value '' at 'attributeDefinitions.1.member.attributeName'"
                                    + " failed to satisfy constraint: Member must have length greater than or equal to"
                                    + " 1; Value 'BOOL' at 'attributeDefinitions.1.member.attributeType' failed to"
                                    + " satisfy constraint: Member must satisfy enum value set: [B, N, S]; Value 'MAIN'"
                                    + " at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must"
                                    + " satisfy enum value set: [HASH, RANGE]"),
                    arguments(
                            create("regional").keySchema(range),
                            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                    arguments(
                            create("regional").keySchema(hash, key("sk", KeyType.HASH)),
                            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
                    arguments(
                            create("regional").keySchema(hash, key("pk", KeyType.RANGE)),
                            "Both the Hash Key and the Range Key element in the KeySchema have the same name"),
                    arguments(create("regional").attributeDefinitions(pk, pk), "Attribute Name is duplicated: pk"),
                    arguments(
                            create("regional").attributeDefinitions(List.of()),
                            "Invalid KeySchema: Some index key attribute have no definition"),
                    arguments(
                            create("regional").attributeDefinitions(sk),
                            undefined + "[pk], AttributeDefinitions: [sk]"),
                    arguments(
                            create("regional").keySchema(hash, range),
                            "Invalid KeySchema: Some index key attribute have no definition"),
                    arguments(
                            create("regional").attributeDefinitions(pk, sk),
                            INVALID + "Number of attributes in KeySchema does not exactly match number of attributes"
                                    + " defined in AttributeDefinitions"),
                    arguments(
                            create("regional").billingMode((BillingMode) null),
                            INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
                                    + " is PROVISIONED"),
                    arguments(
                            create("regional")
                                    .provisionedThroughput(throughput ->
                                            throughput.readCapacityUnits(1L).writeCapacityUnits(1L)),
                            INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                                    + " BillingMode is PAY_PER_REQUEST"),
                    arguments(
                            create("regional").provisionedThroughput(throughput -> throughput.readCapacityUnits(0L)),
                            "2 validation errors detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed"
                                    + " to satisfy constraint: Member must have value greater than or equal to 1; Value"
                                    + " null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy"
                                    + " constraint: Member must not be null"),
                    arguments(
                            create("regional").billingMode("FREE").tableClass("GLACIER"),
                            "2 validation errors detected: Value 'FREE' at 'billingMode' failed to satisfy constraint:"
                                    + " Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value"
                                    + " 'GLACIER' at 'tableClass' failed to satisfy constraint: Member must satisfy"
                                    + " enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]"),
                    arguments(
                            create("regional").streamSpecification(stream -> stream.streamEnabled(true)),
                            INVALID + "Table is being created with a stream enabled, UpdateViewType is required"),
                    arguments(
                            create("regional")
                                    .streamSpecification(stream ->
                                            stream.streamEnabled(false).streamViewType(StreamViewType.NEW_IMAGE)),
                            INVALID
                                    + "Table is being created with a stream disabled, UpdateViewType should not be specified"),
                    arguments(
                            create("regional").streamSpecification(stream -> stream.streamViewType("IMAGES")),
                            "2 validation errors detected: Value null at 'streamSpecification.streamEnabled' failed to"
                                    + " satisfy constraint: Member must not be null; Value 'IMAGES' at"
                                    + " 'streamSpecification.streamViewType' failed to satisfy constraint: Member must"
                                    + " satisfy enum value set: [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]"));
        }

        @ParameterizedTest
        @MethodSource("badRequests")
        void ofWhatCannotBeATableIsRefused(CreateTableRequest.Builder request, String message) {
            us.refuses(request.build(), message);

            assertThat(us.<ListTablesResponse>call(ListTablesRequest.builder().build())
                            .tableNames())
                    .containsExactly("profiles");
        }
    }

    @Nested
    class Description {

        @Test
        void ofAReplicaNamesTheOtherMembersOnly() {
            // CUR-23, CUR-24, CUR-25
            assertThat(described(us, "profiles").replicas())
                    .containsExactlyInAnyOrder(replica(EU_WEST_1), replica(AP_SOUTH_1));
            assertThat(described(eu, "profiles").replicas())
                    .containsExactlyInAnyOrder(replica(US_EAST_1), replica(AP_SOUTH_1));
            assertThat(described(eu, "profiles").globalTableVersion()).isEqualTo("2019.11.21");
            assertThat(described(eu, "profiles").globalTableSettingsReplicationMode())
                    .isEqualTo(GlobalTableSettingsReplicationMode.ENABLED_WITH_OVERRIDES);
        }

        private static ReplicaDescription replica(Region region) {
            return ReplicaDescription.builder()
                    .regionName(region.id())
                    .replicaStatus(ReplicaStatus.ACTIVE)
                    .warmThroughput(warm -> warm.readUnitsPerSecond(12_000L)
                            .writeUnitsPerSecond(4_000L)
                            .status(TableStatus.ACTIVE))
                    .globalTableSettingsReplicationMode(GlobalTableSettingsReplicationMode.ENABLED_WITH_OVERRIDES)
                    .build();
        }

        @Test
        void ofAnEventuallyConsistentGlobalTableDoesNotTellItsConsistency() {
            // CUR-26
            assertThat(described(us, "profiles").multiRegionConsistency()).isNull();
        }

        @Test
        void ofARegionalTableHasNoTraceOfGlobalTables() {
            // CUR-22
            us.call(create("regional").build());
            TableDescription table = described(us, "regional");

            assertThat(table.hasReplicas()).isFalse();
            assertThat(table.globalTableVersion()).isNull();
            assertThat(table.globalTableSettingsReplicationMode()).isNull();
            assertThat(table.multiRegionConsistency()).isNull();
            assertThat(table.hasGlobalTableWitnesses()).isFalse();
        }

        @Test
        void differsBetweenRegionsInWhatIsTheRegionsOwn() {
            // CUR-27
            TableDescription here = described(us, "profiles");
            TableDescription there = described(eu, "profiles");

            assertThat(here.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/profiles");
            assertThat(there.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/profiles");
            assertThat(there.tableId()).isNotEqualTo(here.tableId());
            assertThat(there.latestStreamArn()).isNotEqualTo(here.latestStreamArn());
            assertThat(there.keySchema())
                    .isEqualTo(here.keySchema())
                    .containsExactly(key("id", KeyType.HASH), key("n", KeyType.RANGE));
            assertThat(there.attributeDefinitions()).isEqualTo(here.attributeDefinitions());
            assertThat(there.streamSpecification()).isEqualTo(here.streamSpecification());
            assertThat(here.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        }

        @Test
        void canBeAskedForByArn() {
            assertThat(described(us, "arn:aws:dynamodb:us-east-1:123456789012:table/profiles"))
                    .isEqualTo(described(us, "profiles"));
        }

        @Test
        void ofAMissingTableIsRefused() {
            us.refuses(
                    describe("arn:aws:dynamodb:us-east-1:123456789012:table/missing"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: missing not found");
        }

        @Test
        void needsAName() {
            us.refuses(
                    describe(null),
                    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must"
                            + " not be null");
            us.refuses(describe("a b"), INVALID_NAME);
        }
    }

    @Nested
    class Deletion {

        @Test
        void answersDeletingAndTheTableIsGoneAtTheNextStep() {
            us.call(create("regional").build());
            us.put("regional", item("pk", "1"));

            DeleteTableResponse response = us.call(delete("regional"));

            assertThat(response.tableDescription().tableStatus()).isEqualTo(TableStatus.DELETING);
            assertThat(response.tableDescription().tableName()).isEqualTo("regional");
            assertThat(response.tableDescription().hasKeySchema()).isFalse();
            assertThat(response.tableDescription().hasAttributeDefinitions()).isFalse();
            assertThat(response.tableDescription().creationDateTime()).isNull();
            us.refuses(
                    describe("regional"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: regional not found");
        }

        @Test
        void leavesNothingBehindForATableOfTheSameName() {
            us.call(create("regional").build());
            us.put("regional", item("pk", "1"));
            us.call(delete("regional"));

            us.call(create("regional").build());

            assertThat(us.get("regional", item("pk", "1"))).isEmpty();
        }

        @Test
        void ofAProtectedTableIsRefused() {
            us.call(create("regional").deletionProtectionEnabled(true).build());

            us.refuses(
                    delete("regional"),
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                            + " protection first.");
        }

        @Test
        void ofAMissingTableIsRefused() {
            us.refuses(
                    delete("missing"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: missing not found");
        }

        @Test
        void ofAReplicaKeepsTheOthers() {
            // CUR-32
            us.put("profiles", item("id", "1", "n", 1));
            checked.simulation().settle();

            eu.call(delete("profiles"));

            eu.refuses(
                    describe("profiles"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: profiles not found");
            assertThat(described(us, "profiles").replicas())
                    .extracting(ReplicaDescription::regionName)
                    .containsExactly("ap-south-1");
            assertThat(us.get("profiles", item("id", "1", "n", 1))).isNotEmpty();
        }

        @Test
        void ofTheSourceReplicaIsRefusedForADay() {
            // CUR-33
            String message =
                    "Replica cannot be deleted because it has acted as a source region for new replica(s) being"
                            + " added to the table in the last 24 hours.";

            us.refuses(delete("profiles"), message);
            checked.simulation().clock().advance(Duration.ofDays(1).minusNanos(1000));
            us.refuses(delete("profiles"), message);
            checked.simulation().clock().advance(Duration.ofNanos(1000));
            DeleteTableResponse response = us.call(delete("profiles"));

            assertThat(response.tableDescription().tableStatus()).isEqualTo(TableStatus.DELETING);
            assertThat(described(eu, "profiles").replicas())
                    .extracting(ReplicaDescription::regionName)
                    .containsExactly("ap-south-1");
        }

        @Test
        void ofTheSourceReplicaIsAcceptedOnceTheOthersAreGone() {
            // CUR-33, CUR-22
            eu.call(delete("profiles"));
            in(AP_SOUTH_1).call(delete("profiles"));

            assertThat(described(us, "profiles").hasReplicas()).isFalse();
            assertThat(described(us, "profiles").globalTableVersion()).isNull();
            us.call(delete("profiles"));

            us.refuses(
                    describe("profiles"),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Table: profiles not found");
        }

        @Test
        void ofAReplicaStopsWhatIsOnItsWayThere() {
            // CUR-36
            us.put("profiles", item("id", "1", "n", 1));

            eu.call(delete("profiles"));

            assertThat(checked.simulation().network().inFlight())
                    .extracting(message -> message.to().id())
                    .containsExactly("ap-south-1");
        }
    }

    @Nested
    class Listing {

        private void create(int count) {
            IntStream.range(0, count)
                    .forEach(n -> eu.call(TableOperationsTests.create(String.format("table%03d", n))
                            .build()));
        }

        @Test
        void isOrderedByTheBytesOfTheNames() {
            List.of("alpha", "a_b", "a.b", "a-b", "Beta", "Alpha2")
                    .forEach(name -> us.call(TableOperationsTests.create(name).build()));

            ListTablesResponse response = us.call(ListTablesRequest.builder().build());

            assertThat(response.tableNames())
                    .containsExactly("Alpha2", "Beta", "a-b", "a.b", "a_b", "alpha", "profiles");
            assertThat(response.lastEvaluatedTableName()).isNull();
        }

        @Test
        void endsAPageAfterAHundredNames() {
            create(100);

            ListTablesResponse first = eu.call(ListTablesRequest.builder().build());
            ListTablesResponse second = eu.call(ListTablesRequest.builder()
                    .exclusiveStartTableName(first.lastEvaluatedTableName())
                    .build());

            assertThat(first.tableNames()).hasSize(100).startsWith("profiles").endsWith("table098");
            assertThat(first.lastEvaluatedTableName()).isEqualTo("table098");
            assertThat(second.tableNames()).containsExactly("table099");
            assertThat(second.lastEvaluatedTableName()).isNull();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 100})
        void pagesJoinToTheWhole(int limit) {
            create(3);
            List<String> names = new ArrayList<>();
            String start = null;
            do {
                ListTablesResponse page = eu.call(ListTablesRequest.builder()
                        .limit(limit)
                        .exclusiveStartTableName(start)
                        .build());
                assertThat(page.tableNames()).hasSizeBetween(1, limit);
                names.addAll(page.tableNames());
                start = page.lastEvaluatedTableName();
            } while (start != null);

            assertThat(names).containsExactly("profiles", "table000", "table001", "table002");
        }

        @Test
        void goesOnAfterANameThatNoTableHas() {
            create(1);

            ListTablesResponse response = eu.call(
                    ListTablesRequest.builder().exclusiveStartTableName("quux").build());

            assertThat(response.tableNames()).containsExactly("table000");
        }

        @Test
        void ofARegionWithoutTablesIsEmpty() {
            ListTablesResponse response =
                    in(CN_NORTH_1).call(ListTablesRequest.builder().build());

            assertThat(response.hasTableNames()).isTrue();
            assertThat(response.tableNames()).isEmpty();
        }

        static Stream<Arguments> badRequests() {
            return Stream.of(
                    arguments(
                            ListTablesRequest.builder().limit(0),
                            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must"
                                    + " have value greater than or equal to 1"),
                    arguments(
                            ListTablesRequest.builder().limit(101),
                            "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member"
                                    + " must have value less than or equal to 100"),
                    arguments(
                            ListTablesRequest.builder().exclusiveStartTableName("a"),
                            "1 validation error detected: Value 'a' at 'exclusiveStartTableName' failed to satisfy"
                                    + " constraint: Member must have length greater than or equal to 3"),
                    arguments(
                            ListTablesRequest.builder().exclusiveStartTableName("a b"),
                            "1 validation error detected: Value 'a b' at 'exclusiveStartTableName' failed to satisfy"
                                    + " constraint: Member must satisfy regular expression pattern:"
                                    + " [a-zA-Z0-9_.-]+"));
        }

        @ParameterizedTest
        @MethodSource("badRequests")
        void refusesWhatNoPageCanBe(ListTablesRequest.Builder request, String message) {
            us.refuses(request.build(), message);
        }
    }

    @Nested
    class RequestIds {

        @Test
        void areEqualInTwoRunsWithOneSeedAndDifferentWithAnother() {
            assertThat(ids(7)).isEqualTo(ids(7)).doesNotContainAnyElementsOf(ids(8));
        }

        @Test
        void are52CapitalsAndDigitsAndNeverTwiceTheSame() {
            assertThat(ids(7))
                    .hasSize(20)
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).matches("[A-Z0-9]{52}"));
        }

        private static List<String> ids(long seed) {
            try (Simulation simulation = Simulation.builder().seed(seed).start()) {
                Endpoint endpoint = new Endpoint(() -> simulation, US_EAST_1);
                return IntStream.range(0, 20)
                        .mapToObj(n -> endpoint.<ListTablesResponse>call(
                                        ListTablesRequest.builder().build())
                                .responseMetadata()
                                .requestId())
                        .toList();
            }
        }
    }
}
