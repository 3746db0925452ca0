package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Query and Scan, as single calls, as walks over all pages and as parallel scans. */
final class CollectionGenerator {

    private static final List<Fault> FAULTS = catalogue();

    private final Choices choices;
    private final Schema schema;

    CollectionGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    private static List<Fault> catalogue() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Faults.tableName());
        faults.addAll(Faults.reading());
        faults.addAll(Faults.reading());
        faults.addAll(Faults.expressions());
        faults.add(Fault.member("unknown ReturnConsumedCapacity", "ReturnConsumedCapacity", "SOME"));
        return List.copyOf(faults);
    }

    Step query() {
        Placeholders placeholders = new Placeholders(choices);
        Index index = index();
        KeyAttribute partitionKey = index == null ? schema.partitionKey() : index.partition();
        AttributeValue partition = partitionKey.value(choices);
        boolean walk = choices.oneIn(3);
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(schema.table())
                .indexName(index == null ? null : index.name())
                .keyConditionExpression(new KeyConditionGrammar(choices, placeholders)
                        .condition(partitionKey, partition, index == null ? schema.sortKey() : index.sort()))
                .filterExpression(filter(placeholders, choices.oneIn(30)))
                .projectionExpression(projection(placeholders))
                .expressionAttributeNames(ItemGenerator.orNull(placeholders.names()))
                .expressionAttributeValues(ItemGenerator.orNull(placeholders.values()))
                .scanIndexForward(choices.oneIn(2) ? choices.oneIn(3) : null)
                .limit(limit(walk))
                .consistentRead(choices.oneIn(4) ? choices.oneIn(2) : null)
                .select(select())
                .returnConsumedCapacity(ItemGenerator.capacity(choices));
        if (!walk && choices.oneIn(4)) {
            query.exclusiveStartKey(startKey(index, partitionKey, partition));
        }
        return Fault.inject(choices, walk ? Step.Kind.WALK : Step.Kind.CALL, query.build(), FAULTS);
    }

    Step scan() {
        Placeholders placeholders = new Placeholders(choices);
        Index index = index();
        Step.Kind kind = choices.pick(Step.Kind.CALL, Step.Kind.CALL, Step.Kind.WALK, Step.Kind.SEGMENTS);
        ScanRequest.Builder scan = ScanRequest.builder()
                .tableName(schema.table())
                .indexName(index == null ? null : index.name())
                .filterExpression(filter(placeholders, true))
                .projectionExpression(projection(placeholders))
                .expressionAttributeNames(ItemGenerator.orNull(placeholders.names()))
                .expressionAttributeValues(ItemGenerator.orNull(placeholders.values()))
                .limit(limit(kind != Step.Kind.CALL))
                .consistentRead(choices.oneIn(4) ? choices.oneIn(2) : null)
                .select(select())
                .returnConsumedCapacity(ItemGenerator.capacity(choices));
        if (kind == Step.Kind.CALL && choices.oneIn(6)) {
            scan.exclusiveStartKey(startKey(index));
        }
        if (kind == Step.Kind.CALL && choices.oneIn(12)) {
            scan.segment(choices.between(-1, 3)).totalSegments(choices.pick(0, 1, 2, 1_000_000, 1_000_001));
        }
        return Fault.inject(choices, kind, scan.build(), FAULTS);
    }

    /** One of the indexes that the table is created with, sometimes one that it may get; none for the table itself. */
    private @Nullable Index index() {
        if (choices.oneIn(25)) {
            return choices.pick(schema.possibleIndexes());
        }
        return schema.indexes().isEmpty() || choices.oneIn(3) ? null : choices.pick(schema.indexes());
    }

    private Map<String, AttributeValue> startKey(
            @Nullable Index index, KeyAttribute partitionKey, AttributeValue queried) {
        Map<String, AttributeValue> start = startKey(index);
        if (!choices.oneIn(4)) {
            start.put(partitionKey.name(), queried);
        }
        return start;
    }

    private Map<String, AttributeValue> startKey(@Nullable Index index) {
        Map<String, AttributeValue> start = schema.key(choices);
        if (index != null && !choices.oneIn(10)) {
            start.putAll(index.key(choices));
        }
        return start;
    }

    private @Nullable String filter(Placeholders placeholders, boolean keysAllowed) {
        return choices.oneIn(2) ? new ConditionGrammar(choices, placeholders, keysAllowed).condition() : null;
    }

    private @Nullable String projection(Placeholders placeholders) {
        return choices.oneIn(3) ? new ProjectionGrammar(choices, placeholders).projection() : null;
    }

    private @Nullable Integer limit(boolean walk) {
        return walk || choices.oneIn(3) ? Integer.valueOf(choices.between(1, 4)) : null;
    }

    private @Nullable String select() {
        return choices.oneIn(8)
                ? choices.pick("COUNT", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES")
                : null;
    }
}
