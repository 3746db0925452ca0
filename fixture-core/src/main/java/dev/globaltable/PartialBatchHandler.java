package dev.globaltable;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What a {@link StreamConsumer} calls with each batch, when it can tell which records failed ({@code ReportBatchItemFailures}
 * of AWS Lambda).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PartialBatchHandler {

    /**
     * Handles the records of one shard, oldest first; never none.
     *
     * @return the sequence numbers of the records that failed. What comes before the first of them is done; it and all after
     *     it are tried again. None: the batch is done. One that is not in the batch: the whole batch failed
     * @throws Exception what makes the consumer try the whole batch again
     */
    Collection<String> handle(List<Record> records) throws Exception;
}
