package dev.globaltable.examples.profiles;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Signs users up: reserves the name they want, then stores their profile. */
public final class SignUp {

    private static final TableSchema<Username> SCHEMA = TableSchema.fromBean(Username.class);

    private final DynamoDbTable<Username> usernames;
    private final Profiles profiles;

    /**
     * @param reservations where user names are reserved
     * @param local where profiles are stored
     */
    public SignUp(DynamoDbEnhancedClient reservations, DynamoDbEnhancedClient local) {
        this.usernames = reservations.table("usernames", SCHEMA);
        this.profiles = new Profiles(local);
    }

    /**
     * Makes a new user; may be repeated with the same values until it succeeds.
     *
     * @throws UsernameTakenException if another user has the name
     */
    public Profile register(String userId, String username, String email) {
        reserve(username, userId);
        try {
            return profiles.save(Profile.of(userId, username, username, email));
        } catch (OutdatedProfileException e) {
            return profiles.find(userId).orElseThrow(() -> e);
        }
    }

    /** Whose name this is, as far as the Region of the reservations knows. */
    public Optional<String> ownerOf(String username) {
        Key key = Key.builder().partitionValue(username).build();
        return Optional.ofNullable(usernames.getItem(get -> get.key(key).consistentRead(true)))
                .map(Username::getUserId);
    }

    private void reserve(String username, String userId) {
        Expression freeOrOwn = Expression.builder()
                .expression("attribute_not_exists(username) OR userId = :userId")
                .expressionValues(Map.of(":userId", AttributeValue.fromS(userId)))
                .build();
        try {
            usernames.putItem(put -> put.item(Username.of(username, userId)).conditionExpression(freeOrOwn));
        } catch (ConditionalCheckFailedException e) {
            throw new UsernameTakenException(username, e);
        }
    }
}
