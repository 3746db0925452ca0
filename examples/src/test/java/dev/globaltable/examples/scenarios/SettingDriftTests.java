package dev.globaltable.examples.scenarios;

import static dev.globaltable.examples.scenarios.TableAdministration.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.SimulatedTable;
import dev.globaltable.junit.GlobalTable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Scenario 36. A script that sets up the table in one Region sets up half of it in the others. */
@GlobalTable(name = TABLE, partitionKey = "order")
class SettingDriftTests {

    /** What the team wants of the table, as a script that is run against one Region. */
    static final class SetUp {

        private final DynamoDbClient dynamoDb;

        SetUp(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        /** What a global table shares. */
        void runOnce() {
            dynamoDb.updateTimeToLive(update -> update.tableName(TABLE)
                    .timeToLiveSpecification(ttl -> ttl.attributeName("until").enabled(true)));
            dynamoDb.updateTable(update -> update.tableName(TABLE)
                    .attributeDefinitions(List.of(AttributeDefinition.builder()
                            .attributeName("customer")
                            .attributeType(ScalarAttributeType.S)
                            .build()))
                    .globalSecondaryIndexUpdates(List.of(GlobalSecondaryIndexUpdate.builder()
                            .create(byCustomer())
                            .build())));
        }

        private static CreateGlobalSecondaryIndexAction byCustomer() {
            return CreateGlobalSecondaryIndexAction.builder()
                    .indexName("byCustomer")
                    .keySchema(List.of(KeySchemaElement.builder()
                            .attributeName("customer")
                            .keyType(KeyType.HASH)
                            .build()))
                    .projection(projection -> projection.projectionType(ProjectionType.ALL))
                    .build();
        }

        /** What each replica has for itself. */
        void runInEachRegion() {
            dynamoDb.updateTable(update -> update.tableName(TABLE).deletionProtectionEnabled(true));
            dynamoDb.tagResource(tag -> tag.resourceArn(table().tableArn())
                    .tags(List.of(Tag.builder().key("team").value("shop").build())));
            dynamoDb.updateContinuousBackups(update -> update.tableName(TABLE)
                    .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        }

        TableDescription table() {
            return dynamoDb.describeTable(describe -> describe.tableName(TABLE)).table();
        }

        List<Tag> tags() {
            return dynamoDb.listTagsOfResource(list -> list.resourceArn(table().tableArn()))
                    .tags();
        }

        TimeToLiveStatus timeToLive() {
            return dynamoDb.describeTimeToLive(describe -> describe.tableName(TABLE))
                    .timeToLiveDescription()
                    .timeToLiveStatus();
        }

        PointInTimeRecoveryStatus recovery() {
            return dynamoDb.describeContinuousBackups(describe -> describe.tableName(TABLE))
                    .continuousBackupsDescription()
                    .pointInTimeRecoveryDescription()
                    .pointInTimeRecoveryStatus();
        }
    }

    private final SetUp us = new SetUp(US_EAST_1);
    private final SetUp eu = new SetUp(EU_WEST_1);

    @BeforeEach
    void theScriptRunsInVirginia() {
        us.runOnce();
        us.runInEachRegion();
    }

    /** CUR-39, CUR-40. */
    @Test
    void indexesAndTimeToLiveAreThereInBothRegions(SimulatedTable orders) {
        for (SetUp region : List.of(us, eu)) {
            assertThat(region.timeToLive()).isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(region.table().globalSecondaryIndexes())
                    .extracting(GlobalSecondaryIndexDescription::indexName)
                    .containsExactly("byCustomer");
        }
    }

    /** CUR-34, CUR-42, BAK-1, and the last column of the reference's table of settings. */
    @Test
    void theTableOfTheOtherRegionIsNeitherProtectedNorRecoverableNorTagged() {
        assertThat(us.table().deletionProtectionEnabled()).isTrue();
        assertThat(us.recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(us.tags()).hasSize(1);

        assertThat(eu.table().deletionProtectionEnabled()).isFalse();
        assertThat(eu.recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(eu.tags()).isEmpty();
    }

    /** The remedy: what is not shared is set in every Region, and a test asks every Region. */
    @Test
    void itIsWhereTheScriptRunsInEachRegion() {
        eu.runInEachRegion();

        assertThat(eu.table().deletionProtectionEnabled()).isTrue();
        assertThat(eu.recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(eu.tags()).hasSize(1);
    }
}
