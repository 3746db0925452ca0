package dev.globaltable.examples.failover;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Bookings on a global table of which one Region takes all writes: reads near by, writes there. */
public final class GlobalTableBookings implements Bookings {

    private final DynamoDbClient reads;
    private final DynamoDbClient writes;

    /** Reads with one client and writes with another. */
    public GlobalTableBookings(DynamoDbClient reads, DynamoDbClient writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public boolean book(String seat, String guest) {
        try {
            writes.putItem(put -> put.tableName("seats")
                    .item(Map.of("seat", AttributeValue.fromS(seat), "guest", AttributeValue.fromS(guest)))
                    .conditionExpression("attribute_not_exists(seat)"));
            return true;
        } catch (ConditionalCheckFailedException taken) {
            return false;
        }
    }

    @Override
    public Optional<String> guest(String seat) {
        return Optional.ofNullable(reads.getItem(
                                get -> get.tableName("seats").key(Map.of("seat", AttributeValue.fromS(seat))))
                        .item()
                        .get("guest"))
                .map(AttributeValue::s);
    }
}
