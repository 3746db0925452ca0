package dev.globaltable.expression;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which items a Query reads: one partition, and maybe a range of its sort keys.
 *
 * @param partition the canonical value of the partition key
 * @param sort the range of sort keys, null for all
 * @since 0.1.0
 */
public record KeyCondition(
        AttributeValue partition, @Nullable SortKeyCondition sort) {}
