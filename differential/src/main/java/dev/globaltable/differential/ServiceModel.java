package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * The constraints of the service's model, which the service checks before anything else and reports together. DynamoDB Local
 * checks few of them and words them in its own way, so what they forbid is worked out here.
 */
final class ServiceModel {

    private static final Pattern REPORT = Pattern.compile("(\\d+) validation errors? detected: (.*)", Pattern.DOTALL);
    private static final Pattern VIOLATION =
            Pattern.compile("at '([^']+)' failed to satisfy constraint: (.*?)(?=; Value |$)", Pattern.DOTALL);

    private static final Map<String, List<String>> ENUMS = new TreeMap<>(Map.of(
            "ReturnConsumedCapacity", List.of("INDEXES", "TOTAL", "NONE"),
            "ReturnItemCollectionMetrics", List.of("SIZE", "NONE"),
            "ReturnValues", List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"),
            "ReturnValuesOnConditionCheckFailure", TransactionModel.ON_FAILURE,
            "Select", List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"),
            "ConditionalOperator", List.of("AND", "OR"),
            "BillingMode", List.of("PROVISIONED", "PAY_PER_REQUEST"),
            "TableClass", List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS")));

    /** Where the name of a table is checked with the constraints. */
    private static final List<String> NAMES_CHECKED = List.of("UpdateTable", "UpdateTimeToLive", "DescribeTimeToLive");

    private final DynamoDbRequest request;
    private final Violations violations = new Violations();

    private ServiceModel(DynamoDbRequest request) {
        this.request = request;
    }

    /** What the request violates, as {@code path: constraint}, sorted. */
    static List<String> violations(DynamoDbRequest request) {
        ServiceModel model = new ServiceModel(request);
        model.check();
        return model.violations.sorted();
    }

    /** The violations that a message reports, in the same form; none if it is no such message or counts them wrongly. */
    static List<String> reported(String message) {
        Matcher report = REPORT.matcher(message);
        List<String> reported = new ArrayList<>();
        if (report.matches()) {
            Matcher violation = VIOLATION.matcher(report.group(2));
            while (violation.find()) {
                reported.add(violation.group(1) + ": " + Violations.withSortedEnum(violation.group(2)));
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
            if (NAMES_CHECKED.contains(operation)) {
                length("TableName", 3, 255);
                violations.name("tableName", (String) Members.get(request, "TableName"));
            } else {
                length("TableName", 1, 1024);
            }
        }
        switch (operation) {
            case "PutItem" -> required("Item");
            case "GetItem", "UpdateItem", "DeleteItem" -> required("Key");
            case "Query", "Scan" -> collection();
            case "ListTables" -> {
                length("ExclusiveStartTableName", 3, 255);
                violations.name("exclusiveStartTableName", (String) Members.get(request, "ExclusiveStartTableName"));
                range("Limit", 1, 100);
            }
            case "BatchGetItem" -> batchGet((BatchGetItemRequest) request);
            case "BatchWriteItem" -> batchWrite((BatchWriteItemRequest) request);
            case "TransactWriteItems" -> TransactionModel.check((TransactWriteItemsRequest) request, violations);
            case "TransactGetItems" -> TransactionModel.check((TransactGetItemsRequest) request, violations);
            case "CreateTable" -> creation((CreateTableRequest) request);
            case "UpdateTable" -> throughput(((UpdateTableRequest) request).provisionedThroughput());
            case "UpdateTimeToLive" -> timeToLive(((UpdateTimeToLiveRequest) request).timeToLiveSpecification());
            default -> {}
        }
        LegacyModel.check(request, violations);
        ENUMS.forEach((member, values) -> {
            if (Members.has(request, member)) {
                violations.oneOf(lower(member), Members.get(request, member), values);
            }
        });
    }

    private void collection() {
        range("Limit", 1, Integer.MAX_VALUE);
        length("IndexName", 3, 255);
        violations.name("indexName", (String) Members.get(request, "IndexName"));
        if (Members.has(request, "Segment")) {
            range("Segment", 0, 999_999);
            range("TotalSegments", 1, 1_000_000);
        }
    }

    private void batchGet(BatchGetItemRequest batch) {
        if (!batch.hasRequestItems()) {
            violations.present("requestItems", false);
            return;
        }
        violations.size("requestItems", batch.requestItems().size(), 1, 100);
        batch.requestItems().forEach((table, keys) -> {
            String path = "requestItems." + table + ".member.keys";
            violations.present(path, keys.hasKeys());
            if (keys.hasKeys()) {
                violations.size(path, keys.keys().size(), 1, 100);
            }
        });
    }

    private void batchWrite(BatchWriteItemRequest batch) {
        if (!batch.hasRequestItems()) {
            violations.present("requestItems", false);
            return;
        }
        violations.size("requestItems", batch.requestItems().size(), 1, 25);
        if (batch.requestItems().values().stream().anyMatch(writes -> writes.isEmpty() || writes.size() > 25)) {
            violations.add(
                    "requestItems",
                    "Map value must satisfy constraint: [Member must have length less than or equal to"
                            + " 25, Member must have length greater than or equal to 1]");
        }
    }

    private void creation(CreateTableRequest creation) {
        if (creation.hasKeySchema()) {
            violations.size("keySchema", creation.keySchema().size(), 1, 2);
            for (int i = 0; i < creation.keySchema().size(); i++) {
                KeySchemaElement key = creation.keySchema().get(i);
                String path = "keySchema." + (i + 1) + ".member.";
                name(path + "attributeName", key.attributeName());
                violations
                        .present(path + "keyType", key.keyTypeAsString() != null)
                        .oneOf(path + "keyType", key.keyTypeAsString(), List.of("HASH", "RANGE"));
            }
        }
        for (int i = 0; i < creation.attributeDefinitions().size(); i++) {
            AttributeDefinition definition = creation.attributeDefinitions().get(i);
            String path = "attributeDefinitions." + (i + 1) + ".member.";
            name(path + "attributeName", definition.attributeName());
            violations
                    .present(path + "attributeType", definition.attributeTypeAsString() != null)
                    .oneOf(path + "attributeType", definition.attributeTypeAsString(), List.of("S", "N", "B"));
        }
        throughput(creation.provisionedThroughput());
    }

    private void throughput(@Nullable ProvisionedThroughput throughput) {
        if (throughput != null) {
            positive("provisionedThroughput.readCapacityUnits", throughput.readCapacityUnits());
            positive("provisionedThroughput.writeCapacityUnits", throughput.writeCapacityUnits());
        }
    }

    private void timeToLive(@Nullable TimeToLiveSpecification specification) {
        String path = "timeToLiveSpecification";
        violations.present(path, specification != null);
        if (specification != null) {
            violations.present(path + ".enabled", specification.enabled() != null);
            name(path + ".attributeName", specification.attributeName());
        }
    }

    private void name(String path, @Nullable String name) {
        violations.present(path, name != null).length(path, name, 1, 255);
    }

    private void positive(String path, @Nullable Long units) {
        violations.present(path, units != null).range(path, units, 1, Long.MAX_VALUE);
    }

    private void required(String member) {
        violations.present(lower(member), Tree.of(request).containsKey(member));
    }

    private void length(String member, int least, int most) {
        violations.length(lower(member), (String) Members.get(request, member), least, most);
    }

    private void range(String member, int least, int most) {
        violations.range(lower(member), (Number) Members.get(request, member), least, most);
    }

    private static String lower(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
