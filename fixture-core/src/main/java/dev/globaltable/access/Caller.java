package dev.globaltable.access;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param arn as messages name the caller, for a role that of its session
 * @param principalArn of the user or role itself
 * @param userName of a user, {@code null} for a role
 */
public record Caller(
        String arn, String principalArn, @Nullable String userName) {

    /** The account id that AWS's documentation uses, and the fixture's tables have. */
    public static final String ACCOUNT = "123456789012";

    static final String ACCOUNT_ROOT = "arn:aws:iam::" + ACCOUNT + ":root";

    /** The role by which DynamoDB replicates. */
    static final Caller REPLICATION = new Caller(
            "arn:aws:sts::" + ACCOUNT + ":assumed-role/AWSServiceRoleForDynamoDBReplication/DynamoDBReplication",
            "arn:aws:iam::" + ACCOUNT
                    + ":role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication",
            null);

    /** A user of the account. */
    public static Caller user(String name) {
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
        return new Caller(arn, arn, name);
    }

    /** A session of a role of the account. */
    public static Caller role(String name, String session) {
        return new Caller(
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + name + "/" + session,
                "arn:aws:iam::" + ACCOUNT + ":role/" + name,
                null);
    }

    /** Writes down what conditions can ask of the caller. */
    Context describe() {
        return new Context()
                .with(ConditionKey.PRINCIPAL_ARN, principalArn)
                .with(ConditionKey.PRINCIPAL_ACCOUNT, ACCOUNT)
                .with(ConditionKey.PRINCIPAL_TYPE, userName == null ? "AssumedRole" : "User")
                .with(ConditionKey.USERNAME, userName)
                .with(ConditionKey.SECURE_TRANSPORT, "true");
    }
}
