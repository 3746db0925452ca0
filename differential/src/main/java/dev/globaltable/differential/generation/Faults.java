package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The catalogue of faults, by what they touch. */
final class Faults {

    static final List<String> EXPRESSIONS = List.of(
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression",
            "FilterExpression",
            "KeyConditionExpression");

    private static final AttributeValue NOTHING = AttributeValue.builder().build();

    private Faults() {}

    static List<Fault> tableName() {
        return List.of(
                Fault.member("no table name", "TableName", null),
                Fault.member("empty table name", "TableName", ""),
                Fault.member("two-character table name", "TableName", "ab"),
                Fault.member("256-character table name", "TableName", "a".repeat(256)),
                Fault.member("1025-character table name", "TableName", "a".repeat(1025)),
                Fault.member("malformed table name", "TableName", "a table!"),
                Fault.member("missing table", "TableName", "no-such-table"),
                Fault.member("missing table", "TableName", "no-such-table"));
    }

    static List<Fault> returned() {
        return List.of(
                Fault.member("unknown ReturnValues", "ReturnValues", "EVERYTHING"),
                Fault.member("ReturnValues UPDATED_NEW", "ReturnValues", "UPDATED_NEW"),
                Fault.member("ReturnValues ALL_NEW", "ReturnValues", "ALL_NEW"),
                Fault.member("unknown ReturnConsumedCapacity", "ReturnConsumedCapacity", "SOME"),
                Fault.member("unknown ReturnItemCollectionMetrics", "ReturnItemCollectionMetrics", "SOME"),
                Fault.member(
                        "unknown ReturnValuesOnConditionCheckFailure", "ReturnValuesOnConditionCheckFailure", "SOME"));
    }

    /** Faults of a whole item or key and of the key attributes in it. */
    static List<Fault> keys() {
        List<Fault> faults = new ArrayList<>(List.of(
                Fault.member("no item", "Item", null),
                Fault.member("empty item", "Item", new TreeMap<>()),
                Fault.member("no key", "Key", null),
                Fault.member("empty key", "Key", new TreeMap<>()),
                Fault.noAttribute("no partition key", Schema.PARTITION_KEY),
                Fault.noAttribute("no sort key", Schema.SORT_KEY)));
        Map<String, AttributeValue> values = new TreeMap<>(Map.of(
                "an empty string", AttributeValue.fromS(""),
                "an empty binary", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
                "a boolean", AttributeValue.fromBool(true),
                "a list", AttributeValue.fromL(List.of()),
                "a number", AttributeValue.fromN("7"),
                "a string", AttributeValue.fromS("7"),
                "no value", NOTHING,
                "no number", AttributeValue.fromN("seven")));
        values.forEach((what, value) -> {
            faults.add(Fault.attribute(what + " as partition key", Schema.PARTITION_KEY, value));
            faults.add(Fault.attribute(what + " as sort key", Schema.SORT_KEY, value));
        });
        faults.add(Fault.attribute("extra attribute in the key", "extra", AttributeValue.fromS("x")));
        faults.add(longText("partition key at its limit", Schema.PARTITION_KEY, 2048));
        faults.add(longText("partition key too long", Schema.PARTITION_KEY, 2049));
        faults.add(longText("sort key at its limit", Schema.SORT_KEY, 1024));
        faults.add(longText("sort key too long", Schema.SORT_KEY, 1025));
        return faults;
    }

    private static Fault longText(String name, String key, int length) {
        return Fault.attribute(name, key, AttributeValue.fromS("k".repeat(length)));
    }

