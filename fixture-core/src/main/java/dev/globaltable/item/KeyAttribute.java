package dev.globaltable.item;

import dev.globaltable.error.ServiceErrors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * An attribute of the key of a table or index.
 *
 * @param name the name of the attribute
 * @param type its type: S, N or B
 * @since 0.1.0
 */
public record KeyAttribute(String name, AttributeType type) {

    /** The key attribute with a type as the API writes it. */
    public static KeyAttribute of(String name, ScalarAttributeType type) {
        return new KeyAttribute(name, AttributeType.valueOf(type.toString()));
    }

    /**
     * Checks that a value is not empty, which a key attribute cannot be.
     *
     * @throws DynamoDbException a {@code ValidationException} when the value is an empty string or binary
     */
    public void requireNotEmpty(AttributeValue value) {
        boolean emptyString = value.s() != null && value.s().isEmpty();
        boolean emptyBinary = value.b() != null && value.b().asByteArrayUnsafe().length == 0;
        if (emptyString || emptyBinary) {
            throw ServiceErrors.validation("One or more parameter values are not valid. The AttributeValue for a key "
                    + "attribute cannot contain an empty " + (emptyString ? "string" : "binary") + " value. Key: "
                    + name);
        }
    }
}
