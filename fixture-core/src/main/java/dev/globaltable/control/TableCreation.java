package dev.globaltable.control;

import dev.globaltable.access.Policy;
import dev.globaltable.operation.CreateTable;
import dev.globaltable.operation.Operation;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import dev.globaltable.table.TableOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** {@code CreateTable} with what belongs to a table but is not part of it: tags, a resource policy, and its key. */
public final class TableCreation implements Operation<CreateTableRequest> {

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;
    private final CreateTable creation;

    public TableCreation(RegionalTables tables, TableLifecycle lifecycle, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
        this.creation = new CreateTable(tables, lifecycle);
    }

    @Override
    public CreateTableResponse.Builder execute(CreateTableRequest request) {
        ReplicaTable table = create(request);
        return creation.answer(table, UpdateTableShape.says(request.warmThroughput()));
    }

    /** A table as the answer to its creation shows it. */
    public TableDescription describe(ReplicaTable table) {
        return creation.answer(table, false).build().tableDescription();
    }

    /** Creates the table of a request, or refuses it. */
    public ReplicaTable create(CreateTableRequest request) {
        creation.check(request);
        String arn = TableDefinition.arn(tables.region(), request.tableName());
        TableOptions options = options(request, arn);
        if (!request.tags().isEmpty()) {
            Tags.requireValid(request.tags());
        }
        String account = ResourceArn.parse(arn).account();
        String policy =
                request.resourcePolicy() == null ? null : PolicyDocument.canonical(request.resourcePolicy(), account);
        Policy rules = policy == null ? null : PolicyDocument.read(policy);
        ReplicaTable table = creation.create(request, options);
        TableRecord record = state.of(table);
        for (Tag tag : request.tags()) {
            record.tags().put(tag.key(), tag.value());
        }
        if (policy != null && rules != null) {
            state.attach(table, arn, new ResourcePolicy(policy, rules, Long.toString(lifecycle.nowMicros() / 1000)));
        }
        return table;
    }

    private static TableOptions options(CreateTableRequest request, String arn) {
        BillingMode mode = request.billingMode() == null ? BillingMode.PROVISIONED : request.billingMode();
        OnDemandThroughputChange.checkNew(request.onDemandThroughput(), mode);
        return TableOptions.DEFAULT
                .withOnDemand(UpdateTableShape.says(request.onDemandThroughput()) ? request.onDemandThroughput() : null)
                .withWarm(
                        WarmThroughputChange.checkNew(request.warmThroughput(), mode, request.provisionedThroughput()))
                .withEncryption(encryption(request, arn));
    }

    private static @Nullable SSEDescription encryption(CreateTableRequest request, String arn) {
        return request.sseSpecification() == null
                ? null
                : EncryptionChange.of(request.sseSpecification()).of(arn);
    }
}
