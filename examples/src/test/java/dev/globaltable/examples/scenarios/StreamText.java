package dev.globaltable.examples.scenarios;

import static java.util.stream.Collectors.joining;

import dev.globaltable.SimulatedTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The records of a DynamoDB stream as one line of text each, so that a test can show all of them. */
final class StreamText {

    private StreamText() {}

    /** Every record of a table's stream in one Region, such as {@code MODIFY {id: 1, n: 10} -> {id: 1, n: 11}}. */
    static List<String> changes(SimulatedTable table, Region region) {
        return table.stream(region).records().stream().map(StreamText::line).toList();
    }

    private static String line(Record record) {
        StreamRecord change = record.dynamodb();
        String images = switch (record.eventName()) {
            case INSERT -> text(change.newImage());
            case MODIFY -> text(change.oldImage()) + " -> " + text(change.newImage());
            default -> text(change.oldImage());
        };
        String deleter = record.userIdentity() == null
                ? ""
                : " by " + record.userIdentity().principalId();
        return record.eventName() + " " + images + deleter;
    }

    private static String text(Map<String, AttributeValue> item) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .map(attribute -> attribute.getKey() + ": " + text(attribute.getValue()))
                        .collect(joining(", ", "{", "}"));
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> value.bool().toString();
            case SS -> value.ss().toString();
            case L -> value.l().stream().map(StreamText::text).toList().toString();
            case M -> text(value.m());
            default -> value.toString();
        };
    }
}
