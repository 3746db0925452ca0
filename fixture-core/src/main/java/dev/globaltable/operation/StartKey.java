package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.Items;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** {@code ExclusiveStartKey}: where a page goes on. The item need not exist. */
final class StartKey {

    static final String INVALID = "The provided starting key is invalid";

    private StartKey() {}

    static <K extends Comparable<K>> K parse(Source<K> source, Map<String, AttributeValue> startKey) {
        Map<String, AttributeValue> attributes = Items.canonical(startKey);
        try {
            return source.startKey(attributes);
        } catch (DynamoDbException mismatch) {
            String why = mismatch.awsErrorDetails().errorMessage();
            throw validation(why.startsWith(INVALID) ? why : INVALID + ": " + why);
        }
    }
}
