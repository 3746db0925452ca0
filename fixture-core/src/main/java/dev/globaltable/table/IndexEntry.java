package dev.globaltable.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a secondary index holds of an item.
 *
 * @param item the attributes that the index projects
 * @param source the item as the table had it when the index took it in
 */
public record IndexEntry(Map<String, AttributeValue> item, StoredItem source) {}
