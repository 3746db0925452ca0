package dev.globaltable.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Values that are too deep, too large, or as large as they may be. */
@Timeout(30)
class HostileValueTests {

    private static final String NESTED = "Nesting Levels have exceeded supported limits";
    private static final String NESTED_ITEM =
            NESTED + ": Attributes in the item have nested levels beyond supported limit";

    @RegisterExtension
    final Target target = new Target();

    private String put(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(attributes);
        item.putIfAbsent("id", AttributeValue.fromS("1"));
        return target.send(
                PutItemRequest.builder().tableName("people").item(item).build());
    }

    private String put(String name, @Nullable AttributeValue value) {
        return put(Collections.singletonMap(name, value));
    }

    private String update(String expression, Map<String, AttributeValue> values) {
        return target.send(UpdateItemRequest.builder()
                .tableName("people")
                .key(Map.of("id", AttributeValue.fromS("1")))
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .build());
    }

    private String count(String filter, AttributeValue value) {
        return target.send(ScanRequest.builder()
                .tableName("people")
                .filterExpression(filter)
                .expressionAttributeValues(Map.of(":v", value))
                .build());
    }

    @Test
    void listsThatNestTooDeepAreRefusedWhereverTheyStand() {
        AttributeValue deep = Target.lists(5000);
        Map<String, AttributeValue> key = Map.of("id", deep);

        assertThat(put("a", deep)).isEqualTo(NESTED_ITEM);
        assertThat(put("id", deep)).isEqualTo(NESTED_ITEM);
        assertThat(target.send(
                        GetItemRequest.builder().tableName("people").key(key).build()))
                .isEqualTo(NESTED_ITEM);
        assertThat(count("a = :v", deep)).contains(NESTED);
        assertThat(target.send(BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                "people",
                                KeysAndAttributes.builder()
                                        .keys(Collections.nCopies(101, key))
                                        .build()))
                        .build()))
                .isNotEmpty();
    }

    @Test
    void tooManyWritesThatNestTooDeepAreRefused() {
        Map<String, AttributeValue> item = Map.of("id", Target.lists(100_000));

        assertThat(target.send(BatchWriteItemRequest.builder()
                        .requestItems(Map.of(
                                "people",
                                Collections.nCopies(
                                        26,
                                        WriteRequest.builder()
                                                .putRequest(put -> put.item(item))
                                                .build())))
                        .build()))
                .isEqualTo(
                        "1 validation error detected: Value '...' at 'requestItems' failed to satisfy constraint: Map"
                                + " value must satisfy constraint: [Member must have length less than or equal to 25, Member"
                                + " must have length greater than or equal to 1]");
    }

    @Test
    void updatesNestNoDeeperThanItemsMay() {
        assertThat(put("m", AttributeValue.fromM(Map.of("a", Target.lists(29)))))
                .isEmpty();
        assertThat(update("SET b = :v", Map.of(":v", Target.lists(31)))).isEmpty();
        assertThat(update("SET b = :v", Map.of(":v", Target.lists(32)))).isEqualTo(NESTED);
        assertThat(update("SET m.b = :v", Map.of(":v", Target.lists(30)))).isEmpty();
        assertThat(update("SET m.b = :v", Map.of(":v", Target.lists(31)))).isEqualTo(NESTED);
        assertThat(update("SET m.c = m", Map.of())).isEqualTo(NESTED);
    }

    @Test
    void anAttributeThatIsPutIntoItselfGrowsToALimit() {
        put("m", AttributeValue.fromM(Map.of()));

        List<String> problems = IntStream.range(0, 35)
                .mapToObj(round -> update("SET m.a = m, m.b = m", Map.of()))
                .filter(problem -> !problem.isEmpty())
                .distinct()
                .toList();

        assertThat(problems).hasSize(1);
    }

    @Test
    void nullElementsAreRefused() {
        assertThat(put("a", null)).isNotEmpty();
        assertThat(put("a", AttributeValue.fromL(Collections.singletonList(null))))
                .isNotEmpty();
        assertThat(put("a", AttributeValue.fromM(Collections.singletonMap("x", null))))
                .isNotEmpty();
        assertThat(put("a", AttributeValue.fromSs(Arrays.asList("x", null)))).isNotEmpty();
        assertThat(put("a", AttributeValue.fromNs(Arrays.asList("1", null)))).isNotEmpty();
        assertThat(put("a", AttributeValue.fromBs(Arrays.asList(SdkBytes.fromUtf8String("x"), null))))
                .isNotEmpty();
    }

    @Test
    void oddTextIsTextLikeAnyOther() {
        for (String text : List.of("\0", "\ud800", "\udc00\ud800", "\uffff", "\ud83d\ude00", "a\0b")) {
            assertThat(put(Map.of("id", AttributeValue.fromS(text), "a" + text, AttributeValue.fromSs(List.of(text)))))
                    .isEmpty();
            assertThat(target.send(GetItemRequest.builder()
                            .tableName("people")
                            .key(Map.of("id", AttributeValue.fromS(text)))
                            .build()))
                    .isEmpty();
        }
    }

    @Test
    void setsAsLargeAsAnItemAreAddedToAndDeletedFromSoon() {
        List<String> even =
                IntStream.range(0, 60_000).mapToObj(i -> String.valueOf(2 * i)).toList();
        List<String> odd = IntStream.range(0, 60_000)
                .mapToObj(i -> String.valueOf(2 * i + 1))
                .toList();
        assertThat(put("a", AttributeValue.fromNs(even))).isEmpty();

        assertThat(update("DELETE a :v", Map.of(":v", AttributeValue.fromNs(odd))))
                .isEmpty();
        assertThat(update("ADD a :v", Map.of(":v", AttributeValue.fromNs(even))))
                .isEmpty();
        assertThat(update("ADD a :v", Map.of(":v", AttributeValue.fromNs(odd))))
                .isEqualTo("Item size to update has exceeded the maximum allowed size");
        assertThat(count("a = :v", AttributeValue.fromNs(odd))).isEmpty();
    }

    @Test
    void partsAreFoundSoonInValuesMadeToMislead() {
        int half = 200_000;
        byte[] zeros = new byte[2 * half];
        byte[] almost = new byte[half];
        almost[half - 1] = 1;
        assertThat(put("a", AttributeValue.fromB(SdkBytes.fromByteArray(zeros))))
                .isEmpty();
        assertThat(count("contains(a, :v)", AttributeValue.fromB(SdkBytes.fromByteArray(almost))))
                .isEmpty();

        assertThat(put("a", AttributeValue.fromS("a".repeat(2 * half)))).isEmpty();
        assertThat(count("contains(a, :v)", AttributeValue.fromS("a".repeat(half - 1) + "b")))
                .isEmpty();
    }

    @Test
    void anItemOfManyAttributesIsAnItem() {
        Map<String, AttributeValue> many = new LinkedHashMap<>();
        IntStream.range(0, 40_000).forEach(i -> many.put("a" + i, AttributeValue.fromNul(true)));
        assertThat(put(many)).isEmpty();

        List<AttributeValue> list = new ArrayList<>(Collections.nCopies(200_000, AttributeValue.fromBool(true)));
        assertThat(put("l", AttributeValue.fromL(list))).isEmpty();
        assertThat(update(
                        "SET l[199999] = :v REMOVE l[0], l[1], l[199998]",
                        Map.of(":v", AttributeValue.fromBool(false))))
                .isEmpty();
        assertThat(update("SET l = list_append(l, l)", Map.of()))
                .isEqualTo("Item size to update has exceeded the maximum allowed size");
    }

    @Test
    void numbersOfAnyLengthAreReadOnce() {
        for (String number : List.of(
                "9".repeat(300_000),
                "0." + "0".repeat(300_000) + "1",
                "1E" + "9".repeat(300_000),
                "-1e-2147483649",
                "0e99999999999999999999",
                "+".repeat(1000),
                "NaN",
                "Infinity",
                "0x10",
                "\u0661")) {
            assertThat(put("a", AttributeValue.fromN(number)))
                    .as(number.substring(0, Math.min(20, number.length())))
                    .isNotEmpty();
        }
    }
}
