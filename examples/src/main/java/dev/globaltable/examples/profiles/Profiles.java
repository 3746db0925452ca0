package dev.globaltable.examples.profiles;

import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The profiles as one Region holds them. */
public final class Profiles {

    private static final TableSchema<Profile> SCHEMA = TableSchema.fromBean(Profile.class);

    private final DynamoDbTable<Profile> table;

    public Profiles(DynamoDbEnhancedClient dynamoDb) {
        this.table = dynamoDb.table("profiles", SCHEMA);
    }

    /** The profile of a user, read consistently. */
    public Optional<Profile> find(String userId) {
        Key key = Key.builder().partitionValue(userId).build();
        return Optional.ofNullable(table.getItem(get -> get.key(key).consistentRead(true)));
    }

    /**
     * Stores a profile that is new, or was read before and changed.
     *
     * @return what is stored now
     * @throws OutdatedProfileException if there is another revision by now
     */
    public Profile save(Profile profile) {
        try {
            return table.updateItem(profile);
        } catch (ConditionalCheckFailedException e) {
            throw new OutdatedProfileException(profile.getUserId(), e);
        }
    }

    /**
     * Changes the profile of a user.
     *
     * @return what is stored now
     * @throws OutdatedProfileException if somebody else changed it at the same time
     * @throws IllegalArgumentException if there is no such user
     */
    public Profile change(String userId, Consumer<Profile> change) {
        Profile profile = find(userId).orElseThrow(() -> new IllegalArgumentException("There is no user " + userId));
        change.accept(profile);
        return save(profile);
    }
}
