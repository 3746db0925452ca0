package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.Simulation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchResultItem;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElementType;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorDistanceFunction;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

class SearchVectorsTests {

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    private static VectorIndex.Builder index(VectorDistanceFunction function) {
        return VectorIndex.builder()
                .indexName("like")
                .vectorAttribute(attribute -> attribute.attributeName("v"))
                .dimensions(2L)
                .distanceFunction(function)
                .projection(
                        Projection.builder().projectionType(ProjectionType.ALL).build());
    }

    private static SearchSchemaElement element(String attribute, SearchSchemaElementType type) {
        return SearchSchemaElement.builder()
                .attributeName(attribute)
                .searchSchemaElementType(type)
                .build();
    }

    private static CreateTableRequest.Builder table(VectorIndex index, String... attributes) {
        List<AttributeDefinition> definitions = Stream.concat(Stream.of("id"), Arrays.stream(attributes))
                .map(name -> AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList();
        return CreateTableRequest.builder()
                .tableName("photos")
                .attributeDefinitions(definitions)
                .keySchema(List.of(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .vectorIndexes(List.of(index));
    }

    private void create(VectorIndex index, String... attributes) {
        us.call(table(index, attributes).build());
        checked.simulation().settle();
    }

    private static SearchVectorsRequest.Builder search(double x, double y) {
        return SearchVectorsRequest.builder()
                .tableName("photos")
                .indexName("like")
                .searchVector(Endpoint.value(List.of(x, y)).l())
                .topK(10);
    }

    private List<SearchResultItem> find(SearchVectorsRequest request) {
        return us.<SearchVectorsResponse>call(request).searchResults();
    }

    private List<String> ids(SearchVectorsRequest request) {
        return find(request).stream().map(hit -> hit.item().get("id").s()).toList();
    }

    private void put(String id, Object x, Object y) {
        us.put("photos", item("id", id, "v", List.of(x, y)));
    }

    @Nested
    class Scores {

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "COSINE, 'same: 0.0, right: 1.0, opposite: 2.0'",
            "EUCLIDEAN, 'same: 1.0, opposite: 3.0, right: 3.1622776601683795'",
            "DOT_PRODUCT, 'same: 2.0, right: 0.0, opposite: -1.0'"
        })
        void theMostAlikeComeFirst(VectorDistanceFunction function, String expected) {
            create(index(function).build());
            put("opposite", -1, 0);
            put("right", 0, 3);
            put("same", 2, 0);

            List<SearchResultItem> hits = find(search(1, 0).build());
            if (function == VectorDistanceFunction.EUCLIDEAN) {
                put("opposite", -2, 0);
                hits = find(search(1, 0).build());
            }

            assertThat(hits.stream()
                            .map(hit -> hit.item().get("id").s() + ": " + hit.score())
                            .toList())
                    .hasToString("[" + expected + "]");
        }

        @Test
        void noMoreThanTopKAreReturned() {
            create(index(VectorDistanceFunction.EUCLIDEAN).build());
            put("far", 9, 9);
            put("near", 1, 1);
            put("nearer", 0.5, 0.5);

            assertThat(ids(search(0, 0).topK(2).build())).containsExactly("nearer", "near");
        }

        @Test
        void vectorsAreKeptWithThePrecisionOf32Bits() {
            create(index(VectorDistanceFunction.EUCLIDEAN).build());
            put("rounded", Endpoint.number("0.123456789123456789"), 0);

            assertThat(find(search(0, 0).build()).get(0).score()).isEqualTo(0.12345679f);
            assertThat(us.get("photos", item("id", "rounded"))
                            .get("v")
                            .l()
                            .get(0)
                            .n())
                    .isEqualTo("0.123456789123456789");
        }

        @Test
        void whatWasComparedIsTheCost() {
            create(index(VectorDistanceFunction.EUCLIDEAN).build());
            put("a", 1, 1);
            put("b", 2, 2);

            SearchVectorsResponse response = us.call(search(0, 0)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());

            assertThat(response.consumedCapacity().vectorSearchRequestBytes()).isEqualTo(1024.0);
            SearchVectorsResponse none = us.call(search(0, 0)
                    .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                    .build());
            assertThat(none.consumedCapacity()).isNull();
        }

        @Test
        void aLargeSearchCostsFourBytesForEachNumber() {
            create(index(VectorDistanceFunction.EUCLIDEAN).dimensions(300L).build());
            us.put("photos", item("id", "a", "v", Collections.nCopies(300, 1)));

            SearchVectorsResponse response = us.call(search(0, 0)
                    .searchVector(Endpoint.value(Collections.nCopies(300, 0)).l())
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build());

            assertThat(response.consumedCapacity().vectorSearchRequestBytes()).isEqualTo(1200.0);
        }

        /** Whatever their length, none of them comes out below 0 by rounding. */
        @Test
        void vectorsOfOneDirectionAreAsAlikeAsCanBe() {
            create(index(VectorDistanceFunction.COSINE).build());
            for (int length = 1; length <= 50; length++) {
                put("p" + (10 + length), length * 0.1, length * 0.3);
            }

            List<SearchResultItem> hits = find(search(0.1, 0.3).topK(50).build());

            assertThat(hits)
                    .hasSize(50)
                    .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1e-7));
        }

