package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import dev.globaltable.differential.generation.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Asks DynamoDB Local variants of a step's request, in the state after the step, and puts back the items that they change. */
final class Retrial {

    private final Target local;
    private final Step.Kind kind;
    private final Map<String, CreateTableRequest> creations;
    private final Map<GetItemRequest, Map<String, AttributeValue>> items = new HashMap<>();
    private boolean disturbed;

    Retrial(Target local, Step.Kind kind, Map<String, CreateTableRequest> creations) {
        this.local = local;
        this.kind = kind;
        this.creations = creations;
    }

    /** Whether something changed that could not be put back. */
    boolean disturbed() {
        return disturbed;
    }

    Outcome ask(DynamoDbRequest variant) {
        DynamoDbRequest request = withoutToken(variant);
        CreateTableRequest creation = creation(request);
        GetItemRequest touched = creation != null && Dispatch.writes(request) ? touched(request, creation) : null;
        boolean known = touched != null && remember(touched);
        Outcome outcome = run(request);
        if (creation != null
                && outcome instanceof Outcome.Refusal refusal
                && Phase.of(refusal.message()) == Phase.TABLE) {
            return inNewTable(request, creation, outcome);
        }
        if (outcome instanceof Outcome.Answer && Dispatch.writes(request)) {
            boolean streams = creation != null && creation.streamSpecification() != null;
            if (known && touched != null) {
                restore(touched);
            }
            disturbed |= !known || streams;
        }
        return outcome;
    }

    /** The sequence deleted the table: what DynamoDB Local says of the rest of the request is seen in a new one. */
    private Outcome inNewTable(DynamoDbRequest request, CreateTableRequest creation, Outcome missing) {
        try {
            local.execute(creation);
        } catch (AwsServiceException e) {
            // It is there: something else was missing.
            return missing;
        }
        Outcome outcome = run(request);
        local.execute(
                DeleteTableRequest.builder().tableName(creation.tableName()).build());
        return outcome;
    }

    /** A token that the sequence uses again would stand for the variant. */
    private static DynamoDbRequest withoutToken(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest write
                        && write.clientRequestToken() != null
                        && write.clientRequestToken().startsWith("token")
                ? write.toBuilder().clientRequestToken(null).build()
                : request;
    }

    private Outcome run(DynamoDbRequest request) {
        return Execution.run(Members.has(request, "Limit") ? kind : Step.Kind.CALL, request, local);
    }

    private @Nullable CreateTableRequest creation(DynamoDbRequest request) {
        return Members.has(request, "TableName") && Members.get(request, "TableName") instanceof String table
                ? creations.get(table)
                : null;
    }

    private static @Nullable GetItemRequest touched(DynamoDbRequest request, CreateTableRequest creation) {
        Object attributes = Members.has(request, "Key")
                ? Members.get(request, "Key")
                : Members.has(request, "Item") ? Members.get(request, "Item") : null;
        if (!(attributes instanceof Map<?, ?> all)) {
            return null;
        }
        List<String> names = creation.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        Map<String, AttributeValue> key = new TreeMap<>();
        all.forEach((name, value) -> {
            if (names.contains(name)) {
                key.put((String) name, (AttributeValue) value);
            }
        });
        return GetItemRequest.builder()
                .tableName(creation.tableName())
                .key(key)
                .consistentRead(true)
                .build();
    }

    private boolean remember(GetItemRequest item) {
        try {
            if (!items.containsKey(item)) {
                items.put(item, ((GetItemResponse) local.execute(item)).item());
            }
            return true;
        } catch (AwsServiceException e) {
            // No such key can be: nothing will be written under it.
            return false;
        }
    }

    private void restore(GetItemRequest item) {
        Map<String, AttributeValue> before = items.getOrDefault(item, Map.of());
        local.execute(
                before.isEmpty()
                        ? DeleteItemRequest.builder()
                                .tableName(item.tableName())
                                .key(item.key())
                                .build()
                        : PutItemRequest.builder()
                                .tableName(item.tableName())
                                .item(before)
                                .build());
    }
}
