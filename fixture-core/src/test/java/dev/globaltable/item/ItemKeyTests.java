package dev.globaltable.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemKeyTests {

    private static KeyValue s(String text) {
        return KeyValue.of(AttributeValue.fromS(text));
    }

    private static KeyValue n(String number) {
        return KeyValue.of(AttributeValue.fromN(number));
    }

    @Test
    void oneAndOnePointZeroAreOneKey() {
        assertThat(ItemKey.of(n("1"))).isEqualTo(ItemKey.of(n("1.0"))).isEqualByComparingTo(ItemKey.of(n("1e0")));
    }

    @Test
    void stringsAreOrderedByTheirUtf8Bytes() {
        assertThat(s("\uFFFD")).isLessThan(s("😀"));
        assertThat(s("a")).isLessThan(s("aa"));
    }

    @Test
    void binariesAreOrderedByUnsignedBytes() {
        KeyValue low = KeyValue.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0x7f})));
        KeyValue high = KeyValue.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) 0x80})));
        assertThat(low).isLessThan(high);
        assertThat(high).hasToString("0x80");
    }

    @Test
    void itemsOfAPartitionAreOrderedBySortKey() {
        assertThat(ItemKey.of(s("42"), n("9"))).isLessThan(ItemKey.of(s("42"), n("10")));
    }

    @Test
    void theHashIsTheSameOnEveryMachine() {
        assertThat(Long.toHexString(ItemKey.of(s("42")).partitionHash())).isEqualTo("26c4637e34912c49");
    }

    @Test
    void segmentsAreFilledEvenly() {
        long[] counts = new long[4];
        IntStream.range(0, 4000).forEach(i -> counts[ItemKey.of(s("user" + i)).segment(4)]++);
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(900L, 1100L));
    }

    @Test
    void printsBothParts() {
        assertThat(ItemKey.of(s("42"))).hasToString("42");
        assertThat(ItemKey.of(s("42"), n("2026.0"))).hasToString("42/2026");
    }
}
