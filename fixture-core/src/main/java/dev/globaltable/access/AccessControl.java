package dev.globaltable.access;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.table.RegionalTables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;

/** Who calls, and whether they may. Guarded by the simulation's lock. */
public final class AccessControl {

    /** Who calls without credentials. */
    private static final Caller ANYBODY = Caller.user("anybody");

    private static final ThreadLocal<@Nullable Bound> OF_THREAD = new ThreadLocal<>();

    /** Who calls on a thread, in one simulation. */
    private record Bound(AccessControl where, Caller caller) {}

    private final AttachedPolicies attached = new AttachedPolicies();
    private final Map<String, Caller> byAccessKeyId = new LinkedHashMap<>();
    private final ResourcePolicies ofResources;
    private final Authorizer authorizer;

    public AccessControl(ResourcePolicies ofResources, Function<Region, RegionalTables> tables) {
        this.ofResources = ofResources;
        this.authorizer = new Authorizer(attached, ofResources, tables);
    }

    /** Whether there is any policy; as long as there is none nobody has to ask. */
    public boolean isActive() {
        return !attached.isEmpty() || ofResources.any();
    }

    /**
     * Has a request answered, if its caller is permitted all that it needs.
     *
     * @param accessKeyId that of the credentials, {@code null} where the call brings none
     */
    public AwsResponse.Builder execute(RegionalService service, AwsRequest request, @Nullable String accessKeyId) {
        Caller caller = caller(accessKeyId);
        Permissions permissions = new Permissions(service);
        if (request instanceof BatchExecuteStatementRequest batch) {
            return new StatementGate(authorizer, permissions.statements(), caller).execute(batch, service);
        }
        authorizer.require(caller, permissions.of(service.filled(request)));
        return service.execute(request);
    }

    private Caller caller(@Nullable String accessKeyId) {
        Bound bound = OF_THREAD.get();
        if (bound != null && bound.where().equals(this)) {
            return bound.caller();
        }
        if (accessKeyId == null) {
            return ANYBODY;
        }
        Caller known = byAccessKeyId.get(accessKeyId);
        return known == null ? Caller.user(accessKeyId) : known;
    }

    /**
     * Lets an access key id stand for a principal.
     *
     * @throws IllegalArgumentException if it stands for another one
     */
    public void register(String accessKeyId, Caller caller) {
        Caller known = byAccessKeyId.putIfAbsent(accessKeyId, caller);
        if (known != null && !known.equals(caller)) {
            throw new IllegalArgumentException("The access key id \"" + accessKeyId + "\" is that of " + known.arn()
                    + ". Give " + caller.arn() + " another one.");
        }
    }

    /** Attaches a policy to a user or role; gives what detaches it. */
    public Runnable attach(Caller caller, Policy policy) {
        return attached.to(caller, policy);
    }

    /** Attaches a policy that denies to everybody; gives what detaches it. */
    public Runnable deny(Policy policy) {
        return attached.toEverybody(policy);
    }

    /** Lets the calls of this thread be those of a principal, whatever their credentials. */
    public <T> T as(Caller caller, Supplier<T> calls) {
        Bound before = OF_THREAD.get();
        OF_THREAD.set(new Bound(this, caller));
        try {
            return calls.get();
        } finally {
            if (before == null) {
                OF_THREAD.remove();
            } else {
                OF_THREAD.set(before);
            }
        }
    }
}
