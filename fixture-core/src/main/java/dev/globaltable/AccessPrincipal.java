package dev.globaltable;

import dev.globaltable.access.Caller;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A user or role of the simulated account, made by {@link Access#user} and {@link Access#role}. The same name is the same
 * principal, however often it is asked for.
 *
 * <p>A call is a principal's when it is made through one of its clients, inside {@link #run} or {@link #call}, or with
 * credentials whose access key id is one of the principal's.
 *
 * @since 0.1.0
 */
public final class AccessPrincipal {

    private final Access access;
    private final String name;
    private final Caller caller;

    private AccessPrincipal(Access access, String name, Caller caller) {
        this.access = access;
        this.name = name;
        this.caller = caller;
    }

    static AccessPrincipal user(Access access, String name) {
        return new AccessPrincipal(access, name, Caller.user(name)).withAccessKeyId(name);
    }

    static AccessPrincipal role(Access access, String name) {
        return new AccessPrincipal(access, name, Caller.role(name, "session")).withAccessKeyId(name);
    }

    /** Its ARN as error messages have it; for a role that of its session. */
    public String arn() {
        return caller.arn();
    }

    /**
     * Counts calls with another access key id to this principal, too: that of the credentials which the application under
     * test uses.
     *
     * @throws IllegalArgumentException if it is another principal's
     */
    public AccessPrincipal withAccessKeyId(String accessKeyId) {
        access.register(accessKeyId, this);
        return this;
    }

    /**
     * Attaches an identity-based policy of these statements. From then on the principal may do only what its policies allow.
     *
     * @return what detaches it; a principal whose last policy was detached may do everything again
     * @throws IllegalArgumentException if a statement says something that is not simulated
     */
    public AttachedPolicy attach(PolicyStatement... statements) {
        return attach(PolicyStatement.policy(List.of(statements)));
    }

    /**
     * The same with a policy in IAM's language, as it stands in the application's infrastructure code.
     *
     * @throws IllegalArgumentException if it is none, or says something that is not simulated; the message names it
     */
    public AttachedPolicy attach(String policyJson) {
        return access.attach(this, policyJson);
    }

    /** A client of a Region as {@link Simulation#client}, whose calls are this principal's. */
    public DynamoDbClient client(Region region) {
        return DirectClient.of(region, request -> call(() -> access.simulation().execute(region, request)));
    }

    /** The same, asynchronous. */
    public DynamoDbAsyncClient asyncClient(Region region) {
        return DirectClient.asyncOf(
                region, request -> call(() -> access.simulation().execute(region, request)));
    }

    /** Credentials to build the application's own clients with. */
    public StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.builder()
                .accessKeyId(name)
                .secretAccessKey("simulated")
                .accountId(Caller.ACCOUNT)
                .build());
    }

    /**
     * Runs something whose calls are this principal's, as far as they are made by this thread; it does not matter what
     * credentials they have.
     */
    public void run(Runnable calls) {
        call(() -> {
            calls.run();
            return this;
        });
    }

    /** The same for something that has a result. */
    public <T> T call(Supplier<T> calls) {
        return access.as(this, calls);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public String toString() {
        return arn();
    }
}
