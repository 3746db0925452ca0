package dev.globaltable.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code CreateTable} with secondary indexes. */
class IndexDeclarationTests {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(builder -> builder);

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    /** A table with the keys a and b and, where given, definitions of more attributes, all of type String. */
    private static CreateTableRequest.Builder table(String... moreAttributes) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        Stream.concat(Stream.of("a", "b"), Stream.of(moreAttributes))
                .forEach(name -> attributes.add(AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType("S")
                        .build()));
        return CreateTableRequest.builder()
                .tableName("indexed")
                .keySchema(keys("a:HASH b:RANGE"))
                .attributeDefinitions(attributes)
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static List<KeySchemaElement> keys(String keys) {
        return Stream.of(keys.split(" "))
                .map(key -> key.split(":"))
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key[0])
                        .keyType(key[1])
                        .build())
                .toList();
    }

    private static Projection projection(String type, String... attributes) {
        return Projection.builder()
                .projectionType(type)
                .nonKeyAttributes(attributes.length == 0 ? null : List.of(attributes))
                .build();
    }

    private static GlobalSecondaryIndex global(String name, String keys) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(keys))
                .projection(projection("ALL"))
                .build();
    }

    private static GlobalSecondaryIndex global(String keys, Consumer<GlobalSecondaryIndex.Builder> change) {
        return global("glo", keys).toBuilder().applyMutation(change).build();
    }

    private static LocalSecondaryIndex local(String name, String keys) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(keys))
                .projection(projection("ALL"))
                .build();
    }

    private TableDescription described() {
        return this.us
                .<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName("indexed").build())
                .table();
    }

    @Test
    void theTableShowsItsIndexes() {
        CreateTableResponse created = us.call(table("c", "d")
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(2L))
                .localSecondaryIndexes(local("loc", "a:HASH c:RANGE").toBuilder()
                        .projection(projection("INCLUDE", "x", "y"))
                        .build())
                .globalSecondaryIndexes(global(
                        "c:HASH d:RANGE",
                        index -> index.provisionedThroughput(
                                units -> units.readCapacityUnits(3L).writeCapacityUnits(4L))))
                .build());

        assertThat(created.tableDescription().globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexStatus)
                .containsExactly(IndexStatus.CREATING);
        String arn = "arn:aws:dynamodb:us-east-1:123456789012:table/indexed/index/";
        assertThat(described().localSecondaryIndexes())
                .containsExactly(LocalSecondaryIndexDescription.builder()
                        .indexName("loc")
                        .keySchema(keys("a:HASH c:RANGE"))
                        .projection(projection("INCLUDE", "x", "y"))
                        .indexSizeBytes(0L)
                        .itemCount(0L)
                        .indexArn(arn + "loc")
                        .build());
        assertThat(described().globalSecondaryIndexes())
                .containsExactly(GlobalSecondaryIndexDescription.builder()
                        .indexName("glo")
                        .keySchema(keys("c:HASH d:RANGE"))
                        .projection(projection("ALL"))
                        .indexStatus(IndexStatus.ACTIVE)
                        .provisionedThroughput(units -> units.numberOfDecreasesToday(0L)
                                .readCapacityUnits(3L)
                                .writeCapacityUnits(4L))
                        .indexSizeBytes(0L)
                        .itemCount(0L)
                        .indexArn(arn + "glo")
                        .build());
    }

    @Test
    void aTableWithoutIndexesShowsNone() {
        us.call(table().build());

        assertThat(described().hasLocalSecondaryIndexes()).isFalse();
        assertThat(described().hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void anIndexMayHaveTheKeysOfTheTable() {
        us.call(table().localSecondaryIndexes(local("loc", "a:HASH b:RANGE"))
                .globalSecondaryIndexes(global("glo", "b:HASH a:RANGE"))
                .build());

        assertThat(described().globalSecondaryIndexes()).hasSize(1);
    }

    @Test
    void aGlobalIndexMayHaveFourPartitionAndFourSortKeys() {
        String keys = "p1:HASH p2:HASH p3:HASH p4:HASH s1:RANGE s2:RANGE s3:RANGE s4:RANGE";

        us.call(table("p1", "p2", "p3", "p4", "s1", "s2", "s3", "s4")
                .globalSecondaryIndexes(global("glo", keys))
                .build());

        assertThat(described().globalSecondaryIndexes().get(0).keySchema()).isEqualTo(keys(keys));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(table().localSecondaryIndexes(List.of()), INVALID + "List of LocalSecondaryIndexes is empty"),
                arguments(
                        table().globalSecondaryIndexes(List.of()), INVALID + "List of GlobalSecondaryIndexes is empty"),
                arguments(
                        table("c")
                                .localSecondaryIndexes(IntStream.range(0, 6)
                                        .mapToObj(n -> local("loc" + n, "a:HASH c:RANGE"))
                                        .toList()),
                        INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
                arguments(
                        table("c")
                                .globalSecondaryIndexes(IntStream.range(0, 21)
                                        .mapToObj(n -> global("glo" + n, "c:HASH"))
                                        .toList()),
                        INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20"),
                arguments(
                        table("c")
                                .globalSecondaryIndexes(global("same", "c:HASH"))
                                .localSecondaryIndexes(local("same", "a:HASH c:RANGE")),
                        INVALID + "Duplicate index name: same"),
                arguments(
                        table("c").globalSecondaryIndexes(global("same", "c:HASH"), global("same", "c:HASH")),
                        INVALID + "Duplicate index name: same"),
                arguments(
                        table().globalSecondaryIndexes(global("glo", "c:HASH")),
                        INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [c],"
                                + " AttributeDefinitions: [a, b]"),
                arguments(
                        table("c", "d").globalSecondaryIndexes(global("glo", "c:HASH")),
                        INVALID
                                + "Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c, d], keys"
                                + " used: [a, b, c]"),
                arguments(
                        table("c").keySchema(keys("a:HASH")).localSecondaryIndexes(local("loc", "a:HASH c:RANGE")),
                        INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                                + " LocalSecondaryIndex"),
                arguments(
                        table().localSecondaryIndexes(local("loc", "a:HASH")),
                        INVALID + "Index KeySchema does not have a range key for index: loc"),
                arguments(
                        table("c", "d").localSecondaryIndexes(local("loc", "d:HASH c:RANGE")),
                        INVALID
                                + "Index KeySchema does not have the same leading hash key as table KeySchema for"
                                + " index: loc. index hash key: d, table hash key: a"),
                arguments(
                        table("c", "d").localSecondaryIndexes(local("loc", "a:HASH c:RANGE d:RANGE")),
                        "Key Schema too big.  Key Schema must at most consist of the hash and range key of a table"),
                arguments(
                        table().globalSecondaryIndexes(global("glo", "b:RANGE")),
                        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                arguments(
                        table().globalSecondaryIndexes(global("glo", "b:HASH b:RANGE")),
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name"),
                arguments(
                        table("c").globalSecondaryIndexes(global("glo", "a:HASH b:RANGE c:HASH")),
                        "Invalid key order. Hash Key must be specified first in key schema, Range Key must be specifed"
                                + " second"),
                arguments(
                        table("c", "d", "e")
                                .globalSecondaryIndexes(global("glo", "a:HASH b:HASH c:HASH d:HASH e:HASH")),
                        "Too many partition keys. GSI can have at most 4 partition keys"),
                arguments(
                        table("c", "d", "e", "f")
                                .globalSecondaryIndexes(
                                        global("glo", "a:HASH b:RANGE c:RANGE d:RANGE e:RANGE f:RANGE")),
                        "Too many sort keys. GSI can have at most 4 sort keys"),
                arguments(
                        table().globalSecondaryIndexes(global(
                                "b:HASH",
                                index -> index.projection(Projection.builder().build()))),
                        INVALID + "Unknown ProjectionType: null"),
                arguments(
                        table().globalSecondaryIndexes(
                                        global("b:HASH", index -> index.projection(projection("INCLUDE")))),
                        INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
                arguments(
                        table().globalSecondaryIndexes(
                                        global("b:HASH", index -> index.projection(projection("KEYS_ONLY", "x")))),
                        INVALID + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified"),
                arguments(
                        table().globalSecondaryIndexes(
                                        global("b:HASH", index -> index.projection(projection("INCLUDE", "x", "x")))),
                        "Cannot have two attributes with the same name"),
                arguments(
                        table().globalSecondaryIndexes(global(
                                "b:HASH",
                                index -> index.provisionedThroughput(
                                        units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)))),
                        INVALID + "ProvisionedThroughput should not be specified for index: glo when BillingMode is"
                                + " PAY_PER_REQUEST"),
                arguments(
                        table().billingMode(BillingMode.PROVISIONED)
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                                .globalSecondaryIndexes(global("glo", "b:HASH")),
                        INVALID + "ProvisionedThroughput is not specified for index: glo"),
                arguments(
                        table().globalSecondaryIndexes(global(
                                "b:HASH",
                                index -> index.projection(projection(
                                        "INCLUDE", Collections.nCopies(21, "x").toArray(String[]::new))))),
                        "1 validation error detected: Value '" + Collections.nCopies(21, "x")
                                + "' at 'globalSecondaryIndexes.1.member.projection.nonKeyAttributes' failed to satisfy"
                                + " constraint: Member must have length less than or equal to 20"),
                arguments(
                        table().localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("x!")
                                .projection(projection("SOME"))
                                .build()),
                        "4 validation errors detected: Value 'x!' at 'localSecondaryIndexes.1.member.indexName' failed"
                                + " to satisfy constraint: Member must have length greater than or equal to 3; Value 'x!'"
                                + " at 'localSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member"
                                + " must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value null at"
                                + " 'localSecondaryIndexes.1.member.keySchema' failed to satisfy constraint: Member must"
                                + " not be null; Value 'SOME' at"
                                + " 'localSecondaryIndexes.1.member.projection.projectionType' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]"),
                arguments(
                        table().globalSecondaryIndexes(global(
                                "b:HASH", index -> index.provisionedThroughput(units -> units.readCapacityUnits(0L)))),
                        "2 validation errors detected: Value '0' at"
                                + " 'globalSecondaryIndexes.1.member.provisionedThroughput.readCapacityUnits' failed to"
                                + " satisfy constraint: Member must have value greater than or equal to 1; Value null at"
                                + " 'globalSecondaryIndexes.1.member.provisionedThroughput.writeCapacityUnits' failed to"
                                + " satisfy constraint: Member must not be null"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(CreateTableRequest.Builder request, String message) {
        us.refuses(request.build(), message);
    }

    @Test
    void aHundredAttributesAreProjectedAtMost() {
        List<GlobalSecondaryIndex> indexes = IntStream.range(0, 6)
                .mapToObj(n -> global("glo" + n, "b:HASH").toBuilder()
                        .projection(projection(
                                "INCLUDE",
                                IntStream.range(0, 20).mapToObj(a -> "x" + a).toArray(String[]::new)))
                        .build())
                .toList();

        us.refuses(
                table().globalSecondaryIndexes(indexes).build(),
                INVALID + "Number of projected non-key attributes in all indexes exceeds the per-table limit of 100");
        us.call(table().globalSecondaryIndexes(indexes.subList(0, 5)).build());
    }
}
