package dev.globaltable.examples.scenarios;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The locks of scenarios 22 to 24, made of conditional writes, as lock clients for DynamoDB make them. */
final class LockClient {

    private final DynamoDbClient dynamoDb;
    private final String owner;
    private int beats;

    LockClient(Region region, String owner) {
        this.dynamoDb = DynamoDbClient.builder().region(region).build();
        this.owner = owner;
    }

    /** Says whether this client has got the lock; not while another has it. */
    boolean acquire(String lock) {
        try {
            dynamoDb.putItem(put -> put.tableName("locks")
                    .item(Map.of("id", fromS(lock), "heldBy", fromS(owner), "beat", fromS(beat())))
                    .conditionExpression("attribute_not_exists(id)"));
            return true;
        } catch (ConditionalCheckFailedException taken) {
            return false;
        }
    }

    /** Shows that the holder is alive; says whether it still is the holder. */
    boolean heartbeat(String lock) {
        String last = beat();
        beats++;
        try {
            dynamoDb.updateItem(update -> update.tableName("locks")
                    .key(Map.of("id", fromS(lock)))
                    .updateExpression("SET beat = :next")
                    .conditionExpression("beat = :last")
                    .expressionAttributeValues(Map.of(":last", fromS(last), ":next", fromS(beat()))));
            return true;
        } catch (ConditionalCheckFailedException lost) {
            return false;
        }
    }

    /** Says whether there was anything to release. */
    boolean release(String lock) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName("locks")
                    .key(Map.of("id", fromS(lock)))
                    .conditionExpression("heldBy = :me")
                    .expressionAttributeValues(Map.of(":me", fromS(owner))));
            return true;
        } catch (ConditionalCheckFailedException notHeld) {
            return false;
        }
    }

    /** Draws a number that is higher than all that were drawn before; whoever comes with a lower one is turned away. */
    long fencingToken(String lock) {
        return Long.parseLong(dynamoDb.updateItem(update -> update.tableName("locks")
                        .key(Map.of("id", fromS(lock + "#fence")))
                        .updateExpression("ADD drawn :one")
                        .expressionAttributeValues(Map.of(":one", fromN("1")))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes()
                .get("drawn")
                .n());
    }

    private String beat() {
        return owner + "-" + beats;
    }
}
