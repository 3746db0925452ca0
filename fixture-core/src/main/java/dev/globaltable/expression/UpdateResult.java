package dev.globaltable.expression;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an update made of an item.
 *
 * @since 0.1.0
 */
public final class UpdateResult {

    private final Map<String, AttributeValue> before;
    private final Map<String, AttributeValue> after;
    private final List<DocumentPath> touched;

    UpdateResult(Map<String, AttributeValue> before, Map<String, AttributeValue> after, List<DocumentPath> touched) {
        this.before = before;
        this.after = after;
        this.touched = touched;
    }

    /** The new item, canonical. */
    public Map<String, AttributeValue> item() {
        return after;
    }

    /** For {@code ReturnValues} UPDATED_OLD: what the touched paths led to before, nested ones as partial documents. */
    public Map<String, AttributeValue> updatedOld() {
        return new Projection(touched).of(before);
    }

    /** For {@code ReturnValues} UPDATED_NEW: what the touched paths lead to now, nested ones as partial documents. */
    public Map<String, AttributeValue> updatedNew() {
        return new Projection(touched).of(after);
    }
}
