package dev.globaltable.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The constraints of the service's model on transactions. */
final class TransactionModel {

    static final List<String> ON_FAILURE = List.of("ALL_OLD", "NONE");

    private final Violations violations;

    private TransactionModel(Violations violations) {
        this.violations = violations;
    }

    static void check(TransactWriteItemsRequest request, Violations violations) {
        TransactionModel model = new TransactionModel(violations);
        model.entries(request.hasTransactItems(), request.transactItems());
        for (int i = 0; i < request.transactItems().size(); i++) {
            model.entry(
                    "transactItems." + (i + 1) + ".member.",
                    request.transactItems().get(i));
        }
        violations.length("clientRequestToken", request.clientRequestToken(), 1, 36);
    }

    static void check(TransactGetItemsRequest request, Violations violations) {
        TransactionModel model = new TransactionModel(violations);
        model.entries(request.hasTransactItems(), request.transactItems());
        for (int i = 0; i < request.transactItems().size(); i++) {
            String path = "transactItems." + (i + 1) + ".member.get";
            var get = request.transactItems().get(i).get();
            violations.present(path, get != null);
            if (get != null) {
                model.tableName(path, get.tableName());
                violations.present(path + ".key", get.hasKey());
            }
        }
    }

    private void entries(boolean present, List<?> entries) {
        violations.present("transactItems", present);
        if (present) {
            violations.size("transactItems", entries.size(), 1, 100);
        }
    }

    private void entry(String path, TransactWriteItem entry) {
        var check = entry.conditionCheck();
        if (check != null) {
            tableName(path + "conditionCheck", check.tableName());
            violations
                    .present(path + "conditionCheck.key", check.hasKey())
                    .present(path + "conditionCheck.conditionExpression", check.conditionExpression() != null);
            onFailure(path + "conditionCheck", check.returnValuesOnConditionCheckFailureAsString());
        }
        var put = entry.put();
        if (put != null) {
            tableName(path + "put", put.tableName());
            violations.present(path + "put.item", put.hasItem());
            onFailure(path + "put", put.returnValuesOnConditionCheckFailureAsString());
        }
        var delete = entry.delete();
        if (delete != null) {
            tableName(path + "delete", delete.tableName());
            violations.present(path + "delete.key", delete.hasKey());
            onFailure(path + "delete", delete.returnValuesOnConditionCheckFailureAsString());
        }
        var update = entry.update();
        if (update != null) {
            tableName(path + "update", update.tableName());
            violations
                    .present(path + "update.key", update.hasKey())
                    .present(path + "update.updateExpression", update.updateExpression() != null);
            onFailure(path + "update", update.returnValuesOnConditionCheckFailureAsString());
        }
    }

    private void tableName(String path, @Nullable String name) {
        violations.present(path + ".tableName", name != null).length(path + ".tableName", name, 1, 1024);
    }

    private void onFailure(String path, @Nullable String value) {
        violations.oneOf(path + ".returnValuesOnConditionCheckFailure", value, ON_FAILURE);
    }
}
