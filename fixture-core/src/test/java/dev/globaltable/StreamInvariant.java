package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.item.ItemKey;
import dev.globaltable.operation.StreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;

/** Whoever applies the records of a stream to nothing, one by one, holds the items of the table in the end. */
final class StreamInvariant {

    private StreamInvariant() {}

    /** Checks a stream that is as old as the simulation and of which nothing was trimmed. */
    static void check(SimulatedTable table, Region region) {
        StreamReader reader = new StreamReader(table.simulation(), region);
        List<String> arns = reader.arns(table.name());
        if (arns.size() == 1 && !wasCopied(table) && isComplete(table.simulation(), region, arns.get(0))) {
            assertThat(fold(table, reader.records(table.name())))
                    .as("items of %s in %s as its stream tells", table.name(), region)
                    .isEqualTo(CheckedSimulation.scan(table, region));
        }
    }

    /** The stream of a table that became a global table tells nothing of what it held; nor do those of its copies (CUR-5). */
    private static boolean wasCopied(SimulatedTable table) {
        return table.simulation().history().events(HistoryEvent.ItemCopied.class).stream()
                .anyMatch(copy -> copy.table().equals(table.name()));
    }

    private static boolean isComplete(Simulation simulation, Region region, String arn) {
        StreamDescription stream = ((DescribeStreamResponse) simulation.execute(
                        region, DescribeStreamRequest.builder().streamArn(arn).build()))
                .streamDescription();
        Instant start = simulation.history().events().isEmpty()
                ? simulation.clock().instant()
                : simulation.history().events().get(0).time();
        boolean trimmed = Duration.between(start, simulation.clock().instant()).compareTo(Duration.ofHours(24)) >= 0;
        return stream.streamStatus() == StreamStatus.ENABLED
                && !stream.creationRequestDateTime().isAfter(start)
                && !trimmed;
    }

    private static Map<ItemKey, Map<String, AttributeValue>> fold(SimulatedTable table, List<Record> records) {
        Map<ItemKey, Map<String, AttributeValue>> items = new TreeMap<>();
        for (Record record : records) {
            StreamRecord change = record.dynamodb();
            ItemKey key = CheckedSimulation.key(table, change.keys());
            Map<String, AttributeValue> old = change.hasOldImage() ? change.oldImage() : null;
            assertThat(items.get(key)).as("item before %s", record).isEqualTo(old);
            if (change.hasNewImage()) {
                assertThat(change.newImage()).as("images of %s", record).isNotEqualTo(old);
                items.put(key, change.newImage());
            } else {
                items.remove(key);
            }
            assertThat(record.eventName()).isEqualTo(operation(old != null, change.hasNewImage()));
        }
        return items;
    }

    private static OperationType operation(boolean before, boolean after) {
        if (!before) {
            return OperationType.INSERT;
        }
        return after ? OperationType.MODIFY : OperationType.REMOVE;
    }
}
