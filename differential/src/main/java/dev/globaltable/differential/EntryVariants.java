package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The entries of a transaction or batch as requests of their own; a check of a condition becomes a delete with that condition. */
final class EntryVariants {

    private static final DynamoDbRequest PUT = PutItemRequest.builder().build();
    private static final DynamoDbRequest DELETE = DeleteItemRequest.builder().build();
    private static final DynamoDbRequest GET = GetItemRequest.builder().build();
    private static final Map<String, DynamoDbRequest> REQUESTS = Map.of(
            "Put", PUT,
            "Update", UpdateItemRequest.builder().build(),
            "Delete", DELETE,
            "ConditionCheck", DELETE,
            "Get", GET);

    private EntryVariants() {}

    static List<DynamoDbRequest> of(DynamoDbRequest request) {
        List<DynamoDbRequest> requests = new ArrayList<>();
        if (Members.has(request, "TransactItems") && Members.get(request, "TransactItems") instanceof List<?> entries) {
            for (Object entry : entries) {
                REQUESTS.forEach((member, empty) -> {
                    if (Members.get((SdkPojo) entry, member) instanceof SdkPojo action) {
                        requests.add(copied(action, empty));
                    }
                });
            }
        }
        Object tables = Members.has(request, "RequestItems") ? Members.get(request, "RequestItems") : null;
        if (tables instanceof Map<?, ?> batch) {
            batch.forEach((table, part) -> requests.addAll(ofBatch((String) table, part)));
        }
        return requests;
    }

    private static List<DynamoDbRequest> ofBatch(String table, Object part) {
        List<DynamoDbRequest> requests = new ArrayList<>();
        if (part instanceof KeysAndAttributes keys) {
            DynamoDbRequest get = Members.with(copied(keys, GET), "TableName", table);
            keys.keys().forEach(key -> requests.add(Members.with(get, "Key", key)));
        }
        if (part instanceof List<?> writes) {
            for (Object write : writes) {
                WriteRequest each = (WriteRequest) write;
                SdkPojo action = each.putRequest() == null ? each.deleteRequest() : each.putRequest();
                if (action != null) {
                    DynamoDbRequest empty = each.putRequest() == null ? DELETE : PUT;
                    requests.add(Members.with(copied(action, empty), "TableName", table));
                }
            }
        }
        return requests;
    }

    private static DynamoDbRequest copied(SdkPojo action, DynamoDbRequest empty) {
        DynamoDbRequest request = empty;
        Map<String, Object> present = Tree.of(action);
        for (SdkField<?> field : action.sdkFields()) {
            if (present.containsKey(field.locationName()) && Members.has(empty, field.locationName())) {
                request = Members.with(request, field.locationName(), field.getValueOrDefault(action));
            }
        }
        return request;
    }
}
