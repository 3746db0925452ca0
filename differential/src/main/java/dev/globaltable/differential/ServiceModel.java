package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * The constraints of the service's model, which the service checks before anything else and reports together. DynamoDB Local
 * checks few of them and words them in its own way, so what they forbid is worked out here.
 */
final class ServiceModel {

    private static final Pattern REPORT = Pattern.compile("(\\d+) validation errors? detected: (.*)", Pattern.DOTALL);
    private static final Pattern VIOLATION =
            Pattern.compile("at '([^']+)' failed to satisfy constraint: (.*?)(?=; Value |$)", Pattern.DOTALL);
    private static final String NOT_NULL = "Member must not be null";
    private static final String NAME = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

    private static final Map<String, List<String>> ENUMS = new TreeMap<>(Map.of(
            "ReturnConsumedCapacity", List.of("INDEXES", "TOTAL", "NONE"),
            "ReturnItemCollectionMetrics", List.of("SIZE", "NONE"),
            "ReturnValues", List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"),
            "ReturnValuesOnConditionCheckFailure", List.of("ALL_OLD", "NONE"),
            "Select", List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"),
            "BillingMode", List.of("PROVISIONED", "PAY_PER_REQUEST"),
            "TableClass", List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS")));

    private final DynamoDbRequest request;
    private final List<String> violations = new ArrayList<>();

    private ServiceModel(DynamoDbRequest request) {
        this.request = request;
    }

    /** What the request violates, as {@code path: constraint}, sorted. */
    static List<String> violations(DynamoDbRequest request) {
        ServiceModel model = new ServiceModel(request);
        model.check();
        model.violations.sort(null);
        return List.copyOf(model.violations);
    }

    /** The violations that a message reports, in the same form; none if it is no such message or counts them wrongly. */
    static List<String> reported(String message) {
        Matcher report = REPORT.matcher(message);
        List<String> reported = new ArrayList<>();
        if (report.matches()) {
            Matcher violation = VIOLATION.matcher(report.group(2));
            while (violation.find()) {
                reported.add(violation.group(1) + ": " + withSortedEnum(violation.group(2)));
            }
            if (reported.size() != Integer.parseInt(report.group(1))) {
                return List.of();
            }
        }
        reported.sort(null);
        return reported;
    }

    private void check() {
        String operation = Dispatch.operation(request);
        if (Members.has(request, "TableName")) {
            required("TableName");
            length("TableName", 1, 1024);
        }
        switch (operation) {
            case "PutItem" -> required("Item");
            case "GetItem", "UpdateItem", "DeleteItem" -> required("Key");
            case "Query", "Scan" -> collection();
            case "ListTables" -> {
                length("ExclusiveStartTableName", 3, 255);
                pattern("ExclusiveStartTableName");
                range("Limit", 1, 100);
            }
            case "BatchGetItem" -> batchGet((BatchGetItemRequest) request);
            case "BatchWriteItem" -> batchWrite((BatchWriteItemRequest) request);
            case "CreateTable" -> creation((CreateTableRequest) request);
            default -> {}
        }
        ENUMS.forEach((member, values) -> {
            if (Members.has(request, member)) {
                oneOf(lower(member), Members.get(request, member), values);
            }
        });
    }

    private void collection() {
        range("Limit", 1, Integer.MAX_VALUE);
        length("IndexName", 3, 255);
        pattern("IndexName");
        if (Members.has(request, "Segment")) {
            range("Segment", 0, 999_999);
            range("TotalSegments", 1, 1_000_000);
        }
    }

    private void batchGet(BatchGetItemRequest batch) {
        if (!batch.hasRequestItems()) {
            violations.add("requestItems: " + NOT_NULL);
            return;
        }
        size("requestItems", batch.requestItems().size(), 1, 100);
        batch.requestItems().forEach((table, keys) -> {
            String path = "requestItems." + table + ".member.keys";
            if (keys.hasKeys()) {
                size(path, keys.keys().size(), 1, 100);
            } else {
                violations.add(path + ": " + NOT_NULL);
            }
        });
    }

    private void batchWrite(BatchWriteItemRequest batch) {
        if (!batch.hasRequestItems()) {
            violations.add("requestItems: " + NOT_NULL);
            return;
        }
        size("requestItems", batch.requestItems().size(), 1, 25);
        if (batch.requestItems().values().stream().anyMatch(writes -> writes.isEmpty() || writes.size() > 25)) {
            violations.add(
                    "requestItems: Map value must satisfy constraint: [Member must have length less than or equal to"
                            + " 25, Member must have length greater than or equal to 1]");
        }
    }

    private void creation(CreateTableRequest creation) {
        if (creation.hasKeySchema()) {
            size("keySchema", creation.keySchema().size(), 1, Integer.MAX_VALUE);
            for (int i = 0; i < creation.keySchema().size(); i++) {
                KeySchemaElement key = creation.keySchema().get(i);
                String path = "keySchema." + (i + 1) + ".member.";
                name(path + "attributeName", key.attributeName());
                requiredOneOf(path + "keyType", key.keyTypeAsString(), List.of("HASH", "RANGE"));
            }
        }
        for (int i = 0; i < creation.attributeDefinitions().size(); i++) {
            AttributeDefinition definition = creation.attributeDefinitions().get(i);
            String path = "attributeDefinitions." + (i + 1) + ".member.";
            name(path + "attributeName", definition.attributeName());
            requiredOneOf(path + "attributeType", definition.attributeTypeAsString(), List.of("S", "N", "B"));
        }
        if (creation.provisionedThroughput() != null) {
            positive(
                    "provisionedThroughput.readCapacityUnits",
                    creation.provisionedThroughput().readCapacityUnits());
            positive(
                    "provisionedThroughput.writeCapacityUnits",
                    creation.provisionedThroughput().writeCapacityUnits());
        }
    }

    private void name(String path, @Nullable String name) {
        if (name == null) {
            violations.add(path + ": " + NOT_NULL);
        } else {
            size(path, name.length(), 1, 255);
        }
    }

    private void positive(String path, @Nullable Long units) {
        if (units == null) {
            violations.add(path + ": " + NOT_NULL);
        } else if (units < 1) {
            violations.add(path + ": Member must have value greater than or equal to 1");
        }
    }

    private void required(String member) {
        if (!Tree.of(request).containsKey(member)) {
            violations.add(lower(member) + ": " + NOT_NULL);
        }
    }

    private void length(String member, int least, int most) {
        if (Members.get(request, member) instanceof String text) {
            size(lower(member), text.length(), least, most);
        }
    }

    private void size(String path, int size, int least, int most) {
        if (size < least) {
            violations.add(path + ": Member must have length greater than or equal to " + least);
        }
        if (size > most) {
            violations.add(path + ": Member must have length less than or equal to " + most);
        }
    }

    private void pattern(String member) {
        if (Members.get(request, member) instanceof String text && !text.matches("[a-zA-Z0-9_.-]+")) {
            violations.add(lower(member) + ": " + NAME);
        }
    }

    private void range(String member, int least, int most) {
        if (Members.get(request, member) instanceof Integer number) {
            if (number < least) {
                violations.add(lower(member) + ": Member must have value greater than or equal to " + least);
            }
            if (number > most) {
                violations.add(lower(member) + ": Member must have value less than or equal to " + most);
            }
        }
    }

    private void requiredOneOf(String path, @Nullable String value, List<String> values) {
        if (value == null) {
            violations.add(path + ": " + NOT_NULL);
        } else {
            oneOf(path, value, values);
        }
    }

    private void oneOf(String path, @Nullable Object value, List<String> values) {
        if (value != null && !values.contains(value.toString())) {
            violations.add(path + ": "
                    + withSortedEnum("Member must satisfy enum value set: [" + String.join(", ", values) + "]"));
        }
    }

    /** The order in which the service prints an enum's values is known for some only. */
    private static String withSortedEnum(String constraint) {
        String prefix = "Member must satisfy enum value set: [";
        if (!constraint.startsWith(prefix) || !constraint.endsWith("]")) {
            return constraint;
        }
        String[] values =
                constraint.substring(prefix.length(), constraint.length() - 1).split(", ", -1);
        Arrays.sort(values);
        return prefix + String.join(", ", values) + "]";
    }

    private static String lower(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
