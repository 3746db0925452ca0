package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Refusal;
import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Secondary indexes. */
final class IndexRules {

    private static final String CONSISTENT = "ConsistentRead";
    private static final Pattern MISMATCH = Pattern.compile(
            "One or more parameter values were invalid: Type mismatch for Index Key (\\S+) Expected: [SNB] Actual: (\\w+) IndexName:"
                    + " \\S+");

    /** Attributes that are no keys of tables; keys of the index itself are held, others mostly not. */
    private static final List<String> NAMES = List.of(
            "n", "n2", "s", "s2", "l", "m", "ss", "ns", "bs", "b", "t", "any", "a.b", "x-y", "name", "size", "_u",
            "\u00e9");

    private IndexRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "consistent reads of a global index",
                        "DynamoDB Local finds them before other faults of the request and its keys; the other is there: it says the"
                                + " same of the request without them",
                        IndexRules::faultBesideConsistentRead),
                new Rule(
                        "several faults of index keys",
                        "DynamoDB Local goes through indexes in another order, looks at values before conditions, and at projections"
                                + " early if SPECIFIC_ATTRIBUTES are selected; the simulation's fault is there: DynamoDB Local says"
                                + " the same of a request with fewer attributes or parameters",
                        IndexRules::anotherFaultOfIndexKeys),
                new Rule(
                        "which of several indexes",
                        "of several indexes with one key attribute DynamoDB Local names another one",
                        IndexRules::anotherIndexOfTheAttribute),
                new Rule(
                        "filter of a scan of an index",
                        "DynamoDB Local's filter sees the whole item; the harness finds an attribute in the filter that the index does"
                                + " not hold",
                        IndexRules::filterSeesOtherIndexes),
                new Rule(
                        "type of an index key after an update",
                        "DynamoDB Local does not look at what an update computes; it refuses a put of the same type",
                        IndexRules::wrongTypeByUpdate));
    }

    private static boolean faultBesideConsistentRead(Case difference) {
        DynamoDbRequest request = difference.step().request();
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && local.message().equals("Consistent reads are not supported on global secondary indexes")
                && Members.has(request, CONSISTENT)
                && Variants.of(difference.step(), difference.creations()).stream()
                        .filter(variant -> Members.has(variant, CONSISTENT))
                        .map(variant -> difference.again().apply(Members.with(variant, CONSISTENT, null)))
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean anotherFaultOfIndexKeys(Case difference) {
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && Phase.of(local.message()) == Phase.SCHEMA
                && Phase.of(simulated.message()) == Phase.SCHEMA
                && (ofIndexKey(local.message()) || ofIndexKey(simulated.message()))
                && withFewerAttributes(difference).stream()
                        .map(difference.again())
                        .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean anotherIndexOfTheAttribute(Case difference) {
        return difference.local() instanceof Refusal local
                && difference.simulated() instanceof Refusal simulated
                && !local.message().equals(simulated.message())
                && ofIndexKey(simulated.message())
                && withoutIndex(local.message()).equals(withoutIndex(simulated.message()));
    }

    private static boolean filterSeesOtherIndexes(Case difference) {
        return difference.step().request() instanceof ScanRequest scan
                && scan.indexName() != null
                && difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && scanned(a).equals(scanned(b))
                && looksAtMore(scan, difference.creations().get(scan.tableName()));
    }

    private static List<Object> scanned(Answer answer) {
        return answer.tree() instanceof Map<?, ?> tree
                ? Arrays.asList(tree.get("ScannedCount"), tree.get("ScannedCount of each page"))
                : List.of();
    }

    /** Whether the filter names an attribute that the index does not hold; one that the test made later may hold anything. */
    private static boolean looksAtMore(ScanRequest scan, @Nullable CreateTableRequest creation) {
        List<String> named = new ArrayList<>(scan.scanFilter().keySet());
        named.addAll(scan.expressionAttributeNames().values());
        named.addAll(
                List.of(Objects.requireNonNullElse(scan.filterExpression(), "").split("[^A-Za-z0-9_]+", -1)));
        return creation == null
                || creation.globalSecondaryIndexes().stream()
                        .filter(index -> index.indexName().equals(scan.indexName()))
                        .allMatch(index -> index.projection().projectionType() != ProjectionType.ALL
                                && NAMES.stream()
                                        .filter(named::contains)
                                        .anyMatch(name -> !index.projection()
                                                .nonKeyAttributes()
                                                .contains(name)));
    }

    static String withoutIndex(String message) {
        return message.replaceAll("IndexName: [A-Za-z0-9_.-]+", "IndexName: _");
    }

    private static boolean ofIndexKey(String message) {
        return message.contains("Index Key")
                || message.contains("IndexKey")
                || message.contains(" does not project ")
                || message.endsWith("Size limit exceeded")
                || message.equals("Invalid attribute value type");
    }

    private static List<DynamoDbRequest> withFewerAttributes(Case difference) {
        List<DynamoDbRequest> variants = new ArrayList<>(Variants.of(difference.step(), difference.creations()));
        for (DynamoDbRequest variant : List.copyOf(variants)) {
            if (variant instanceof PutItemRequest put && put.hasItem()) {
                put.item()
                        .keySet()
                        .forEach(name -> variants.add(
                                put.toBuilder().item(without(put.item(), name)).build()));
            }
            variants.addAll(Variants.ofUpdate(variant));
        }
        return variants;
    }

    private static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String name) {
        Map<String, AttributeValue> rest = new TreeMap<>(item);
        rest.remove(name);
        return rest;
    }

    private static boolean wrongTypeByUpdate(Case difference) {
        if (!(difference.simulated() instanceof Refusal simulated)) {
            return false;
        }
        List<DynamoDbRequest> updates =
                new ArrayList<>(EntryVariants.of(difference.step().request()));
        updates.add(difference.step().request());
        List<String> messages = new ArrayList<>(TransactionRules.errors(simulated));
        messages.add(simulated.message());
        return updates.stream()
                .filter(UpdateItemRequest.class::isInstance)
                .anyMatch(update -> messages.stream().anyMatch(message -> putIsRefused(difference, update, message)));
    }

    private static boolean putIsRefused(Case difference, DynamoDbRequest update, String message) {
        Matcher mismatch = MISMATCH.matcher(message);
        if (!mismatch.matches() || !(Members.get(update, "Key") instanceof Map<?, ?> key)) {
            return false;
        }
        Map<String, AttributeValue> item = new TreeMap<>();
        key.forEach((name, value) -> item.put((String) name, (AttributeValue) value));
        item.put(mismatch.group(1), ofType(mismatch.group(2)));
        PutItemRequest put = PutItemRequest.builder()
                .tableName(String.valueOf(Members.get(update, "TableName")))
                .item(item)
                .build();
        return difference.again().apply(put) instanceof Refusal refused
                && Agreement.sameText(refused.message(), message);
    }

    private static AttributeValue ofType(String type) {
        SdkBytes bytes = SdkBytes.fromUtf8String("b");
        return switch (type) {
            case "S" -> AttributeValue.fromS("s");
            case "N" -> AttributeValue.fromN("1");
            case "B" -> AttributeValue.fromB(bytes);
            case "SS" -> AttributeValue.fromSs(List.of("s"));
            case "NS" -> AttributeValue.fromNs(List.of("1"));
            case "BS" -> AttributeValue.fromBs(List.of(bytes));
            case "BOOL" -> AttributeValue.fromBool(true);
            case "NULL" -> AttributeValue.fromNul(true);
            case "L" -> AttributeValue.fromL(List.of());
            default -> AttributeValue.fromM(Map.of());
        };
    }
}
