package dev.globaltable.access;

import dev.globaltable.operation.RegionalService;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Which permissions a request to one Region needs. */
final class Permissions {

    private final ItemPermissions items;
    private final GroupPermissions groups;
    private final TablePermissions tables;
    private final StatementPermissions statements;

    Permissions(RegionalService service) {
        Resources resources = new Resources(service.tables());
        this.items = new ItemPermissions(resources);
        this.groups = new GroupPermissions(items);
        this.tables = new TablePermissions(resources);
        this.statements = new StatementPermissions(service, resources);
    }

    StatementPermissions statements() {
        return statements;
    }

    /** All but those of a batch of statements, which are each for themselves. */
    List<Permission> of(AwsRequest request) {
        if (request instanceof BatchGetItemRequest batch) {
            return groups.batchGet(batch);
        } else if (request instanceof BatchWriteItemRequest batch) {
            return groups.batchWrite(batch);
        } else if (request instanceof TransactGetItemsRequest transaction) {
            return groups.transactGet(transaction);
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            return groups.transactWrite(transaction);
        } else if (request instanceof ExecuteStatementRequest single) {
            return statements.single(single);
        } else if (request instanceof ExecuteTransactionRequest transaction) {
            return statements.transaction(transaction);
        }
        return ofOne(request);
    }

    private List<Permission> ofOne(AwsRequest request) {
        if (request instanceof GetItemRequest get && get.tableName() != null) {
            return List.of(items.get(get));
        } else if (request instanceof PutItemRequest put && put.tableName() != null) {
            return List.of(items.put(put));
        } else if (request instanceof UpdateItemRequest update && update.tableName() != null) {
            return List.of(items.update(update));
        } else if (request instanceof DeleteItemRequest delete && delete.tableName() != null) {
            return List.of(items.delete(delete));
        } else if (request instanceof QueryRequest query && query.tableName() != null) {
            return List.of(items.query(query));
        } else if (request instanceof ScanRequest scan && scan.tableName() != null) {
            return List.of(items.scan(scan));
        }
        return ofTable(request);
    }

    private List<Permission> ofTable(AwsRequest request) {
        return tables.of(RegionalService.nameOf(request), request);
    }
}
