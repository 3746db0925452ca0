package dev.globaltable;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What a {@link StreamConsumer} calls with each batch.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StreamHandler {

    /**
     * Handles the records of one shard, oldest first; never none.
     *
     * @throws Exception what makes the consumer try the whole batch again
     */
    void handle(List<Record> records) throws Exception;
}
