package dev.globaltable.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Which request class each value of the {@code X-Amz-Target} header stands for: every operation of DynamoDB and its streams. */
final class Operations {

    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private Operations() {}

    /** A builder for the target's request, or {@code null} when the service knows no such target. */
    static AwsRequest.@Nullable Builder requestBuilder(@Nullable String target) {
        if (target != null && target.startsWith(TABLES)) {
            return tables(target.substring(TABLES.length()));
        }
        if (target != null && target.startsWith(STREAMS)) {
            return streams(target.substring(STREAMS.length()));
        }
        return null;
    }

    private static AwsRequest.@Nullable Builder tables(String operation) {
        return switch (operation) {
            case "BatchExecuteStatement" -> BatchExecuteStatementRequest.builder();
            case "BatchGetItem" -> BatchGetItemRequest.builder();
            case "BatchWriteItem" -> BatchWriteItemRequest.builder();
            case "CreateBackup" -> CreateBackupRequest.builder();
            case "CreateGlobalTable" -> CreateGlobalTableRequest.builder();
            case "CreateTable" -> CreateTableRequest.builder();
            case "DeleteBackup" -> DeleteBackupRequest.builder();
            case "DeleteItem" -> DeleteItemRequest.builder();
            case "DeleteResourcePolicy" -> DeleteResourcePolicyRequest.builder();
            case "DeleteTable" -> DeleteTableRequest.builder();
            case "DescribeBackup" -> DescribeBackupRequest.builder();
            case "DescribeContinuousBackups" -> DescribeContinuousBackupsRequest.builder();
            case "DescribeContributorInsights" -> DescribeContributorInsightsRequest.builder();
            case "DescribeEndpoints" -> DescribeEndpointsRequest.builder();
            case "DescribeExport" -> DescribeExportRequest.builder();
            case "DescribeGlobalTable" -> DescribeGlobalTableRequest.builder();
            case "DescribeGlobalTableSettings" -> DescribeGlobalTableSettingsRequest.builder();
            case "DescribeImport" -> DescribeImportRequest.builder();
            case "DescribeKinesisStreamingDestination" -> DescribeKinesisStreamingDestinationRequest.builder();
            case "DescribeLimits" -> DescribeLimitsRequest.builder();
            case "DescribeTableReplicaAutoScaling" -> DescribeTableReplicaAutoScalingRequest.builder();
            case "DescribeTable" -> DescribeTableRequest.builder();
            case "DescribeTimeToLive" -> DescribeTimeToLiveRequest.builder();
            case "DisableKinesisStreamingDestination" -> DisableKinesisStreamingDestinationRequest.builder();
            case "EnableKinesisStreamingDestination" -> EnableKinesisStreamingDestinationRequest.builder();
            case "ExecuteStatement" -> ExecuteStatementRequest.builder();
            case "ExecuteTransaction" -> ExecuteTransactionRequest.builder();
            case "ExportTableToPointInTime" -> ExportTableToPointInTimeRequest.builder();
            case "GetItem" -> GetItemRequest.builder();
            case "GetResourcePolicy" -> GetResourcePolicyRequest.builder();
            case "ImportTable" -> ImportTableRequest.builder();
            case "ListBackups" -> ListBackupsRequest.builder();
            case "ListContributorInsights" -> ListContributorInsightsRequest.builder();
            case "ListExports" -> ListExportsRequest.builder();
            case "ListGlobalTables" -> ListGlobalTablesRequest.builder();
            case "ListImports" -> ListImportsRequest.builder();
            case "ListTables" -> ListTablesRequest.builder();
            case "ListTagsOfResource" -> ListTagsOfResourceRequest.builder();
            case "PutItem" -> PutItemRequest.builder();
            case "PutResourcePolicy" -> PutResourcePolicyRequest.builder();
            case "Query" -> QueryRequest.builder();
            case "RestoreTableFromBackup" -> RestoreTableFromBackupRequest.builder();
            case "RestoreTableToPointInTime" -> RestoreTableToPointInTimeRequest.builder();
            case "Scan" -> ScanRequest.builder();
            case "SearchVectors" -> SearchVectorsRequest.builder();
            case "TagResource" -> TagResourceRequest.builder();
            case "TransactGetItems" -> TransactGetItemsRequest.builder();
            case "TransactWriteItems" -> TransactWriteItemsRequest.builder();
            case "UntagResource" -> UntagResourceRequest.builder();
            case "UpdateContinuousBackups" -> UpdateContinuousBackupsRequest.builder();
            case "UpdateContributorInsights" -> UpdateContributorInsightsRequest.builder();
            case "UpdateGlobalTable" -> UpdateGlobalTableRequest.builder();
            case "UpdateGlobalTableSettings" -> UpdateGlobalTableSettingsRequest.builder();
            case "UpdateItem" -> UpdateItemRequest.builder();
            case "UpdateKinesisStreamingDestination" -> UpdateKinesisStreamingDestinationRequest.builder();
            case "UpdateTableReplicaAutoScaling" -> UpdateTableReplicaAutoScalingRequest.builder();
            case "UpdateTable" -> UpdateTableRequest.builder();
            case "UpdateTimeToLive" -> UpdateTimeToLiveRequest.builder();
            default -> null;
        };
    }

    private static AwsRequest.@Nullable Builder streams(String operation) {
        return switch (operation) {
            case "DescribeStream" -> DescribeStreamRequest.builder();
            case "GetRecords" -> GetRecordsRequest.builder();
            case "GetShardIterator" -> GetShardIteratorRequest.builder();
            case "ListStreams" -> ListStreamsRequest.builder();
            default -> null;
        };
    }
}
