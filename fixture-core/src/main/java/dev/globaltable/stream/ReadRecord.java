package dev.globaltable.stream;

import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record that somebody read.
 *
 * @param sequence its sequence number as a number
 * @param micros virtual time of the change
 */
public record ReadRecord(long sequence, long micros, Record record) {

    /** The position after it. */
    public long next() {
        return sequence + 1;
    }
}
