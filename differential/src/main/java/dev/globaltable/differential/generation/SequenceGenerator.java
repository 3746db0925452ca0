package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** A sequence of steps from a seed and a number: first its tables are created, then anything may happen to them. */
public final class SequenceGenerator {

    private static final int TABLES = 2;
    private static final List<String> VIEWS =
            List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "NEW_AND_OLD_IMAGES");

    private final long seed;
    private final int length;

    /** Sequences of {@code length} steps after the creation of their tables. */
    public SequenceGenerator(long seed, int length) {
        this.seed = seed;
        this.length = length;
    }

    /** The sequence with this number; the same for the same seed, length and number. */
    public List<Step> sequence(long number) {
        Choices choices = new Choices(seed, number, -1);
        List<Schema> schemas = new ArrayList<>();
        while (schemas.size() < TABLES) {
            Schema schema = choices.oneIn(3) ? choices.pick(Schema.ALL) : choices.pick(Schema.ALL.subList(3, 6));
            if (schemas.stream().noneMatch(other -> other.table().equals(schema.table()))) {
                Schema streaming = choices.oneIn(3) ? schema.withStream(choices.pick(VIEWS)) : schema;
                schemas.add(choices.oneIn(2) ? streaming.withIndexes(choices) : streaming);
            }
        }
        List<Step> steps = new ArrayList<>();
        schemas.forEach(schema -> steps.add(Step.call(schema.create())));
        for (int step = 0; step < length; step++) {
            Choices stepChoices = new Choices(seed, number, step);
            Step next = step(stepChoices, schemas);
            steps.add(next);
            if (next.request() instanceof DeleteTableRequest deletion && !stepChoices.oneIn(4)) {
                schemas.stream()
                        .filter(schema -> schema.table().equals(deletion.tableName()))
                        .forEach(schema -> steps.add(Step.call(schema.create())));
            }
        }
        schemas.stream().filter(schema -> schema.stream() != null).forEach(schema -> steps.add(stream(schema)));
        return steps;
    }

    private static Step stream(Schema schema) {
        DynamoDbRequest request =
                DescribeTableRequest.builder().tableName(schema.table()).build();
        return new Step(Step.Kind.STREAM, request, request, List.of());
    }

    private static Step step(Choices choices, List<Schema> schemas) {
        Schema schema = choices.pick(schemas);
        ItemGenerator item = new ItemGenerator(choices, schema);
        int draw = choices.below(134);
        if (draw < 22) {
            return item.put();
        }
        if (draw < 47) {
            return item.update();
        }
        if (draw < 53) {
            return item.delete();
        }
        if (draw < 62) {
            return item.get();
        }
        if (draw < 80) {
            return new CollectionGenerator(choices, schema).query();
        }
        if (draw < 88) {
            return new CollectionGenerator(choices, schema).scan();
        }
        return ofSeveralTables(choices, schemas, draw - 88, schema);
    }

    private static Step ofSeveralTables(Choices choices, List<Schema> schemas, int draw, Schema schema) {
        if (draw < 5) {
            return new BatchGenerator(choices, schemas).get();
        }
        if (draw < 10) {
            return new BatchGenerator(choices, schemas).write();
        }
        if (draw < 12) {
            return new TableGenerator(choices, schema).step();
        }
        if (draw < 20) {
            return new LegacyGenerator(choices, schema).step();
        }
        if (draw < 28) {
            return new PartiqlGenerator(choices, schema).step();
        }
        if (draw >= 36) {
            return new SettingsGenerator(choices, schema).step();
        }
        TransactionGenerator transaction = new TransactionGenerator(choices, schemas);
        return draw < 34 ? transaction.write() : transaction.get();
    }
}
