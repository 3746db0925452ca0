package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.table.KeySchema;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** {@code ExclusiveStartKey}: where a page goes on. The item need not exist. */
final class StartKey {

    private StartKey() {}

    static ItemKey parse(KeySchema keys, Map<String, AttributeValue> startKey) {
        Map<String, AttributeValue> attributes = Items.canonical(startKey);
        try {
            return keys.keyOf(attributes);
        } catch (DynamoDbException mismatch) {
            throw validation("The provided starting key is invalid: "
                    + mismatch.awsErrorDetails().errorMessage());
        }
    }
}
