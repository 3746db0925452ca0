package dev.globaltable.examples.devices;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How reports and texts are kept in items. */
final class Attributes {

    private Attributes() {}

    static AttributeValue of(Report report) {
        return AttributeValue.fromM(Map.of(
                "sequence", AttributeValue.fromN(Long.toString(report.sequence())),
                "firmware", AttributeValue.fromS(report.firmware()),
                "battery", AttributeValue.fromN(Integer.toString(report.batteryPercent()))));
    }

    static Optional<Report> report(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("reported"))
                .map(AttributeValue::m)
                .map(reported -> new Report(
                        Long.parseLong(number(reported, "sequence")),
                        text(reported, "firmware").orElse(""),
                        Integer.parseInt(number(reported, "battery"))));
    }

    static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    private static String number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).orElse("0");
    }
}
