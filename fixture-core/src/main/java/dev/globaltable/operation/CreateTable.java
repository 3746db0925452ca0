package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.resourceInUse;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.table.IndexSettings;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableOptions;
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
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** {@code CreateTable}: a table of one Region. */
public final class CreateTable implements Operation<CreateTableRequest> {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;

    public CreateTable(RegionalTables tables, TableLifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    @Override
    public CreateTableResponse.Builder execute(CreateTableRequest request) {
        check(request);
        return answer(create(request, TableOptions.DEFAULT), false);
    }

    /** What is wrong with a request by its shape alone. */
    public void check(CreateTableRequest request) {
        CreateTableShape.check(request);
        TableLookup.requirePlainName(request.tableName());
        refuseWhatIsNotSimulated(request);
    }

    /** Creates the table of a request whose shape has been checked. */
    public ReplicaTable create(CreateTableRequest request, TableOptions options) {
        Map<String, ScalarAttributeType> types = KeyDeclaration.types(request.attributeDefinitions());
        boolean hasIndexes =
                request.hasLocalSecondaryIndexes() || request.hasGlobalSecondaryIndexes() || request.hasVectorIndexes();
        KeySchema keys = KeyDeclaration.parse(request.keySchema(), types, hasIndexes);
        BillingMode billingMode = billingMode(request);
        List<IndexSettings> indexes = new IndexDeclaration(keys, types).parse(request, billingMode);
        KeyDeclaration.requireUsed(types, keys, indexes, request.vectorIndexes());
        List<VectorIndexDefinition> vectors =
                new VectorIndexDeclaration(keys, types).parse(request.vectorIndexes(), billingMode, indexes, List.of());
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
                        .options(options)
                        .build());
        vectors.forEach(table::addVectorIndex);
        return table;
    }

    /** The service shows less of a table that is new. */
    public CreateTableResponse.Builder answer(ReplicaTable table, boolean warmed) {
        TableDescription.Builder description = TableDescriptions.of(table, lifecycle.nowMicros()).toBuilder();
        if (table.settings().billingMode() == BillingMode.PAY_PER_REQUEST) {
            description.billingModeSummary(mode -> mode.billingMode(BillingMode.PAY_PER_REQUEST));
        }
        description.warmThroughput(
                warmed
                        ? description.build().warmThroughput().toBuilder()
                                .status(TableStatus.UPDATING)
                                .build()
                        : null);
        return CreateTableResponse.builder().tableDescription(description.build());
    }

    private static void refuseWhatIsNotSimulated(CreateTableRequest request) {
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            refuse("GlobalSecondaryIndexes.OnDemandThroughput", index.onDemandThroughput() != null);
            refuse("GlobalSecondaryIndexes.WarmThroughput", index.warmThroughput() != null);
        }
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
                throw validation(INVALID + "Table is being created with a stream enabled, UpdateViewType is required");
            }
            return view;
        }
        if (view != null) {
            throw validation(
                    INVALID + "Table is being created with a stream disabled, UpdateViewType should not be specified");
        }
        return null;
    }
}
