package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.RegionalTables;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** {@code TransactWriteItems}: up to 100 writes and checks of different items, all or none. */
final class TransactWriteItems implements Operation<TransactWriteItemsRequest> {

    private static final int ACTIONS_MAX = 100;

    private final RegionalTables tables;
    private final RequestTokens tokens;

    TransactWriteItems(RegionalTables tables, RequestTokens tokens) {
        this.tables = tables;
        this.tokens = tokens;
    }

    @Override
    public TransactWriteItemsResponse.Builder execute(TransactWriteItemsRequest request) {
        checkShape(request);
        List<WriteTransaction.Action> actions = parse(request.transactItems());
        String token = request.clientRequestToken();
        boolean repeated = tokens.isRepeated(token, request.transactItems());
        WriteTransaction transaction = WriteTransaction.prepare(tables, actions);
        TransactionCapacity capacity = repeated ? transaction.readBack() : transaction.execute();
        if (!repeated) {
            tokens.complete(token, request.transactItems());
        }
        return TransactWriteItemsResponse.builder()
                .itemCollectionMetrics(transaction.collections(request.returnItemCollectionMetrics()))
                .consumedCapacity(capacity.report(request.returnConsumedCapacity()));
    }

    private static void checkShape(TransactWriteItemsRequest request) {
        List<TransactWriteItem> entries = request.transactItems();
        Constraints constraints = new Constraints().present("transactItems", request.hasTransactItems());
        if (request.hasTransactItems()) {
            constraints.size("transactItems", entries, entries.size(), 1, ACTIONS_MAX);
        }
        for (int at = 0; at < entries.size(); at++) {
            String entry = "transactItems." + (at + 1) + ".member.";
            TransactWriteAction.of(entries.get(at)).forEach(action -> action.check(constraints, entry));
        }
        constraints
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .returnItemCollectionMetrics(request.returnItemCollectionMetricsAsString())
                .length("clientRequestToken", request.clientRequestToken(), 1, 36)
                .check();
    }

    private static List<WriteTransaction.Action> parse(List<TransactWriteItem> entries) {
        List<WriteTransaction.Action> actions = new ArrayList<>();
        long payloadBytes = 0;
        for (TransactWriteItem entry : entries) {
            TransactWriteAction action = onlyAction(entry);
            ItemWrite write = action.parse();
            payloadBytes += action.payloadBytes(write);
            actions.add(new WriteTransaction.Action(String.valueOf(action.tableName()), write));
        }
        TransactionTargets.requireSize(payloadBytes);
        return actions;
    }

    private static TransactWriteAction onlyAction(TransactWriteItem entry) {
        List<TransactWriteAction> actions = TransactWriteAction.of(entry);
        if (actions.isEmpty()) {
            throw validation("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        }
        if (actions.size() > 1) {
            throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return actions.get(0);
    }
}
