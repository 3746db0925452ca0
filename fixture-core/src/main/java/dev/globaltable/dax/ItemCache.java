package dev.globaltable.dax;

import dev.globaltable.item.Items;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.KeySchema;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whole items by their primary keys, as AWS documents it; what was found to be absent is kept as such. */
final class ItemCache {

    private final RegionalTables tables;
    private final LruCache<ItemId, Optional<Map<String, AttributeValue>>> items;

    ItemCache(DaxContext context, DaxSettings settings) {
        this.tables = context.tables();
        this.items = new LruCache<>(context.time(), settings.itemTtlMicros(), settings.itemsMax());
    }

    /** @param key the attributes of the primary key, in canonical form */
    record ItemId(String tableName, Map<String, AttributeValue> key) {}

    ItemId id(String tableName, Map<String, AttributeValue> key) {
        return new ItemId(TableLookup.nameHere(tables, tableName), Items.canonical(key));
    }

    /** The id of an item that is in its table, or was just put into it. */
    ItemId idOfItem(String tableName, Map<String, AttributeValue> item) {
        KeySchema schema = TableLookup.forItems(tables, tableName).keySchema();
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (schema.includes(name)) {
                key.put(name, value);
            }
        });
        return id(tableName, key);
    }

    LruCache.@Nullable Entry<Optional<Map<String, AttributeValue>>> find(ItemId id) {
        return items.find(id);
    }

    void put(ItemId id, Optional<Map<String, AttributeValue>> item) {
        items.put(id, item);
    }

    /** Takes over what DynamoDB holds, right after it has answered a request for this item, and gives it. */
    Optional<Map<String, AttributeValue>> load(ItemId id) {
        ReplicaTable table = TableLookup.forItems(tables, id.tableName());
        Optional<Map<String, AttributeValue>> item =
                Optional.ofNullable(table.get(table.keySchema().keyOf(id.key())));
        put(id, item);
        return item;
    }
}
