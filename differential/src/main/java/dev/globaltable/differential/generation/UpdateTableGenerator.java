package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DeleteGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** UpdateTable: mostly one change at a time, as the service allows; what changes nothing is refused. */
final class UpdateTableGenerator {

    private static final List<Fault> FAULTS = faults();

    private final Choices choices;
    private final Schema schema;

    UpdateTableGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    Step step() {
        UpdateTableRequest.Builder update = UpdateTableRequest.builder().tableName(schema.table());
        change(update);
        if (choices.oneIn(15)) {
            change(update);
        }
        UpdateTableRequest request = update.build();
        boolean creates = request.globalSecondaryIndexUpdates().stream().anyMatch(each -> each.create() != null);
        return Fault.inject(
                choices,
                Step.Kind.CALL,
                creates ? request : Members.with(request, "AttributeDefinitions", null),
                FAULTS);
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(Faults.tableName());
        faults.add(Fault.member("unknown billing mode", "BillingMode", "FREE"));
        faults.add(Fault.member("throughput 0", "ProvisionedThroughput", throughput(0, 1)));
        faults.add(Fault.member("unknown table class", "TableClass", "FAST"));
        faults.add(Fault.member("no index updates", "GlobalSecondaryIndexUpdates", List.of()));
        faults.add(Fault.member(
                "empty index update",
                "GlobalSecondaryIndexUpdates",
                List.of(GlobalSecondaryIndexUpdate.builder().build())));
        return List.copyOf(faults);
    }

    private void change(UpdateTableRequest.Builder update) {
        switch (choices.below(12)) {
            case 0 -> createIndex(update);
            case 1 ->
                update.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(DeleteGlobalSecondaryIndexAction.builder()
                                .indexName(index().name())
                                .build())
                        .build());
            case 2, 3 -> update.deletionProtectionEnabled(choices.oneIn(2));
            case 4, 5 -> update.streamSpecification(stream());
            case 6, 7 -> provisioned(update);
            case 8 -> update.billingMode("PAY_PER_REQUEST");
            default -> throughputAlone(update);
        }
    }

    private void createIndex(UpdateTableRequest.Builder update) {
        Index created = choices.pick(schema.possibleIndexes()).projected(choices);
        update.attributeDefinitions(schema.definitions(List.of(created)))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(created.creation())
                        .build());
    }

    /** Mostly one that is there unless it was removed. */
    private Index index() {
        return schema.indexes().isEmpty() || choices.oneIn(4)
                ? choices.pick(schema.possibleIndexes())
                : choices.pick(schema.indexes());
    }

    private StreamSpecification stream() {
        boolean enabled = choices.oneIn(2);
        return StreamSpecification.builder()
                .streamEnabled(enabled)
                .streamViewType(enabled != choices.oneIn(10) ? choices.pick("KEYS_ONLY", "NEW_AND_OLD_IMAGES") : null)
                .build();
    }

    private void provisioned(UpdateTableRequest.Builder update) {
        update.billingMode("PROVISIONED").provisionedThroughput(throughput(choices.between(1, 3), 2));
        List<GlobalSecondaryIndexUpdate> updates = schema.indexes().stream()
                .filter(Index::global)
                .map(index -> throughput(index, choices.between(1, 3)))
                .toList();
        if (!updates.isEmpty() && !choices.oneIn(8)) {
            update.globalSecondaryIndexUpdates(updates);
        }
    }

    private void throughputAlone(UpdateTableRequest.Builder update) {
        if (choices.oneIn(2)) {
            update.provisionedThroughput(throughput(choices.between(1, 3), choices.between(1, 3)));
        } else {
            List<Index> global =
                    schema.possibleIndexes().stream().filter(Index::global).toList();
            update.globalSecondaryIndexUpdates(throughput(choices.pick(global), choices.between(1, 3)));
        }
    }

    private static GlobalSecondaryIndexUpdate throughput(Index index, long units) {
        return GlobalSecondaryIndexUpdate.builder()
                .update(UpdateGlobalSecondaryIndexAction.builder()
                        .indexName(index.name())
                        .provisionedThroughput(throughput(units, units))
                        .build())
                .build();
    }

    private static ProvisionedThroughput throughput(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
