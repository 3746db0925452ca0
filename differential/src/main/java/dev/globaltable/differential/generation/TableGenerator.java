package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** CreateTable, DescribeTable, ListTables and DeleteTable. */
final class TableGenerator {

    private static final List<Fault> CREATION = creation();

    private final Choices choices;
    private final Schema schema;

    TableGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    Step step() {
        return switch (choices.below(8)) {
            case 0, 1 ->
                Fault.inject(
                        choices,
                        Step.Kind.CALL,
                        DescribeTableRequest.builder().tableName(schema.table()).build(),
                        Faults.tableName());
            case 2, 3 -> list();
            case 4 ->
                Fault.inject(
                        choices,
                        Step.Kind.CALL,
                        DeleteTableRequest.builder().tableName(schema.table()).build(),
                        Faults.tableName());
            default -> create();
        };
    }

    private Step list() {
        return Step.call(ListTablesRequest.builder()
                .limit(choices.oneIn(2) ? Integer.valueOf(choices.pick(1, 2, 3, 100, 0, 101, -1)) : null)
                .exclusiveStartTableName(
                        choices.oneIn(2)
                                ? choices.pick("hash-of-N", "range.S_S", "nope", "zzz", "AAA", "a", "", "a!")
                                : null)
                .build());
    }

    private Step create() {
        CreateTableRequest creation = schema.create();
        if (choices.oneIn(3)) {
            creation = creation.toBuilder()
                    .billingMode((String) null)
                    .provisionedThroughput(throughput(5, 6))
                    .build();
        }
        if (choices.oneIn(2)) {
            return Fault.inject(choices, Step.Kind.CALL, creation, CREATION);
        }
        Fault fault = choices.pick(CREATION);
        return new Step(
                Step.Kind.CALL,
                fault.injection().apply(creation),
                creation,
                List.of(new Step.Injected(fault.name(), fault.injection().apply(creation))));
    }

    private static List<Fault> creation() {
        List<Fault> faults = new ArrayList<>(Faults.tableName());
        faults.add(Fault.member("no key schema", "KeySchema", null));
        faults.add(Fault.member("empty key schema", "KeySchema", List.of()));
        faults.add(keys("three keys", key("pk", "HASH"), key("sk", "RANGE"), key("x", "RANGE")));
        faults.add(keys("range key only", key("pk", "RANGE")));
        faults.add(keys("range key first", key("sk", "RANGE"), key("pk", "HASH")));
        faults.add(keys("two hash keys", key("pk", "HASH"), key("sk", "HASH")));
        faults.add(keys("two range keys", key("pk", "RANGE"), key("sk", "RANGE")));
        faults.add(keys("one name for both keys", key("pk", "HASH"), key("pk", "RANGE")));
        faults.add(keys("unknown key type", key("pk", "HASHED")));
        faults.add(keys("no key type", key("pk", null)));
        faults.add(keys("no key name", key(null, "HASH")));
        faults.add(keys("empty key name", key("", "HASH")));
        faults.add(keys("key not defined", key("undefined", "HASH")));
        faults.add(keys("sort key not defined", key("pk", "HASH"), key("undefined", "RANGE")));
        faults.add(keys("hash key only", key("pk", "HASH")));
        faults.add(Fault.member("no definitions", "AttributeDefinitions", null));
        faults.add(Fault.member("empty definitions", "AttributeDefinitions", List.of()));
        faults.add(definitions("partition key defined only", definition("pk", "S")));
        faults.add(definitions(
                "one definition too many", definition("pk", "S"), definition("sk", "S"), definition("x", "S")));
        faults.add(definitions("one definition twice", definition("pk", "S"), definition("pk", "S")));
        faults.add(definitions("unknown attribute type", definition("pk", "SS"), definition("sk", "S")));
        faults.add(definitions("no attribute type", definition("pk", null), definition("sk", "S")));
        faults.add(Fault.member("unknown billing mode", "BillingMode", "FREE"));
        faults.add(Fault.member("no billing mode", "BillingMode", null));
        faults.add(Fault.member("provisioned", "BillingMode", "PROVISIONED"));
        faults.add(Fault.member("throughput", "ProvisionedThroughput", throughput(1, 1)));
        faults.add(Fault.member("throughput 0", "ProvisionedThroughput", throughput(0, 1)));
        faults.add(Fault.member("unknown table class", "TableClass", "FAST"));
        faults.add(Fault.member(
                "stream without view",
                "StreamSpecification",
                StreamSpecification.builder().streamEnabled(true).build()));
        return List.copyOf(faults);
    }

    private static Fault keys(String name, KeySchemaElement... keys) {
        return Fault.member(name, "KeySchema", List.of(keys));
    }

    private static Fault definitions(String name, AttributeDefinition... definitions) {
        return Fault.member(name, "AttributeDefinitions", List.of(definitions));
    }

    private static KeySchemaElement key(@Nullable String name, @Nullable String type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition definition(String name, @Nullable String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static ProvisionedThroughput throughput(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
