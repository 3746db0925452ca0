package dev.globaltable.differential;

import dev.globaltable.differential.AcceptedDifferences.Case;
import dev.globaltable.differential.AcceptedDifferences.Rule;
import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Crash;
import dev.globaltable.differential.Outcome.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Tables and their settings. */
final class TableRules {

    private static final List<String> CHANGES = List.of(
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification",
            "TableClass",
            "DeletionProtectionEnabled");
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final Pattern ON_DEMAND = Pattern.compile(INVALID
            + "(Neither ReadCapacityUnits nor WriteCapacityUnits can|ProvisionedThroughput cannot) be specified when BillingMode is"
            + " PAY_PER_REQUEST");
    private static final Pattern ALONE = Pattern.compile(INVALID
            + "(You cannot (create or delete index|modify stream status) while .*"
            + "|.* modification must be the only operation in the request)");

    private TableRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "throughput of an on-demand table",
                        "the service refuses ProvisionedThroughput together with PAY_PER_REQUEST, DynamoDB Local ignores it",
                        TableRules::throughputOnDemand),
                new Rule(
                        "index updates that say nothing",
                        "the service refuses an empty list of index updates and an update without action, DynamoDB Local goes on",
                        TableRules::emptyIndexUpdates),
                new Rule(
                        "throughput of tables and indexes",
                        "the service describes warm throughput of every table and index, and that on-demand tables' indexes have a"
                                + " provisioned throughput of 0, DynamoDB Local neither",
                        TableRules::onlyThroughput),
                new Rule(
                        "indexes that do not come or go",
                        "DynamoDB Local now and then does not end what it does to an index in the background; ten seconds are waited",
                        difference -> (difference.local() instanceof Crash local
                                        && local.exception().contains(ClientTarget.UNFINISHED)
                                        && difference.simulated() instanceof Answer)
                                || (difference.local() instanceof Refusal refusal
                                        && refusal.code().equals("ResourceInUseException")
                                        && refusal.message().contains(" while indexes are in "))),
                new Rule(
                        "throughput of an index that is not there",
                        "no such resource to the service, an invalid name to DynamoDB Local, before it finds others missing",
                        difference -> difference.local() instanceof Refusal local
                                && difference.simulated() instanceof Refusal simulated
                                && local.message().equals("Invalid global secondary index name")
                                && (simulated.message().startsWith("Requested resource not found: Index ")
                                        || simulated
                                                .message()
                                                .contains("ProvisionedThroughput must be specified for index"))),
                new Rule(
                        "throughput from before a table was on demand",
                        "DynamoDB Local keeps that of indexes, and refuses to set it again",
                        difference -> difference.local() instanceof Refusal local
                                && local.message().equals("The requested throughput value equals the current value")
                                && difference.simulated() instanceof Answer
                                && "PROVISIONED"
                                        .equals(Tree.of(difference.step().request())
                                                .get("BillingMode"))),
                new Rule(
                        "several faults of a new table",
                        "DynamoDB Local looks at indexes first; the simulation's fault is there: DynamoDB Local says the same of the table"
                                + " without indexes, or on demand",
                        TableRules::faultBesideIndexes),
                new Rule(
                        "several changes of a table",
                        "the service refuses several in one UpdateTable, DynamoDB Local makes them or finds something else; the harness"
                                + " counts them",
                        TableRules::severalChanges),
                new Rule(
                        "item collection metrics",
                        "the service tells them of tables with local indexes, DynamoDB Local never; those of the test's tables are below"
                                + " a GB",
                        CollectionMetrics::onlyInSimulation),
                new Rule(
                        "description of a deleted table",
                        "the service's answer to DeleteTable has neither keys nor definitions nor the time of creation",
                        TableRules::deletionWithoutKeys));
    }

    private static boolean onlyThroughput(Case difference) {
        return difference.operation().endsWith("Table")
                && difference.local() instanceof Answer a
                && difference.simulated() instanceof Answer b
                && withoutThroughput(a.tree()).equals(withoutThroughput(b.tree()));
    }

    private static Object withoutThroughput(Object tree) {
        return withoutThroughput(tree, Json.text(tree).contains("\"PAY_PER_REQUEST\""));
    }

    private static Object withoutThroughput(Object tree, boolean onDemand) {
        if (tree instanceof List<?> list) {
            return list.stream()
                    .map(element -> withoutThroughput(element, onDemand))
                    .toList();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Map<String, Object> rest = new TreeMap<>();
        map.forEach((name, value) -> rest.put((String) name, withoutThroughput(value, onDemand)));
        rest.remove("WarmThroughput");
        if (map.containsKey("IndexName")) {
            withoutDefaults(rest, onDemand);
        }
        return rest;
    }

    private static void withoutDefaults(Map<String, Object> index, boolean onDemand) {
        if (onDemand || Tree.child(index, "ProvisionedThroughput").isEmpty()) {
            index.remove("ProvisionedThroughput");
        }
        if (Long.valueOf(-1).equals(Tree.child(index, "OnDemandThroughput").get("MaxReadRequestUnits"))) {
            index.remove("OnDemandThroughput");
        }
    }

    private static boolean throughputOnDemand(Case difference) {
        Map<String, Object> request = Tree.of(difference.step().request());
        return difference.simulated() instanceof Refusal simulated
                && ON_DEMAND.matcher(simulated.message()).matches()
                && request.containsKey("ProvisionedThroughput")
                && ("PAY_PER_REQUEST".equals(request.get("BillingMode"))
                        || (difference.local() instanceof Answer local
                                && Json.text(local.tree()).contains("\"PAY_PER_REQUEST\"")));
    }

    private static boolean faultBesideIndexes(Case difference) {
        if (!(difference.step().request() instanceof CreateTableRequest creation)
                || !(difference.local() instanceof Refusal)
                || !(difference.simulated() instanceof Refusal simulated)) {
            return false;
        }
        List<String> keys = creation.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        CreateTableRequest plain = creation.toBuilder()
                .localSecondaryIndexes((List<LocalSecondaryIndex>) null)
                .globalSecondaryIndexes((List<GlobalSecondaryIndex>) null)
                .build();
        CreateTableRequest fitting = plain.toBuilder()
                .attributeDefinitions(plain.attributeDefinitions().stream()
                        .filter(definition -> keys.contains(definition.attributeName()))
                        .toList())
                .build();
        CreateTableRequest onDemand = creation.toBuilder()
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .provisionedThroughput((ProvisionedThroughput) null)
                .build();
        return Stream.of(plain, fitting, onDemand)
                .map(variant -> difference.again().apply(variant))
                .anyMatch(alone -> Agreement.sayTheSame(alone, simulated));
    }

    private static boolean emptyIndexUpdates(Case difference) {
        return difference.simulated() instanceof Refusal simulated
                && simulated.message().startsWith(INVALID)
                && simulated.message().contains("GlobalSecondaryIndexUpdate")
                && difference.step().request() instanceof UpdateTableRequest update
                && update.hasGlobalSecondaryIndexUpdates()
                && (update.globalSecondaryIndexUpdates().isEmpty()
                        || update.globalSecondaryIndexUpdates()
                                .contains(GlobalSecondaryIndexUpdate.builder().build()));
    }

    /** DynamoDB Local makes several changes at once, and says nothing of some that change nothing. */
    private static boolean severalChanges(Case difference) {
        return difference.step().request() instanceof UpdateTableRequest update
                && difference.simulated() instanceof Refusal simulated
                && ALONE.matcher(simulated.message()).matches()
                && Tree.of(update).keySet().stream().filter(CHANGES::contains).count() > 1;
    }

    private static boolean deletionWithoutKeys(Case difference) {
        if (!difference.operation().equals("DeleteTable")
                || !(difference.local() instanceof Answer a)
                || !(difference.simulated() instanceof Answer b)) {
            return false;
        }
        Map<?, ?> description = Tree.child(withoutThroughput(b.tree(), true), "TableDescription");
        Map<String, Object> local = new TreeMap<>();
        Tree.child(withoutThroughput(a.tree(), true), "TableDescription")
                .forEach((name, value) -> local.put((String) name, value));
        local.keySet().removeAll(List.of("AttributeDefinitions", "KeySchema"));
        return local.equals(description);
    }
}
