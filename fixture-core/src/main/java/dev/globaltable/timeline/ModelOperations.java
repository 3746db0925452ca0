package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;

import dev.globaltable.history.CanonicalJson;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ItemWrite;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Kind;
import dev.globaltable.timeline.TimelineModel.Mark;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;

/** Calls and their writes. */
final class ModelOperations {

    /** The name of the mark under which items expire. */
    static final String EXPIRY = "time to live";

    private static final int LONGEST_FACT = 1500;

    private final ModelItems items;
    private final ModelMarks marks;
    private final ModelMessages messages;
    private final ToIntFunction<Region> lanes;
    private final ModelReads reads;
    private final Map<Integer, Integer> writers = new TreeMap<>();
    private int cause = NONE;

    ModelOperations(ModelItems items, ModelMarks marks, ModelMessages messages, ToIntFunction<Region> lanes) {
        this.items = items;
        this.marks = marks;
        this.messages = messages;
        this.lanes = lanes;
        this.reads = new ModelReads(items, messages);
    }

    void add(HistoryEvent.Operation operation) {
        AwsServiceException error = operation.error();
        SdkPojo response = operation.response();
        Mark mark = ModelMarks.mark(
                marks.micros(operation.time()),
                marks.micros(operation.completed()),
                lanes.applyAsInt(operation.region()),
                OperationKinds.of(operation),
                operation.operation(),
                error == null ? OperationText.brief(operation) : OperationText.brief(error),
                OperationText.of(operation),
                operation.id(),
                operation.session());
        mark.facts().put("Request", json(operation.request()));
        if (error != null) {
            mark.facts()
                    .put(
                            "Refused",
                            error.awsErrorDetails().errorCode() + ": "
                                    + error.awsErrorDetails().errorMessage());
        }
        if (response != null) {
            mark.facts().put("Answer", json(response));
        }
        operation.reads().forEach(read -> reads.add(mark, read));
        cause = marks.add(mark);
        for (ItemWrite write : operation.writes()) {
            int item = items.item(write.table(), write.key());
            wrote(cause, item, items.version(item, write.key(), write.written()));
        }
    }

    private void wrote(int mark, int item, int version) {
        Mark writer = marks.get(mark);
        if (!writer.items().contains(item)) {
            writer.items().add(item);
        }
        writer.written().add(version);
        writers.put(version, mark);
        messages.wrote(mark, version);
    }

    private static String json(SdkPojo pojo) {
        return ItemText.cut(CanonicalJson.ofAny(pojo), LONGEST_FACT);
    }

    void add(HistoryEvent.CacheAnswered answer) {
        Mark mark = ModelMarks.mark(
                marks.micros(answer.time()),
                lanes.applyAsInt(answer.region()),
                Kind.CACHE,
                "DAX " + answer.operation(),
                OperationText.brief(answer),
                "DAX " + OperationText.of(answer) + ", cached at " + ModelMarks.seconds(marks.micros(answer.cached())));
        mark.facts().put("Cached", "at " + ModelMarks.seconds(marks.micros(answer.cached())));
        mark.facts().put("Request", json(answer.request()));
        mark.facts().put("Answer", json(answer.response()));
        marks.add(mark);
    }

    /** What is written from now on is deleted because its time to live has ended. */
    void expired(int mark) {
        cause = mark;
    }

    void add(HistoryEvent.ItemWritten write) {
        int item = items.item(write.table(), write.key());
        int version = items.version(item, write.key(), write.written());
        int lane = lanes.applyAsInt(write.region());
        int mark = writer(write, item, version, lane);
        boolean expired = marks.get(mark).name().equals(EXPIRY);
        items.change(new Change(mark, item, lane, version, expired ? "expired" : "written", 0));
    }

    /** The call that says it wrote this, or the end of items' time to live, or a mark for the write alone. */
    private int writer(HistoryEvent.ItemWritten write, int item, int version, int lane) {
        Integer told = writers.get(version);
        if (told != null && marks.get(told).lane() == lane) {
            return told;
        }
        long at = marks.micros(write.time());
        boolean expiry = cause != NONE && marks.get(cause).name().equals(EXPIRY);
        if (!expiry || marks.get(cause).lane() != lane || marks.get(cause).at() != at) {
            cause = marks.add(ModelMarks.mark(
                    at,
                    lane,
                    Kind.WRITE,
                    "write",
                    items.version(version).brief(),
                    "wrote " + items.name(item) + " = " + ItemText.content(write.written())));
        }
        wrote(cause, item, version);
        return cause;
    }
}
