package dev.globaltable.item;

import dev.globaltable.error.ServiceErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * An attribute of the key of a table or index.
 *
 * @param name the name of the attribute
 * @param type its type: S, N or B
 * @param index the secondary index whose key it belongs to, {@code null} for the key of a table
 * @since 0.1.0
 */
public record KeyAttribute(
        String name, AttributeType type, @Nullable String index) {

    /** An attribute of the key of a table. */
    public KeyAttribute(String name, AttributeType type) {
        this(name, type, null);
    }

    /** The key attribute with a type as the API writes it. */
    public static KeyAttribute of(String name, ScalarAttributeType type) {
        return new KeyAttribute(name, AttributeType.valueOf(type.toString()));
    }

    /** The same attribute as part of the key of an index. */
    public KeyAttribute in(String indexName) {
        return new KeyAttribute(name, type, indexName);
    }

    /**
     * Checks that a value is not empty, which a key attribute cannot be.
     *
     * @throws DynamoDbException a {@code ValidationException} when the value is an empty string or binary
     */
    public void requireNotEmpty(AttributeValue value) {
        if (isEmpty(value)) {
            String empty = "The AttributeValue for a key attribute cannot contain an empty "
                    + (value.s() == null ? "binary" : "string") + " value. ";
            throw ServiceErrors.validation("One or more parameter values are not valid. "
                    + (index == null
                            ? empty + "Key: " + name
                            : "A value specified for a secondary index key is not supported. " + empty + "IndexName: "
                                    + index + ", IndexKey: " + name));
        }
    }

    /** Whether a value is an empty string or binary. */
    public boolean isEmpty(AttributeValue value) {
        return (value.s() != null && value.s().isEmpty())
                || (value.b() != null && value.b().asByteArrayUnsafe().length == 0);
    }
}
