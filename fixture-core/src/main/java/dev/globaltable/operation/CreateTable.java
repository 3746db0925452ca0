package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.VectorIndexDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code CreateTable}: a table of one Region. */
final class CreateTable implements Operation<CreateTableRequest> {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;

    CreateTable(RegionalTables tables, TableLifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    @Override
    public CreateTableResponse.Builder execute(CreateTableRequest request) {
        CreateTableShape.check(request);
        TableLookup.requirePlainName(request.tableName());
        refuseWhatIsNotSimulated(request);
        Map<String, ScalarAttributeType> types = KeyDeclaration.types(request.attributeDefinitions());
        boolean hasIndexes =
                request.hasLocalSecondaryIndexes() || request.hasGlobalSecondaryIndexes() || request.hasVectorIndexes();
        KeySchema keys = KeyDeclaration.parse(request.keySchema(), types, hasIndexes);
        BillingMode billingMode = billingMode(request);
        List<IndexSettings> indexes = new IndexDeclaration(keys, types).parse(request, billingMode);
        KeyDeclaration.requireUsed(types, keys, indexes, request.vectorIndexes());
        List<VectorIndexDefinition> vectors =
                new VectorIndexDeclaration(keys, types).parse(request.vectorIndexes(), billingMode, indexes);
        StreamViewType stream = stream(request.streamSpecification());
        if (tables.find(request.tableName()) != null) {
            throw resourceInUse("Table already exists: " + request.tableName());
        }
        ReplicaTable table = lifecycle.create(
                new TableDefinition(
                        request.tableName(),
                        TableDefinition.arn(tables.region(), request.tableName()),
                        lifecycle.newTableId(),
                        lifecycle.nowMicros(),
                        keys),
                TableSettings.builder()
                        .attributeDefinitions(request.attributeDefinitions())
                        .billingMode(billingMode)
                        .provisioned(request.provisionedThroughput())
                        .stream(stream)
                        .tableClass(request.tableClass())
                        .deletionProtected(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
                        .indexes(indexes)
                        .build());
        vectors.forEach(table::addVectorIndex);
        return CreateTableResponse.builder().tableDescription(TableDescriptions.of(table));
    }

    private static void refuseWhatIsNotSimulated(CreateTableRequest request) {
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            refuse("GlobalSecondaryIndexes.OnDemandThroughput", index.onDemandThroughput() != null);
            refuse("GlobalSecondaryIndexes.WarmThroughput", index.warmThroughput() != null);
        }
        refuse("SSESpecification", request.sseSpecification() != null);
        refuse("Tags", request.hasTags());
        refuse("WarmThroughput", request.warmThroughput() != null);
        refuse("OnDemandThroughput", request.onDemandThroughput() != null);
        refuse("ResourcePolicy", request.resourcePolicy() != null);
        refuse("GlobalTableSourceArn", request.globalTableSourceArn() != null);
        refuse("GlobalTableSettingsReplicationMode", request.globalTableSettingsReplicationModeAsString() != null);
    }

    private static void refuse(String parameter, boolean present) {
        if (present) {
            throw NotSimulatedException.parameter("CreateTable", parameter);
        }
    }

    private static BillingMode billingMode(CreateTableRequest request) {
        BillingMode mode = request.billingMode() == null ? BillingMode.PROVISIONED : request.billingMode();
        boolean throughput = request.provisionedThroughput() != null;
        if (mode == BillingMode.PROVISIONED && !throughput) {
            throw validation(INVALID
                    + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                    + " PROVISIONED");
        }
        if (mode == BillingMode.PAY_PER_REQUEST && throughput) {
            throw validation(INVALID
                    + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                    + " PAY_PER_REQUEST");
        }
        return mode;
    }

    private static @Nullable StreamViewType stream(@Nullable StreamSpecification specification) {
        if (specification == null) {
            return null;
        }
        StreamViewType view = specification.streamViewType();
        if (Boolean.TRUE.equals(specification.streamEnabled())) {
            if (view == null) {
                throw validation(
                        "Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams.");
            }
            return view;
        }
        if (view != null) {
            throw validation(
                    "Invalid StreamViewType: Stream StreamEnabled was false but a StreamViewType was present.");
        }
        return null;
    }
}
