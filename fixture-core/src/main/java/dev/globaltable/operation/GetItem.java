package dev.globaltable.operation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * {@code GetItem}. A strongly consistent read is as fresh as the local replica and no fresher (LWW-22), unless the global
 * table is strongly consistent (STRONG-11); in a simulated Region an eventually consistent one sees the local replica.
 */
final class GetItem implements Operation<GetItemRequest> {

    private final RegionalTables tables;

    GetItem(RegionalTables tables) {
        this.tables = tables;
    }

    @Override
    public GetItemResponse.Builder execute(GetItemRequest request) {
        new Constraints()
                .tableName(request.tableName())
                .present("key", request.hasKey())
                .attributesToGet("attributesToGet", request.hasAttributesToGet(), request.attributesToGet())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        TableLookup.requireName(request.tableName());
        Projection projection = Projection.of(request);
        Map<String, AttributeValue> keyAttributes = Items.canonical(request.key());

        ReplicaTable table = TableLookup.forItems(tables, request.tableName());
        projection.requireScalarKeys(table);
        ItemKey key = table.keySchema().keyOf(keyAttributes);
        table.prepareRead(request.consistentRead(), null);
        Map<String, AttributeValue> item = table.read(key, Boolean.TRUE.equals(request.consistentRead()));
        int bytes = item == null ? 0 : Items.sizeBytes(item);
        return GetItemResponse.builder()
                .item(item == null ? null : projection.of(item))
                .consumedCapacity(Consumption.reportRead(
                        request.tableName(),
                        table,
                        request.returnConsumedCapacity(),
                        () -> Consumption.ofTable(Capacity.read(bytes, request.consistentRead()))));
    }
}
