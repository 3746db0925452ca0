package dev.globaltable.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.CN_NORTH_1;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.operation.Endpoint;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ImportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Replica;
import software.amazon.awssdk.services.dynamodb.model.ReplicaUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;

class AccountOperationsTests {

    @RegisterExtension
    final CheckedSimulation checked =
            CheckedSimulation.of(GlobalTableDefinition.named("profiles").partitionKey("id"));

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    @Test
    void limitsAreThoseOfANewAccount() {
        DescribeLimitsResponse limits = us.call(DescribeLimitsRequest.builder().build());

        assertThat(limits.accountMaxReadCapacityUnits()).isEqualTo(80_000);
        assertThat(limits.accountMaxWriteCapacityUnits()).isEqualTo(80_000);
        assertThat(limits.tableMaxReadCapacityUnits()).isEqualTo(40_000);
        assertThat(limits.tableMaxWriteCapacityUnits()).isEqualTo(40_000);
    }

    @Test
    void endpointsAreTheRegions() {
        DescribeEndpointsRequest request = DescribeEndpointsRequest.builder().build();

        assertThat(ControlEndpoint.in(checked, EU_WEST_1)
                        .<DescribeEndpointsResponse>call(request)
                        .endpoints())
                .singleElement()
                .satisfies(endpoint -> {
                    assertThat(endpoint.address()).isEqualTo("dynamodb.eu-west-1.amazonaws.com");
                    assertThat(endpoint.cachePeriodInMinutes()).isEqualTo(1440);
                });
        assertThat(ControlEndpoint.in(checked, CN_NORTH_1)
                        .<DescribeEndpointsResponse>call(request)
                        .endpoints()
                        .get(0)
                        .address())
                .isEqualTo("dynamodb.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void continuousBackupsAreOnAndPointInTimeRecoveryIsOff() {
        DescribeContinuousBackupsResponse response = us.call(
                DescribeContinuousBackupsRequest.builder().tableName("profiles").build());

        assertThat(response.continuousBackupsDescription().continuousBackupsStatus())
                .isEqualTo(ContinuousBackupsStatus.ENABLED);
        assertThat(response.continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        us.refuses(
                DescribeContinuousBackupsRequest.builder().tableName("missing").build(),
                TableNotFoundException.class,
                "Table not found: missing");
    }

    @Nested
    class GlobalTablesOfTheYear2017 {

        private static final String UNSUPPORTED =
                "One or more parameter values were invalid: DynamoDB global tables version 2017.11.29 is not supported. We"
                        + " recommend using DynamoDB global tables version 2019.11.21, instead of version 2017.11.29"
                        + " (Legacy).";
        private static final String MISSING = "Global table with name: 'profiles' does not exist.";

        @Test
        void areNotMadeAnyMore() {
            // LEG-1
            CreateGlobalTableRequest.Builder create =
                    CreateGlobalTableRequest.builder().globalTableName("missing");

            us.refuses(
                    create.replicationGroup(
                                    Replica.builder().regionName("us-east-1").build())
                            .build(),
                    UNSUPPORTED);
            us.refuses(create.replicationGroup(new Replica[0]).build(), "Global table must have atleast one replica");
        }

        @Test
        void cannotBeChanged() {
            // LEG-3
            UpdateGlobalTableRequest.Builder update =
                    UpdateGlobalTableRequest.builder().globalTableName("profiles");

            us.refuses(
                    update.replicaUpdates(ReplicaUpdate.builder()
                                    .create(replica -> replica.regionName("us-west-2"))
                                    .build())
                            .build(),
                    UNSUPPORTED);
            us.refuses(
                    update.replicaUpdates(ReplicaUpdate.builder()
                                    .delete(replica -> replica.regionName("eu-west-1"))
                                    .build())
                            .build(),
                    GlobalTableNotFoundException.class,
                    MISSING);
            us.refuses(
                    update.replicaUpdates(new ReplicaUpdate[0]).build(), "One or more parameter values were invalid");
        }

        @Test
        void areNotToBeSeen() {
            // LEG-3: not even those of version 2019.11.21
            ListGlobalTablesResponse listed =
                    us.call(ListGlobalTablesRequest.builder().build());

            assertThat(listed.globalTables()).isEmpty();
            assertThat(listed.lastEvaluatedGlobalTableName()).isNull();
            us.refuses(
                    DescribeGlobalTableRequest.builder()
                            .globalTableName("profiles")
                            .build(),
                    GlobalTableNotFoundException.class,
                    "Global table not found: " + MISSING);
            us.refuses(
                    DescribeGlobalTableSettingsRequest.builder()
                            .globalTableName("profiles")
                            .build(),
                    GlobalTableNotFoundException.class,
                    MISSING);
            us.refuses(
                    UpdateGlobalTableSettingsRequest.builder()
                            .globalTableName("profiles")
                            .build(),
                    GlobalTableNotFoundException.class,
                    MISSING);
            us.refuses(
                    DescribeGlobalTableRequest.builder().globalTableName("ab").build(),
                    "TableName must be at least 3 characters long and at most 255 characters long");
        }
    }

    @Nested
    class ExportsAndImportsOfAmazonS3 {

        private static final String TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/profiles";

        @Test
        void cannotBeStarted() {
            assertThatThrownBy(() -> us.call(ExportTableToPointInTimeRequest.builder()
                            .tableArn(TABLE)
                            .s3Bucket("bucket")
                            .build()))
                    .isInstanceOf(NotSimulatedException.class)
                    .hasMessage("The fixture does not simulate ExportTableToPointInTime: it needs Amazon S3. Leave the"
                            + " call out of the test, or replace it with operations that are simulated.");
        }

        @Test
        void areNone() {
            ListExportsResponse exports = us.call(ListExportsRequest.builder().build());
            ListImportsResponse imports =
                    us.call(ListImportsRequest.builder().tableArn(TABLE).build());

            assertThat(exports.exportSummaries()).isEmpty();
            assertThat(imports.importSummaryList()).isEmpty();
            us.refuses(ListExportsRequest.builder().tableArn("profiles").build(), "tableArn is not a valid ARN");
            us.refuses(
                    DescribeExportRequest.builder()
                            .exportArn(TABLE + "/export/01")
                            .build(),
                    ExportNotFoundException.class,
                    "Export not found: " + TABLE + "/export/01");
            us.refuses(DescribeExportRequest.builder().exportArn(TABLE).build(), "Invalid Export ARN");
            us.refuses(
                    DescribeImportRequest.builder()
                            .importArn(TABLE + "/import/01")
                            .build(),
                    ImportNotFoundException.class,
                    "Import not found: " + TABLE + "/import/01");
        }
    }
}