    /** Attribute values that no item may hold. */
    static Map<String, AttributeValue> badValues() {
        Map<String, AttributeValue> bad = new TreeMap<>();
        bad.put("no value", NOTHING);
        bad.put("two types", AttributeValue.builder().s("a").n("1").build());
        bad.put("false null", AttributeValue.fromNul(false));
        bad.put("no number", AttributeValue.fromN("1,5"));
        bad.put("empty number", AttributeValue.fromN(""));
        bad.put("number with blanks", AttributeValue.fromN(" 1 "));
        bad.put("NaN", AttributeValue.fromN("NaN"));
        bad.put("39 digits", AttributeValue.fromN("123456789012345678901234567890123456789"));
        bad.put("number too large", AttributeValue.fromN("1E126"));
        bad.put("number too small", AttributeValue.fromN("1E-131"));
        bad.put("empty string set", AttributeValue.fromSs(List.of()));
        bad.put("empty number set", AttributeValue.fromNs(List.of()));
        bad.put("empty binary set", AttributeValue.fromBs(List.of()));
        bad.put("string twice in a set", AttributeValue.fromSs(List.of("a", "a")));
        bad.put("number twice in a set", AttributeValue.fromNs(List.of("1", "1.0")));
        bad.put(
                "binary twice in a set",
                AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"), SdkBytes.fromUtf8String("a"))));
        bad.put("no number in a set", AttributeValue.fromNs(List.of("x")));
        bad.put("bad number in a list", AttributeValue.fromL(List.of(AttributeValue.fromN("x"))));
        bad.put("no value in a map", AttributeValue.fromM(Map.of("k", NOTHING)));
        bad.put("empty set in a map", AttributeValue.fromM(Map.of("k", AttributeValue.fromSs(List.of()))));
        bad.put("empty name in a map", AttributeValue.fromM(Map.of("", AttributeValue.fromS("a"))));
        bad.put("33 levels", nested(32));
        return bad;
    }

    private static AttributeValue nested(int lists) {
        AttributeValue value = AttributeValue.fromS("deep");
        for (int i = 0; i < lists; i++) {
            value = AttributeValue.fromL(List.of(value));
        }
        return value;
    }

    /** Faults of non-key attributes of an item. */
    static List<Fault> itemAttributes() {
        List<Fault> faults = new ArrayList<>();
        badValues()
                .forEach((what, value) -> faults.add(new Fault(
                        what + " in the item",
                        request -> Members.has(request, "Item"),
                        Fault.attribute(what, "bad", value).injection())));
        faults.add(inItem("empty attribute name", "", AttributeValue.fromS("a")));
        faults.add(inItem("32 levels", "deep", nested(31)));
        faults.add(inItem("item far too large", "large", AttributeValue.fromS("x".repeat(410_000))));
        return faults;
    }

    private static Fault inItem(String name, String key, AttributeValue value) {
        return new Fault(
                name,
                request -> Members.has(request, "Item"),
                Fault.attribute(name, key, value).injection());
    }

    /** Faults of expressions and their placeholders. */
    static List<Fault> expressions() {
        List<Fault> faults = new ArrayList<>();
        for (String member : EXPRESSIONS) {
            faults.add(Fault.member("empty " + member, member, ""));
            faults.add(Fault.expression("undefined value in " + member, member, text -> text + " AND zz = :undefined"));
            faults.add(Fault.expression("undefined name in " + member, member, text -> "#undefined, " + text));
            faults.add(Fault.expression("reserved word in " + member, member, text -> text + " AND abort = :v0"));
            faults.add(Fault.expression(
                    "cut " + member, member, text -> text.substring(0, Math.max(0, text.length() - 1))));
            faults.add(Fault.expression("word missing in " + member, member, Faults::withoutMiddleWord));
            faults.add(Fault.expression("word twice in " + member, member, Faults::withMiddleWordTwice));
            faults.add(Fault.expression("doubled parentheses in " + member, member, text -> "((" + text + "))"));
            faults.add(Fault.expression("strange character in " + member, member, text -> text + " $"));
            faults.add(Fault.expression("unknown function in " + member, member, text -> text + " OR sighs(zz)"));
            faults.add(Fault.expression(
                    "overlong " + member,
                    member,
                    text -> text + " OR " + "attribute_exists(zz) OR ".repeat(200) + "attribute_exists(zz)"));
        }
        faults.add(Fault.entry("unused name", "ExpressionAttributeNames", "#unused", "u"));
        faults.add(Fault.entry("unused value", "ExpressionAttributeValues", ":unused", AttributeValue.fromS("u")));
        faults.add(Fault.entry("malformed name placeholder", "ExpressionAttributeNames", "bad", "u"));
        faults.add(Fault.entry(
                "malformed value placeholder", "ExpressionAttributeValues", "bad", AttributeValue.fromS("u")));
        faults.add(Fault.entry("empty name", "ExpressionAttributeNames", "#empty", ""));
        faults.add(Fault.member("empty names", "ExpressionAttributeNames", new TreeMap<>()));
        faults.add(Fault.member("empty values", "ExpressionAttributeValues", new TreeMap<>()));
        badValues()
                .forEach((what, value) -> faults.add(
                        Fault.entry(what + " as expression value", "ExpressionAttributeValues", ":bad", value)));
        return faults;
    }

    private static String withoutMiddleWord(String text) {
        String[] words = text.split(" ", -1);
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            rest.append(i == words.length / 2 ? "" : words[i] + " ");
        }
        return rest.toString().strip();
    }

    private static String withMiddleWordTwice(String text) {
        String[] words = text.split(" ", -1);
        words[words.length / 2] += " " + words[words.length / 2];
        return String.join(" ", words);
    }

    /** Faults of Query and Scan alone. */
    static List<Fault> reading() {
        return List.of(
                Fault.member("limit 0", "Limit", 0),
                Fault.member("negative limit", "Limit", -1),
                Fault.member("unknown Select", "Select", "SOME"),
                Fault.member("Select without attributes", "Select", "SPECIFIC_ATTRIBUTES"),
                Fault.member("Select ALL_PROJECTED_ATTRIBUTES", "Select", "ALL_PROJECTED_ATTRIBUTES"),
                Fault.member("Select COUNT", "Select", "COUNT"),
                Fault.member("Select ALL_ATTRIBUTES", "Select", "ALL_ATTRIBUTES"),
                Fault.member("unknown index", "IndexName", "no-such-index"),
                Fault.member("empty index name", "IndexName", ""),
                Fault.member("malformed index name", "IndexName", "an index!"),
                Fault.member("segment without total", "Segment", 0),
                Fault.member("total without segment", "TotalSegments", 2),
                Fault.member("empty start key", "ExclusiveStartKey", new TreeMap<>()),
                Fault.entry(
                        "extra attribute in the start key", "ExclusiveStartKey", "extra", AttributeValue.fromS("x")),
                Fault.entry(
                        "start key of another type",
                        "ExclusiveStartKey",
                        Schema.PARTITION_KEY,
                        AttributeValue.fromBool(true)),
                Fault.entry("start key without value", "ExclusiveStartKey", Schema.PARTITION_KEY, NOTHING));
    }
}
