package dev.globaltable.operation;

import static dev.globaltable.operation.Endpoint.item;
import static dev.globaltable.operation.Endpoint.map;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** {@code AttributesToGet}: projections from before expressions. */
class AttributesToGetTests {

    private static final String DUPLICATE =
            "One or more parameter values were invalid: Duplicate value in attribute name: s";

    @RegisterExtension
    final CheckedSimulation checked = Endpoint.tables();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);

    @BeforeEach
    void putTheItem() {
        us.put("people", item("id", "1", "s", "x", "m", map("a", 1), "name", "reserved"));
    }

    private static GetItemRequest get(String... names) {
        return GetItemRequest.builder()
                .tableName("people")
                .key(item("id", "1"))
                .attributesToGet(names)
                .build();
    }

    private static BatchGetItemRequest batch(String... names) {
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        "people",
                        KeysAndAttributes.builder()
                                .keys(List.of(item("id", "1")))
                                .attributesToGet(names)
                                .build()))
                .build();
    }

    private static QueryRequest.Builder query(String... names) {
        return QueryRequest.builder()
                .tableName("people")
                .keyConditions(Map.of(
                        "id",
                        Condition.builder()
                                .comparisonOperator("EQ")
                                .attributeValueList(Endpoint.value("1"))
                                .build()))
                .attributesToGet(names);
    }

    private static ScanRequest.Builder scan(String... names) {
        return ScanRequest.builder().tableName("people").attributesToGet(names);
    }

    @Test
    void chooseWholeAttributes() {
        String[] names = {"s", "name", "m.a", "absent"};
        Map<String, ?> expected = item("name", "reserved", "s", "x");

        assertThat(us.<GetItemResponse>call(get(names)).item()).isEqualTo(expected);
        assertThat(us.<BatchGetItemResponse>call(batch(names)).responses())
                .isEqualTo(Map.of("people", List.of(expected)));
        assertThat(us.<QueryResponse>call(query(names).build()).items()).isEqualTo(List.of(expected));
        assertThat(us.<ScanResponse>call(scan(names).build()).items()).isEqualTo(List.of(expected));
    }

    @Test
    void leaveAnItemThatHasNoneOfThem() {
        GetItemResponse response = us.call(get("absent"));

        assertThat(response.hasItem()).isTrue();
        assertThat(response.item()).isEmpty();
    }

    @Test
    void areGivenOnce() {
        us.refuses(get("a", "s", "s", "a"), DUPLICATE);
        us.refuses(batch("a", "s", "s", "a"), DUPLICATE);
        us.refuses(query("a", "s", "s", "a").build(), DUPLICATE);
        us.refuses(scan("a", "s", "s", "a").build(), DUPLICATE);
    }

    @Test
    void haveNames() {
        us.refuses(get(""), "Empty attribute name");
        us.refuses(scan(Arrays.asList("s", null).toArray(String[]::new)).build(), "Empty attribute name");
        us.refuses(query("a".repeat(65_536)).build(), "Attribute name is too large, must be less than 65536 bytes");
    }

    @Test
    void areNotNone() {
        String problem = "failed to satisfy constraint: Member must have length greater than or equal to 1";

        us.refuses(get(), "1 validation error detected: Value '[]' at 'attributesToGet' " + problem);
        us.refuses(query().build(), "1 validation error detected: Value '[]' at 'attributesToGet' " + problem);
        us.refuses(scan().build(), "1 validation error detected: Value '[]' at 'attributesToGet' " + problem);
        us.refuses(
                batch(),
                "1 validation error detected: Value '[]' at 'requestItems.people.member.attributesToGet' " + problem);
    }

    @Test
    void areWhatSpecificAttributesMeans() {
        assertThat(us.<ScanResponse>call(scan("s").select("SPECIFIC_ATTRIBUTES").build())
                        .items())
                .containsExactly(item("s", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_ATTRIBUTES, ALL_ATTRIBUTES",
        "ALL_PROJECTED_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES",
        "COUNT, only the Count"
    })
    void contradictAnyOtherSelection(String select, String what) {
        String problem = "Cannot specify the AttributesToGet when choosing to get " + what;

        us.refuses(query("s").select(select).build(), problem);
        us.refuses(scan("s").select(select).build(), problem);
    }
}
