package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service must write to the items of a global table of version 2017.11.29, as {@link ConvergenceModel} follows it. */
final class SystemWriteModel {

    private final Map<Region, Map<ItemKey, Version>> expected = new LinkedHashMap<>();

    /** REP-2: a put or update is followed, a delete is not. */
    void expect(HistoryEvent.ItemWritten write) {
        Map<ItemKey, Version> inRegion = expected.computeIfAbsent(write.region(), region -> new TreeMap<>());
        if (write.written().item().isPresent()) {
            inRegion.put(write.key(), write.written().version());
        } else {
            inRegion.remove(write.key());
        }
    }

    /** REP-1, REP-2: once, as long as the item is as the application left it, and in the same instant. */
    void followed(HistoryEvent.ItemWritten write, @Nullable ItemVersion held) {
        assertThat(held).as("%s", write).isNotNull();
        assertThat(expected.getOrDefault(write.region(), Map.of()).get(write.key()))
                .as("%s", write)
                .isEqualTo(held.version());
        expected.get(write.region()).remove(write.key());
        Version version = write.written().version();
        assertThat(version.origin()).isEqualTo(write.region());
        assertThat(version.timestampMicros())
                .as("%s", write)
                .isEqualTo(held.version().timestampMicros());
        assertThat(version.sequence())
                .as("%s", write)
                .isGreaterThan(held.version().sequence());
        assertThat(write.written().item()).as("%s", write).hasValue(with(held));
    }

    private static Map<String, AttributeValue> with(ItemVersion held) {
        Map<String, AttributeValue> item = new TreeMap<>(held.item().orElseThrow());
        item.put("aws:rep:deleting", AttributeValue.fromBool(false));
        item.put(
                "aws:rep:updatetime",
                AttributeValue.fromN(seconds(held.version().timestamp())));
        item.put(
                "aws:rep:updateregion",
                AttributeValue.fromS(held.version().origin().id()));
        return item;
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .add(BigDecimal.valueOf(instant.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** REP-2: what an application wrote does not travel without the service's attributes. */
    void arrived(ReplicationMessage message) {
        message.content()
                .item()
                .ifPresent(item -> assertThat(item)
                        .as("%s", message)
                        .containsEntry(
                                "aws:rep:updatetime",
                                AttributeValue.fromN(
                                        seconds(message.content().version().timestamp())))
                        .containsEntry(
                                "aws:rep:updateregion",
                                AttributeValue.fromS(message.from().id())));
    }

    /** What a Region holds in the end was followed, or came from elsewhere. */
    void checkNothingIsMissing(Region region, Map<ItemKey, ItemVersion> items) {
        expected.getOrDefault(region, Map.of())
                .forEach((key, version) -> assertThat(items.get(key).version())
                        .as("the version of %s in %s that the service did not follow", key, region)
                        .isGreaterThan(version));
    }
}
