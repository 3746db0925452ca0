package dev.globaltable.examples.profiles;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** What a user tells others about themselves. */
@DynamoDbBean
public class Profile {

    private String userId = "";
    private String username = "";
    private String displayName = "";
    private String email = "";
    private @Nullable Long revision;

    public static Profile of(String userId, String username, String displayName, String email) {
        Profile profile = new Profile();
        profile.setUserId(userId);
        profile.setUsername(username);
        profile.setDisplayName(displayName);
        profile.setEmail(email);
        return profile;
    }

    @DynamoDbPartitionKey
    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    /** Counts the changes; {@code null} before the profile is stored. */
    @DynamoDbVersionAttribute
    public @Nullable Long getRevision() {
        return revision;
    }

    public void setRevision(@Nullable Long revision) {
        this.revision = revision;
    }

    /** Whether this is at least as new as that revision. */
    boolean includes(long other) {
        return revision != null && revision >= other;
    }
}
