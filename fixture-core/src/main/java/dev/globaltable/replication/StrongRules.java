package dev.globaltable.replication;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What holds for all strongly consistent global tables.
 *
 * @param unavailable what a Region fails with that finds no majority
 * @param batchConflictsFail whether one item in conflict fails a batch as a whole
 * @param shuffleMicros within which time changes of different items may change places
 */
public record StrongRules(
        Supplier<? extends DynamoDbException> unavailable, boolean batchConflictsFail, long shuffleMicros) {}
