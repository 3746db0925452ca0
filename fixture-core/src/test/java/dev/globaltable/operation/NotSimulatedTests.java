package dev.globaltable.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.error.NotSimulatedException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class NotSimulatedTests {

    private static final Set<String> NEED_AMAZON_S3 = Set.of("ExportTableToPointInTime", "ImportTable");
    private static final Set<String> SIMULATED = Set.of(
            "BatchGetItem",
            "BatchWriteItem",
            "CreateBackup",
            "CreateGlobalTable",
            "CreateTable",
            "DeleteBackup",
            "DeleteItem",
            "DeleteResourcePolicy",
            "DeleteTable",
            "DescribeStream",
            "DescribeBackup",
            "DescribeContinuousBackups",
            "DescribeContributorInsights",
            "DescribeEndpoints",
            "DescribeExport",
            "DescribeGlobalTable",
            "DescribeGlobalTableSettings",
            "DescribeImport",
            "DescribeKinesisStreamingDestination",
            "DescribeLimits",
            "DescribeTable",
            "DisableKinesisStreamingDestination",
            "EnableKinesisStreamingDestination",
            "GetItem",
            "GetRecords",
            "GetShardIterator",
            "ListStreams",
            "GetResourcePolicy",
            "ListBackups",
            "ListContributorInsights",
            "ListExports",
            "ListGlobalTables",
            "ListImports",
            "ListTables",
            "ListTagsOfResource",
            "PutItem",
            "PutResourcePolicy",
            "Query",
            "RestoreTableFromBackup",
            "RestoreTableToPointInTime",
            "Scan",
            "SearchVectors",
            "TagResource",
            "TransactGetItems",
            "TransactWriteItems",
            "UntagResource",
            "UpdateContinuousBackups",
            "UpdateContributorInsights",
            "UpdateGlobalTable",
            "UpdateGlobalTableSettings",
            "UpdateItem",
            "DescribeTimeToLive",
            "UpdateTimeToLive",
            "UpdateTable",
            "UpdateKinesisStreamingDestination");

    /** Simulated with another artifact, which is not on the class path here. */
    private static final Set<String> PARTIQL =
            Set.of("BatchExecuteStatement", "ExecuteStatement", "ExecuteTransaction");

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    /** Every operation of the SDK's clients, with an empty request. */
    private static Map<String, AwsRequest> operations() throws ReflectiveOperationException {
        Map<String, AwsRequest> operations = new TreeMap<>();
        List<Method> methods = Stream.of(DynamoDbClient.class, DynamoDbStreamsClient.class)
                .flatMap(client -> Arrays.stream(client.getMethods()))
                .toList();
        for (Method method : methods) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 1
                    && AwsRequest.class.isAssignableFrom(parameters[0])
                    && !method.getName().endsWith("Paginator")) {
                AwsRequest.Builder builder =
                        (AwsRequest.Builder) parameters[0].getMethod("builder").invoke(null);
                String name = method.getName();
                operations.put(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), builder.build());
            }
        }
        return operations;
    }

    static Stream<Arguments> notSimulated() throws ReflectiveOperationException {
        return operations().entrySet().stream()
                .filter(operation -> !SIMULATED.contains(operation.getKey()))
                .filter(operation -> !PARTIQL.contains(operation.getKey()))
                .map(operation -> arguments(operation.getKey(), operation.getValue()));
    }

    @Test
    void theClientsHaveEveryOperationThatIsSimulated() throws ReflectiveOperationException {
        Map<String, AwsRequest> operations = operations();

        assertThat(operations).hasSizeGreaterThan(50).containsKeys(SIMULATED.toArray(String[]::new));
        assertThat(operations)
                .allSatisfy((name, request) -> assertThat(checked.simulation().simulates(request))
                        .as(name)
                        .isEqualTo(SIMULATED.contains(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notSimulated")
    void anOperationThatIsNotSimulatedIsNamed(String operation, AwsRequest request) {
        assertNotSimulated(
                request,
                "The fixture does not simulate " + operation
                        + (NEED_AMAZON_S3.contains(operation) ? ": it needs Amazon S3" : "")
                        + ". Leave the call out of the test, or replace it with operations that are simulated.");
    }

    static Stream<Arguments> statements() throws ReflectiveOperationException {
        return operations().entrySet().stream()
                .filter(operation -> PARTIQL.contains(operation.getKey()))
                .map(operation -> arguments(operation.getKey(), operation.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void aStatementNamesTheArtifactToAdd(String operation, AwsRequest request) {
        assertNotSimulated(
                request,
                "The fixture simulates " + operation + " with its artifact dev.globaltable:partiql, which is not on the"
                        + " class path. Add it to the test's dependencies.");
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                create(
                        "GlobalSecondaryIndexes.OnDemandThroughput",
                        table -> table.globalSecondaryIndexes(
                                index(index -> index.onDemandThroughput(units -> units.maxReadRequestUnits(1L))))),
                create(
                        "GlobalSecondaryIndexes.WarmThroughput",
                        table -> table.globalSecondaryIndexes(
                                index(index -> index.warmThroughput(units -> units.readUnitsPerSecond(1L))))),
                create("GlobalTableSourceArn", table -> table.globalTableSourceArn("arn")),
                create(
                        "GlobalTableSettingsReplicationMode",
                        table -> table.globalTableSettingsReplicationMode("DISABLED")),
                update(
                        "GlobalTableSettingsReplicationMode",
                        table -> table.globalTableSettingsReplicationMode("DISABLED")));
    }

    private static Arguments update(String parameter, Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("people");
        change.accept(request);
        return arguments("UpdateTable", parameter, request.build());
    }

    private static Arguments create(String parameter, Consumer<CreateTableRequest.Builder> change) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName("regional")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST);
        change.accept(request);
        return arguments("CreateTable", parameter, request.build());
    }

    private static GlobalSecondaryIndex index(Consumer<GlobalSecondaryIndex.Builder> change) {
        GlobalSecondaryIndex.Builder index = GlobalSecondaryIndex.builder()
                .indexName("by-pk")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .projection(projection -> projection.projectionType(ProjectionType.ALL));
        change.accept(index);
        return index.build();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("parameters")
    void aParameterThatIsNotSimulatedIsNamed(String operation, String parameter, AwsRequest request) {
        assertNotSimulated(
                request,
                "The fixture simulates " + operation + " but not its parameter " + parameter
                        + ". Leave the parameter out in the test.");
    }

    @Test
    void aTableOfAnotherAccountOrRegionIsNotSimulated() {
        String arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/people";

        assertNotSimulated(
                DescribeTableRequest.builder().tableName(arn).build(),
                "The fixture simulates one account, and each Region finds its own tables; found TableName " + arn
                        + ". Give the table's name, or its ARN in the Region of the client.");
    }

    private void assertNotSimulated(AwsRequest request, String message) {
        int events = checked.simulation().history().events().size();

        NotSimulatedException error = catchThrowableOfType(
                NotSimulatedException.class, () -> checked.simulation().execute(US_EAST_1, request));

        assertThat(error).isNotNull().hasMessage(message);
        assertThat(error.retryable()).isFalse();
        assertThat(checked.simulation().history().events()).hasSize(events);
    }

    /** A new member of a request must be simulated or refused, never passed over. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void everyMemberOfASimulatedRequestIsKnown(AwsRequest request, List<String> known) {
        assertThat(request.sdkFields())
                .extracting(field -> field.locationName())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    static Stream<Arguments> members() throws ReflectiveOperationException {
        Map<String, AwsRequest> operations = operations();
        return Map.ofEntries(
                        Map.entry(
                                "GetItem",
                                "TableName Key AttributesToGet ConsistentRead ReturnConsumedCapacity"
                                        + " ProjectionExpression ExpressionAttributeNames"),
                        Map.entry(
                                "PutItem",
                                "TableName Item Expected ReturnValues ReturnConsumedCapacity"
                                        + " ReturnItemCollectionMetrics ConditionalOperator ConditionExpression"
                                        + " ExpressionAttributeNames ExpressionAttributeValues"
                                        + " ReturnValuesOnConditionCheckFailure"),
                        Map.entry(
                                "UpdateItem",
                                "TableName Key AttributeUpdates Expected ConditionalOperator ReturnValues"
                                        + " ReturnConsumedCapacity ReturnItemCollectionMetrics UpdateExpression"
                                        + " ConditionExpression ExpressionAttributeNames ExpressionAttributeValues"
                                        + " ReturnValuesOnConditionCheckFailure"),
                        Map.entry(
                                "DeleteItem",
                                "TableName Key Expected ConditionalOperator ReturnValues"
                                        + " ReturnConsumedCapacity ReturnItemCollectionMetrics ConditionExpression"
                                        + " ExpressionAttributeNames ExpressionAttributeValues"
                                        + " ReturnValuesOnConditionCheckFailure"),
                        Map.entry(
                                "Query",
                                "TableName IndexName Select AttributesToGet Limit ConsistentRead KeyConditions"
                                        + " QueryFilter ConditionalOperator ScanIndexForward ExclusiveStartKey"
                                        + " ReturnConsumedCapacity ProjectionExpression FilterExpression"
                                        + " KeyConditionExpression ExpressionAttributeNames ExpressionAttributeValues"),
                        Map.entry(
                                "Scan",
                                "TableName IndexName AttributesToGet Limit Select ScanFilter ConditionalOperator"
                                        + " ExclusiveStartKey ReturnConsumedCapacity TotalSegments Segment"
                                        + " ProjectionExpression FilterExpression ExpressionAttributeNames"
                                        + " ExpressionAttributeValues ConsistentRead"),
                        Map.entry("BatchGetItem", "RequestItems ReturnConsumedCapacity"),
                        Map.entry(
                                "BatchWriteItem",
                                "RequestItems ReturnConsumedCapacity" + " ReturnItemCollectionMetrics"),
                        Map.entry("TransactGetItems", "TransactItems ReturnConsumedCapacity"),
                        Map.entry(
                                "TransactWriteItems",
                                "TransactItems ReturnConsumedCapacity ReturnItemCollectionMetrics ClientRequestToken"),
                        Map.entry("DescribeTable", "TableName"),
                        Map.entry(
                                "UpdateTable",
                                "AttributeDefinitions TableName BillingMode ProvisionedThroughput"
                                        + " GlobalSecondaryIndexUpdates StreamSpecification SSESpecification"
                                        + " ReplicaUpdates TableClass DeletionProtectionEnabled MultiRegionConsistency"
                                        + " GlobalTableWitnessUpdates OnDemandThroughput WarmThroughput"
                                        + " GlobalTableSettingsReplicationMode VectorIndexUpdates"),
                        Map.entry("UpdateTimeToLive", "TableName TimeToLiveSpecification"),
                        Map.entry("DescribeTimeToLive", "TableName"),
                        Map.entry("TagResource", "ResourceArn Tags"),
                        Map.entry("UntagResource", "ResourceArn TagKeys"),
                        Map.entry("ListTagsOfResource", "ResourceArn NextToken"),
                        Map.entry(
                                "PutResourcePolicy",
                                "ResourceArn Policy ExpectedRevisionId ConfirmRemoveSelfResourceAccess"),
                        Map.entry("GetResourcePolicy", "ResourceArn"),
                        Map.entry("DeleteResourcePolicy", "ResourceArn ExpectedRevisionId"),
                        Map.entry(
                                "UpdateContributorInsights",
                                "TableName IndexName ContributorInsightsAction ContributorInsightsMode"),
                        Map.entry("DescribeContributorInsights", "TableName IndexName"),
                        Map.entry("ListContributorInsights", "TableName NextToken MaxResults"),
                        Map.entry(
                                "EnableKinesisStreamingDestination",
                                "TableName StreamArn EnableKinesisStreamingConfiguration"),
                        Map.entry(
                                "DisableKinesisStreamingDestination",
                                "TableName StreamArn EnableKinesisStreamingConfiguration"),
                        Map.entry(
                                "UpdateKinesisStreamingDestination",
                                "TableName StreamArn UpdateKinesisStreamingConfiguration"),
                        Map.entry("DescribeKinesisStreamingDestination", "TableName"),
                        Map.entry("DescribeContinuousBackups", "TableName"),
                        Map.entry("UpdateContinuousBackups", "TableName PointInTimeRecoverySpecification"),
                        Map.entry("CreateBackup", "TableName BackupName"),
                        Map.entry("DescribeBackup", "BackupArn"),
                        Map.entry("DeleteBackup", "BackupArn"),
                        Map.entry(
                                "ListBackups",
                                "TableName Limit TimeRangeLowerBound TimeRangeUpperBound ExclusiveStartBackupArn"
                                        + " BackupType"),
                        Map.entry(
                                "RestoreTableFromBackup",
                                "TargetTableName BackupArn BillingModeOverride GlobalSecondaryIndexOverride"
                                        + " LocalSecondaryIndexOverride ProvisionedThroughputOverride"
                                        + " OnDemandThroughputOverride SSESpecificationOverride VectorIndexOverride"),
                        Map.entry(
                                "RestoreTableToPointInTime",
                                "SourceTableArn SourceTableName TargetTableName UseLatestRestorableTime RestoreDateTime"
                                        + " BillingModeOverride GlobalSecondaryIndexOverride"
                                        + " LocalSecondaryIndexOverride ProvisionedThroughputOverride"
                                        + " OnDemandThroughputOverride SSESpecificationOverride VectorIndexOverride"),
                        Map.entry("CreateGlobalTable", "GlobalTableName ReplicationGroup"),
                        Map.entry("UpdateGlobalTable", "GlobalTableName ReplicaUpdates"),
                        Map.entry("ListGlobalTables", "ExclusiveStartGlobalTableName Limit RegionName"),
                        Map.entry("DescribeGlobalTable", "GlobalTableName"),
                        Map.entry("DescribeGlobalTableSettings", "GlobalTableName"),
                        Map.entry(
                                "UpdateGlobalTableSettings",
                                "GlobalTableName GlobalTableBillingMode GlobalTableProvisionedWriteCapacityUnits"
                                        + " GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate"
                                        + " GlobalTableGlobalSecondaryIndexSettingsUpdate ReplicaSettingsUpdate"),
                        Map.entry("DescribeExport", "ExportArn"),
                        Map.entry("DescribeImport", "ImportArn"),
                        Map.entry("ListExports", "TableArn MaxResults NextToken"),
                        Map.entry("ListImports", "TableArn PageSize NextToken"),
                        Map.entry("DeleteTable", "TableName"),
                        Map.entry(
                                "SearchVectors",
                                "TableName IndexName SearchVector TopK SearchConditionExpression ProjectionExpression"
                                        + " ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity"),
                        Map.entry("ListTables", "ExclusiveStartTableName Limit"),
                        Map.entry("ListStreams", "TableName Limit ExclusiveStartStreamArn"),
                        Map.entry("DescribeStream", "StreamArn Limit ExclusiveStartShardId ShardFilter"),
                        Map.entry("GetShardIterator", "StreamArn ShardId ShardIteratorType SequenceNumber"),
                        Map.entry("GetRecords", "ShardIterator Limit"),
                        Map.entry(
                                "CreateTable",
                                "AttributeDefinitions TableName KeySchema LocalSecondaryIndexes GlobalSecondaryIndexes"
                                        + " BillingMode ProvisionedThroughput StreamSpecification SSESpecification Tags"
                                        + " TableClass DeletionProtectionEnabled WarmThroughput ResourcePolicy"
                                        + " OnDemandThroughput GlobalTableSourceArn GlobalTableSettingsReplicationMode"
                                        + " VectorIndexes"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> arguments(
                        operations.get(entry.getKey()),
                        Arrays.asList(entry.getValue().split(" "))));
    }
}
