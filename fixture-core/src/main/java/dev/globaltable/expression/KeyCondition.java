package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.AttributeType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Which items a Query reads: one partition, and maybe a range of its sort keys.
 *
 * @param partitionKey the name of the partition key
 * @param partition the value of the partition key
 * @param sort the range of sort keys, null for all
 * @since 0.1.0
 */
public record KeyCondition(
        String partitionKey,
        AttributeValue partition,
        @Nullable SortKeyCondition sort) {

    /**
     * Checks the values against the types of the key attributes, and that none is empty.
     *
     * @param sortType the type of the sort key, null when there is none
     * @throws DynamoDbException a {@code ValidationException} when a value cannot be the value of its key attribute
     */
    public void requireTypes(AttributeType partitionType, @Nullable AttributeType sortType) {
        require(partitionKey, partitionType, List.of(partition));
        if (sort != null && sortType != null) {
            require(sort.sortKey(), sortType, sort.operands());
        }
    }

    private static void require(String name, AttributeType type, List<AttributeValue> values) {
        for (AttributeValue value : values) {
            if (AttributeType.of(value) != type) {
                throw ServiceErrors.validation(
                        "One or more parameter values were invalid: Condition parameter type does not match schema type");
            }
            boolean emptyString = value.s() != null && value.s().isEmpty();
            boolean emptyBinary = value.b() != null && value.b().asByteArrayUnsafe().length == 0;
            if (emptyString || emptyBinary) {
                throw ServiceErrors.validation(
                        "One or more parameter values are not valid. The AttributeValue for a key "
                                + "attribute cannot contain an empty " + (emptyString ? "string" : "binary")
                                + " value. Key: "
                                + name);
            }
        }
    }
}
