package dev.globaltable.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which items a Query reads: one partition, and maybe a range of its sort keys.
 *
 * @param partition the canonical values of the partition key, in the order of the key schema
 * @param sortPrefix the canonical values of the sort key's leading attributes, where it has several
 * @param sort the range of the sort key attribute after these, null for all
 * @since 0.1.0
 */
public record KeyCondition(
        List<AttributeValue> partition,
        List<AttributeValue> sortPrefix,
        @Nullable SortKeyCondition sort) {

    /** Keeps its own copies of the values. */
    public KeyCondition {
        partition = List.copyOf(partition);
        sortPrefix = List.copyOf(sortPrefix);
    }

    /** A condition on a partition key of one attribute and a sort key of one or none. */
    public KeyCondition(AttributeValue partition, @Nullable SortKeyCondition sort) {
        this(List.of(partition), List.of(), sort);
    }
}