        @Test
        void aVectorWithoutDirectionIsAtARightAngleToAll() {
            create(index(VectorDistanceFunction.COSINE).build());
            put("zero", 0, 0);

            assertThat(find(search(1, 0).build()))
                    .singleElement()
                    .extracting(SearchResultItem::score)
                    .isEqualTo(1.0);
        }
    }

    @Nested
    class TheIndex {

        @BeforeEach
        void create() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());
        }

        @Test
        void itemsWithoutVectorAreNotInIt() {
            us.put("photos", item("id", "none"));
            put("some", 1, 1);

            assertThat(ids(search(0, 0).build())).containsExactly("some");
        }

        /** Vectors are large; AWS leaves them out unless they are asked for. */
        @Test
        void aHitShowsItsVectorOnRequestOnly() {
            us.put("photos", item("id", "1", "size", 7, "v", List.of(1, 2)));

            assertThat(find(search(0, 0).build()).get(0).item()).isEqualTo(item("id", "1", "size", 7));
            assertThat(find(search(0, 0).projectionExpression("id, v").build())
                            .get(0)
                            .item())
                    .isEqualTo(item("id", "1", "v", List.of(1, 2)));
        }

        @Test
        void itFollowsUpdatesAndDeletes() {
            put("moves", 1, 1);
            put("goes", 2, 2);
            us.call(UpdateItemRequest.builder()
                    .tableName("photos")
                    .key(item("id", "moves"))
                    .updateExpression("SET v = :v")
                    .expressionAttributeValues(item(":v", List.of(3, 4)))
                    .build());
            us.call(DeleteItemRequest.builder()
                    .tableName("photos")
                    .key(item("id", "goes"))
                    .build());

            assertThat(find(search(0, 0).build()))
                    .singleElement()
                    .extracting(SearchResultItem::score)
                    .isEqualTo(5.0);
        }

        @Test
        void itIsDescribedWithItsTable() {
            put("a", 1, 1);

            DescribeTableResponse response =
                    us.call(DescribeTableRequest.builder().tableName("photos").build());

            assertThat(response.table().vectorIndexes())
                    .containsExactly(VectorIndexDescription.builder()
                            .indexName("like")
                            .vectorAttribute(attribute -> attribute.attributeName("v"))
                            .dimensions(2L)
                            .distanceFunction(VectorDistanceFunction.EUCLIDEAN)
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .indexStatus(IndexStatus.ACTIVE)
                            .indexSizeBytes(13L)
                            .itemCount(1L)
                            .indexArn("arn:aws:dynamodb:us-east-1:123456789012:table/photos/index/like")
                            .build());
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                text      | Invalid type for parameter v, Expected: L, Actual: S. IndexName: like
                short     | Invalid size for parameter v, Expected: 2, Actual: 1. IndexName: like
                mixed     | Invalid type for parameter v[1], Expected: N, Actual: S. IndexName: like
                huge      | Invalid value for parameter v[0], which is out of the range of a 32-bit floating point number. IndexName: like
                """)
        void whatIsNoVectorOfTheIndexIsNotWritten(String kind, String message) {
            Map<String, Object> values = Map.of(
                    "text",
                    "x",
                    "short",
                    List.of(1),
                    "mixed",
                    List.of(1, "x"),
                    "huge",
                    List.of(Endpoint.number("1e39"), 1));
            AttributeValue value = Endpoint.value(values.get(kind));
            String expected = "One or more parameter values were invalid: " + message;

            us.refuses(
                    PutItemRequest.builder()
                            .tableName("photos")
                            .item(item("id", "1", "v", value))
                            .build(),
                    expected);
            us.refuses(
                    UpdateItemRequest.builder()
                            .tableName("photos")
                            .key(item("id", "1"))
                            .updateExpression("SET v = :v")
                            .expressionAttributeValues(Map.of(":v", value))
                            .build(),
                    expected);
        }
    }

    @Nested
    class Conditions {

        @BeforeEach
        void create() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN)
                            .searchSchema(
                                    element("album", SearchSchemaElementType.HASH),
                                    element("painter", SearchSchemaElementType.INLINE_FILTER))
                            .projection(Projection.builder()
                                    .projectionType(ProjectionType.KEYS_ONLY)
                                    .build())
                            .build(),
                    "album",
                    "painter");
            photo("1", "sea", "ada", 1);
            photo("2", "sea", "bob", 2);
            photo("3", "hills", "ada", 3);
            us.put("photos", item("id", "4", "v", List.of(0, 0)));
        }

        private void photo(String id, String album, String painter, int x) {
            us.put("photos", item("id", id, "album", album, "painter", painter, "size", 7, "v", List.of(x, 0)));
        }

        private SearchVectorsRequest where(String condition, Object... values) {
            return search(0, 0)
                    .searchConditionExpression(condition)
                    .expressionAttributeValues(item(values))
                    .build();
        }

        @Test
        void aSearchLooksInOnePartitionOfTheIndex() {
            assertThat(ids(where("album = :a", ":a", "sea"))).containsExactly("1", "2");
        }

        @Test
        void inlineFiltersNarrowItDown() {
            assertThat(ids(where("album = :a AND painter = :o", ":a", "sea", ":o", "bob")))
                    .containsExactly("2");
        }

        @Test
        void aHitShowsWhatTheIndexHolds() {
            assertThat(find(where("album = :a", ":a", "hills")))
                    .singleElement()
                    .extracting(SearchResultItem::item)
                    .isEqualTo(item("album", "hills", "id", "3", "painter", "ada"));
        }

        @Test
        void aHitIsProjected() {
            SearchVectorsRequest request = where("album = :a", ":a", "hills").toBuilder()
                    .projectionExpression("id")
                    .build();

            assertThat(find(request).get(0).item()).isEqualTo(item("id", "3"));
        }

        @Test
        void thePartitionHasToBeGiven() {
            String message = "SearchConditionExpression must be provided when SearchSchema has a HASH key";

            us.refuses(search(0, 0).build(), message);
            us.refuses(where("painter = :o", ":o", "ada"), message);
        }

        /** Every other operator is not supported (documented by AWS). */
        @ParameterizedTest
        @ValueSource(strings = {"<>", "<", "<=", ">", ">="})
        void onlyEqualityIsSupported(String comparator) {
            String message = "Invalid SearchConditionExpression: Invalid comparator used in SearchConditionExpression";

            us.refuses(where("album " + comparator + " :a", ":a", "sea"), message);
            us.refuses(where("album = :a AND painter " + comparator + " :o", ":a", "sea", ":o", "ada"), message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "album = :a OR painter = :o",
                    "album IN (:a, :o)",
                    "album BETWEEN :o AND :a",
                    "NOT (album = :a AND painter = :o)",
                    "album = :a AND begins_with(painter, :o)"
                })
        void equalitiesAreJoinedByAndAlone(String condition) {
            us.refuses(
                    where(condition, ":a", "sea", ":o", "ada"),
                    "Invalid SearchConditionExpression: Invalid operator used in SearchConditionExpression");
        }

        /** As the key of a secondary index does. */
        @Test
        void thePartitionOfAnItemHasTheTypeOfItsDefinitionAndIsNotEmpty() {
            us.refuses(
                    PutItemRequest.builder()
                            .tableName("photos")
                            .item(item("id", "5", "album", 7))
                            .build(),
                    "One or more parameter values were invalid: Type mismatch for Index Key album Expected: S Actual: N"
                            + " IndexName: like");
            us.refuses(
                    PutItemRequest.builder()
                            .tableName("photos")
                            .item(item("id", "5", "album", ""))
                            .build(),
                    "One or more parameter values are not valid. A value specified for a secondary index key is not"
                            + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                            + " IndexName: like, IndexKey: album");
            us.refuses(
                    UpdateItemRequest.builder()
                            .tableName("photos")
                            .key(item("id", "1"))
                            .updateExpression("SET album = :a")
                            .expressionAttributeValues(item(":a", ""))
                            .build(),
                    "One or more parameter values are not valid. The update expression attempted to update a secondary"
                            + " index key to a value that is not supported. The AttributeValue for a key attribute cannot"
                            + " contain an empty string value.");
            us.refuses(
                    UpdateItemRequest.builder()
                            .tableName("photos")
                            .key(item("id", "1"))
                            .updateExpression("SET album = :a")
                            .expressionAttributeValues(item(":a", 7))
                            .build(),
                    "One or more parameter values were invalid: Type mismatch for Index Key album Expected: S Actual: N"
                            + " IndexName: like");
        }

        @Test
        void anItemIsFoundWithoutTheAttributeOfAnInlineFilter() {
            us.put("photos", item("id", "5", "album", "plain", "v", List.of(1, 1)));

            assertThat(ids(where("album = :a", ":a", "plain"))).containsExactly("5");
        }

        @Test
        void onlyAttributesOfTheSearchSchemaCanBeLookedAt() {
            us.refuses(
                    where("album = :a AND height = :h", ":a", "sea", ":h", 1),
                    "Invalid SearchConditionExpression: Attribute is not part of the SearchSchema of the index; attribute:"
                            + " height");
            us.refuses(
                    where("album = :a AND painter.x = :h", ":a", "sea", ":h", 1),
                    "Invalid SearchConditionExpression: Nested attributes are not supported; attribute: painter");
        }
    }

    @Nested
    class Refusals {

        private void refuses(UnaryOperator<SearchVectorsRequest.Builder> change, String message) {
            us.refuses(change.apply(search(0, 0)).build(), message);
        }

        @BeforeEach
        void create() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 101})
        void topKIsFromOneToAHundred(int topK) {
            refuses(
                    search -> search.topK(topK),
                    "Provided TopK value '" + topK
                            + "' is out of valid range. The value must be between 1 and 100 inclusive");
        }

        @Test
        void thereIsNoSuchIndex() {
            refuses(search -> search.indexName("other"), "The table does not have the specified index: other");
        }

        @Test
        void theSoughtVectorFitsTheIndex() {
            refuses(
                    search -> search.searchVector(Endpoint.value(List.of(1)).l()),
                    "Input search vector dimension 1 does not match vector index dimension 2");
            refuses(
                    search ->
                            search.searchVector(Endpoint.value(List.of(1, "x")).l()),
                    "One or more parameter values were invalid: Invalid type for parameter SearchVector[1], Expected: N,"
                            + " Actual: S.");
        }

        @Test
        void theProjectionLooksIntoNoKeyAndUsesEveryName() {
            refuses(
                    search -> search.projectionExpression("id.x"),
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key:"
                            + " id");
            refuses(
                    search -> search.projectionExpression("id").expressionAttributeNames(Map.of("#n", "size")),
                    "Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}");
        }

        @Test
        void anIndexThatIsBeingFilledIsNotSearched() {
            try (Simulation slow =
                    Simulation.builder().tableStatusDelay(Duration.ofSeconds(5)).start()) {
                Endpoint there = new Endpoint(() -> slow, US_EAST_1);
                there.call(table(index(VectorDistanceFunction.EUCLIDEAN).build())
                        .vectorIndexes(List.of())
                        .build());
                slow.clock().advance(Duration.ofSeconds(5));
                there.call(UpdateTableRequest.builder()
                        .tableName("photos")
                        .vectorIndexUpdates(VectorIndexUpdate.builder()
                                .create(create -> create.indexName("like")
                                        .vectorAttribute(attribute -> attribute.attributeName("v"))
                                        .dimensions(2L)
                                        .distanceFunction(VectorDistanceFunction.EUCLIDEAN)
                                        .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                                .build())
                        .build());

                there.refuses(search(0, 0).build(), "Cannot search backfilling vector index: like");
            }
        }

        @Test
        void otherReadsAreNotForThisTypeOfIndex() {
            us.refuses(
                    QueryRequest.builder()
                            .tableName("photos")
                            .indexName("like")
                            .keyConditionExpression("id = :i")
                            .expressionAttributeValues(item(":i", "1"))
                            .build(),
                    "Query operation not supported on this index type.");
            us.refuses(
                    ScanRequest.builder().tableName("photos").indexName("like").build(),
                    "Scan operation not supported on this index type.");
        }
    }

    @Nested
    class UpdatingTheTable {

        private UpdateTableRequest update(Consumer<VectorIndexUpdate.Builder> change) {
            return UpdateTableRequest.builder()
                    .tableName("photos")
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("album")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .vectorIndexUpdates(
                            VectorIndexUpdate.builder().applyMutation(change).build())
                    .build();
        }

        private void add(VectorIndex index) {
            us.call(update(change -> change.create(create -> create.indexName(index.indexName())
                    .vectorAttribute(index.vectorAttribute())
                    .dimensions(index.dimensions())
                    .distanceFunction(index.distanceFunction())
                    .searchSchema(index.searchSchema())
                    .projection(index.projection()))));
        }

        @Test
        void anIndexThatIsAddedTakesInWhatTheTableHolds() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).indexName("other").build());
            us.put("photos", item("id", "old", "album", "sea", "v", List.of(3, 4)));

            add(index(VectorDistanceFunction.EUCLIDEAN)
                    .searchSchema(element("album", SearchSchemaElementType.HASH))
                    .build());

            SearchVectorsRequest request = search(0, 0)
                    .searchConditionExpression("album = :a")
                    .expressionAttributeValues(item(":a", "sea"))
                    .build();
            assertThat(find(request))
                    .singleElement()
                    .extracting(SearchResultItem::score)
                    .isEqualTo(5.0);
        }

        /** Otherwise no item could satisfy both. */
        @Test
        void indexesOnOneAttributeHaveTheSameDimensions() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).indexName("other").build());

            us.refuses(
                    update(change -> change.create(create -> create.indexName("like")
                            .vectorAttribute(attribute -> attribute.attributeName("v"))
                            .dimensions(3L)
                            .distanceFunction(VectorDistanceFunction.COSINE)
                            .projection(projection -> projection.projectionType(ProjectionType.ALL)))),
                    "One or more parameter values were invalid: Vector indexes on the same attribute must have the same"
                            + " dimensions. Attribute: v");
        }

        /** What the index would refuse now was written before it. */
        @Test
        void anIndexThatIsAddedLeavesOutWhatDoesNotFit() {
            us.call(table(index(VectorDistanceFunction.EUCLIDEAN).build())
                    .vectorIndexes(List.of())
                    .build());
            us.put("photos", item("id", "huge", "album", "sea", "v", List.of(Endpoint.number("1e39"), 1)));
            us.put("photos", item("id", "long", "album", "sea", "v", List.of(1, 2, 3)));
            us.put("photos", item("id", "text", "album", "sea", "v", "x"));
            us.put("photos", item("id", "mixed", "album", "sea", "v", List.of(1, "x")));
            us.put("photos", item("id", "number", "album", 7, "v", List.of(1, 2)));
            us.put("photos", item("id", "empty", "album", "", "v", List.of(1, 2)));
            us.put("photos", item("id", "fits", "album", "sea", "v", List.of(1, 2)));

            add(index(VectorDistanceFunction.EUCLIDEAN)
                    .searchSchema(element("album", SearchSchemaElementType.HASH))
                    .build());

            for (Object album : List.of("sea", 7, "")) {
                SearchVectorsRequest request = search(0, 0)
                        .searchConditionExpression("album = :a")
                        .expressionAttributeValues(item(":a", album))
                        .build();
                assertThat(ids(request)).isEqualTo(album.equals("sea") ? List.of("fits") : List.of());
            }
        }

        @Test
        void anIndexThatIsRemovedIsGone() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());

            us.call(update(change -> change.delete(delete -> delete.indexName("like"))));

            us.refuses(search(0, 0).build(), "The table does not have the specified index: like");
            us.refuses(
                    update(change -> change.delete(delete -> delete.indexName("like"))),
                    ResourceNotFoundException.class,
                    "Requested resource not found: Index like for table photos");
        }

        @Test
        void whatDefinedItsSearchSchemaAloneGoesWithIt() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).indexName("other").build());
            add(index(VectorDistanceFunction.EUCLIDEAN)
                    .searchSchema(element("album", SearchSchemaElementType.HASH))
                    .build());
            assertThat(definitions()).containsExactly("album", "id");

            us.call(update(change -> change.delete(delete -> delete.indexName("like"))));

            assertThat(definitions()).containsExactly("id");
        }

        @Test
        void whatDefinesTheSearchSchemaOfAnotherStays() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN)
                            .indexName("other")
                            .searchSchema(element("painter", SearchSchemaElementType.HASH))
                            .build(),
                    "painter");
            add(index(VectorDistanceFunction.EUCLIDEAN).build());

            us.call(update(change -> change.delete(delete -> delete.indexName("like"))));

            assertThat(definitions()).containsExactlyInAnyOrder("id", "painter");
        }

        @Test
        void oneIndexComesOrGoesAtATime() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());
            VectorIndexUpdate removal = VectorIndexUpdate.builder()
                    .delete(delete -> delete.indexName("like"))
                    .build();
            UpdateTableRequest two = UpdateTableRequest.builder()
                    .tableName("photos")
                    .vectorIndexUpdates(removal, removal)
                    .build();

            us.refuses(
                    two,
                    LimitExceededException.class,
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
            us.refuses(
                    two.toBuilder()
                            .vectorIndexUpdates(VectorIndexUpdate.builder().build())
                            .build(),
                    "One or more parameter values were invalid: Only one of Create and Delete is allowed per"
                            + " VectorIndexUpdate object");
        }

        private List<String> definitions() {
            return us
                    .<DescribeTableResponse>call(
                            DescribeTableRequest.builder().tableName("photos").build())
                    .table()
                    .attributeDefinitions()
                    .stream()
                    .map(AttributeDefinition::attributeName)
                    .toList();
        }

        @Test
        void noOtherIndexHasItsName() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());

            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("photos")
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("album")
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                    .create(create -> create.indexName("like")
                                            .keySchema(KeySchemaElement.builder()
                                                    .attributeName("album")
                                                    .keyType(KeyType.HASH)
                                                    .build())
                                            .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                                    .build())
                            .build(),
                    "Attempting to create an index which already exists");
            us.refuses(
                    update(change -> change.create(create -> create.indexName("like")
                            .vectorAttribute(attribute -> attribute.attributeName("w"))
                            .dimensions(3L)
                            .distanceFunction(VectorDistanceFunction.COSINE)
                            .projection(projection -> projection.projectionType(ProjectionType.ALL)))),
                    "Attempting to create an index which already exists");
        }

        @Test
        void itsTableStaysBilledByRequest() {
            SearchVectorsTests.this.create(
                    index(VectorDistanceFunction.EUCLIDEAN).build());

            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("photos")
                            .billingMode(BillingMode.PROVISIONED)
                            .provisionedThroughput(
                                    units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                            .build(),
                    "One or more parameter values were invalid: Vector indexes are supported only on tables with"
                            + " BillingMode PAY_PER_REQUEST");
        }
    }

    @Nested
    class Creating {

        @Test
        void vectorIndexesNeedAnOnDemandTable() {
            us.refuses(
                    table(index(VectorDistanceFunction.COSINE).build())
                            .billingMode(BillingMode.PROVISIONED)
                            .provisionedThroughput(
                                    units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                            .build(),
                    "One or more parameter values were invalid: Vector indexes are supported only on tables with"
                            + " BillingMode PAY_PER_REQUEST");
        }

        @Test
        void theSearchSchemaIsDefined() {
            us.refuses(
                    table(index(VectorDistanceFunction.COSINE)
                                    .searchSchema(element("album", SearchSchemaElementType.HASH))
                                    .build())
                            .build(),
                    "One or more parameter values were invalid: One element in SearchSchema is not defined in"
                            + " attribute definitions");
        }

        @Test
        void aSearchSchemaHasOnePartitionAndNoAttributeTwice() {
            String message =
                    "One or more parameter values were invalid: SearchSchema can have one HASH element, and each attribute"
                            + " once";

            us.refuses(
                    table(
                                    index(VectorDistanceFunction.COSINE)
                                            .searchSchema(
                                                    element("album", SearchSchemaElementType.HASH),
                                                    element("painter", SearchSchemaElementType.HASH))
                                            .build(),
                                    "album",
                                    "painter")
                            .build(),
                    message);
            us.refuses(
                    table(
                                    index(VectorDistanceFunction.COSINE)
                                            .searchSchema(
                                                    element("album", SearchSchemaElementType.HASH),
                                                    element("album", SearchSchemaElementType.INLINE_FILTER))
                                            .build(),
                                    "album")
                            .build(),
                    message);
        }

        @Test
        void aKeyOfTheTableIsNoVector() {
            us.refuses(
                    table(index(VectorDistanceFunction.COSINE)
                                    .vectorAttribute(attribute -> attribute.attributeName("id"))
                                    .build())
                            .build(),
                    "One or more parameter values were invalid: The vector attribute cannot be a key of the table."
                            + " Attribute: id");
        }

        @Test
        void attributesAreNamedForProjectionsThatIncludeThem() {
            for (Projection projection : List.of(
                    Projection.builder().projectionType(ProjectionType.INCLUDE).build(),
                    Projection.builder()
                            .projectionType(ProjectionType.ALL)
                            .nonKeyAttributes("size")
                            .build())) {
                us.refuses(
                        table(index(VectorDistanceFunction.COSINE)
                                        .projection(projection)
                                        .build())
                                .build(),
                        "One or more parameter values were invalid: NonKeyAttributes must be specified if and only if"
                                + " ProjectionType is INCLUDE");
            }
        }

        @Test
        void everyIndexHasItsOwnName() {
            VectorIndex index = index(VectorDistanceFunction.COSINE).build();

            us.refuses(
                    table(index).vectorIndexes(index, index).build(),
                    "One or more parameter values were invalid: Duplicate index name: like");
        }

        @Test
        void aTableHasUpToFiveVectorIndexes() {
            VectorIndex[] six = IntStream.rangeClosed(1, 6)
                    .mapToObj(number -> index(VectorDistanceFunction.COSINE)
                            .indexName("like" + number)
                            .build())
                    .toArray(VectorIndex[]::new);

            us.refuses(
                    table(six[0]).vectorIndexes(six).build(),
                    "One or more parameter values were invalid: VectorIndex count exceeds the per-table limit of 5");
            us.call(table(six[0]).vectorIndexes(Arrays.copyOf(six, 5)).build());
        }

        @Test
        void dimensionsAndFiltersHaveAnEnd() {
            String[] names =
                    IntStream.range(0, 19).mapToObj(number -> "f" + number).toArray(String[]::new);
            List<SearchSchemaElement> filters = Arrays.stream(names)
                    .map(name -> element(name, SearchSchemaElementType.INLINE_FILTER))
                    .toList();

            us.refuses(
                    table(index(VectorDistanceFunction.COSINE).dimensions(4097L).build())
                            .build(),
                    "One or more parameter values were invalid: A vector index has at most 4096 dimensions. IndexName:"
                            + " like");
            us.refuses(
                    table(
                                    index(VectorDistanceFunction.COSINE)
                                            .searchSchema(filters)
                                            .build(),
                                    names)
                            .build(),
                    "One or more parameter values were invalid: SearchSchema can have at most 18 INLINE_FILTER elements");
        }

        @Test
        void aTableWithVectorIndexesStaysOnDemand() {
            us.call(table(index(VectorDistanceFunction.COSINE).build()).build());
            checked.simulation().settle();

            us.refuses(
                    UpdateTableRequest.builder()
                            .tableName("photos")
                            .billingMode(BillingMode.PROVISIONED)
                            .provisionedThroughput(
                                    units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                            .build(),
                    "One or more parameter values were invalid: Vector indexes are supported only on tables with"
                            + " BillingMode PAY_PER_REQUEST");
        }
    }
}
