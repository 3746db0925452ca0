package dev.globaltable.check;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.KeyValue;

/**
 * An item: what reads and writes are about.
 *
 * @param table the table's name
 * @param key the item's primary key
 * @since 0.1.0
 */
public record Item(String table, ItemKey key) {

    /** The item of a table whose partition key, of type S, has this value. */
    public static Item of(String table, String key) {
        return new Item(table, ItemKey.of(new KeyValue.Text(key)));
    }

    /** The table and the key, such as {@code profiles/42}. */
    @Override
    public String toString() {
        return table + "/" + key;
    }
}
