package dev.globaltable.examples.profiles;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** A user name and whose it is. */
@DynamoDbBean
public class Username {

    private String username = "";
    private String userId = "";

    static Username of(String username, String userId) {
        Username owned = new Username();
        owned.setUsername(username);
        owned.setUserId(userId);
        return owned;
    }

    @DynamoDbPartitionKey
    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }
}
