package dev.globaltable;

import dev.globaltable.access.AccessControl;
import dev.globaltable.access.Policy;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who may do what: for tests of how an application behaves when a Region refuses it.
 *
 * <p>At first everybody may do everything. A principal with a policy may do what its policies allow and no policy denies,
 * as IAM evaluates them within one account; whoever may not gets an {@code AccessDeniedException} in AWS's words. Policies of
 * tables and streams ({@code PutResourcePolicy}) count in the same way.
 *
 * <pre>{@code
 * AttachedPolicy outage = simulation.access().deny(PolicyStatement.deny("dynamodb:*").in(Region.EU_WEST_1));
 * // every call in eu-west-1 fails with AccessDeniedException, replication works on
 * outage.detach();
 *
 * AccessPrincipal reader = simulation.access().user("reader");
 * reader.attach(PolicyStatement.allow("dynamodb:GetItem", "dynamodb:Query").on("profiles"));
 * new ProfileService(reader.client(Region.US_EAST_1)).rename("42", "Ada"); // not authorized to perform: dynamodb:PutItem
 * }</pre>
 *
 * <p>Policies are in IAM's language, of which {@code docs/access.md} lists what is simulated; anything else is refused by name when
 * the policy is attached.
 *
 * @since 0.1.0
 */
public final class Access {

    private final Simulation simulation;
    private final AccessControl control;

    Access(Simulation simulation, AccessControl control) {
        this.simulation = simulation;
        this.control = control;
    }

    /**
     * An IAM user of the account. Calls whose credentials have the user's name as their access key id are the user's.
     *
     * @param name such as {@code "orders-service"}
     * @throws IllegalArgumentException if a role has this name as its access key id
     */
    public AccessPrincipal user(String name) {
        return AccessPrincipal.user(this, requireName(name));
    }

    /**
     * An IAM role of the account, assumed in a session that is called {@code session}. Calls whose credentials have the role's
     * name as their access key id are the role's.
     *
     * @param name such as {@code "orders-service"}
     * @throws IllegalArgumentException if a user has this name as its access key id
     */
    public AccessPrincipal role(String name) {
        return AccessPrincipal.role(this, requireName(name));
    }

    /**
     * Denies something to everybody, as a service control policy of the organization does. Replication goes on: it is not
     * subject to these.
     *
     * @param statements each made by {@link PolicyStatement#deny}
     * @return what ends the denial
     * @throws IllegalArgumentException if one of them allows, or says something that is not simulated
     */
    public AttachedPolicy deny(PolicyStatement... statements) {
        return deny(PolicyStatement.policy(List.of(statements)));
    }

    /**
     * The same with a policy in IAM's language.
     *
     * @throws IllegalArgumentException if it is none, or says something that is not simulated
     */
    public AttachedPolicy deny(String policyJson) {
        Policy policy = Policy.parse(policyJson, Policy.Kind.ORGANIZATION);
        return attached(() -> control.deny(policy));
    }

    AttachedPolicy attach(AccessPrincipal principal, String policyJson) {
        Policy policy = Policy.parse(policyJson, Policy.Kind.IDENTITY);
        return attached(() -> control.attach(principal.caller(), policy));
    }

    private AttachedPolicy attached(Supplier<Runnable> attach) {
        Runnable detach = simulation.call(() -> {
            simulation.requireOpen();
            return attach.get();
        });
        return new AttachedPolicy(() -> simulation.call(() -> {
            detach.run();
            return this;
        }));
    }

    void register(String accessKeyId, AccessPrincipal principal) {
        simulation.call(() -> {
            control.register(accessKeyId, principal.caller());
            return this;
        });
    }

    <T> T as(AccessPrincipal principal, Supplier<T> calls) {
        return control.as(principal.caller(), calls);
    }

    Simulation simulation() {
        return simulation;
    }

    private static String requireName(String name) {
        if (!name.matches("[\\w+=,.@/-]{1,128}")) {
            throw new IllegalArgumentException("Not the name of a user or role: \"" + name
                    + "\". IAM allows 1 to 128 letters, digits and the characters +=,.@_/-; for example"
                    + " \"orders-service\".");
        }
        return name;
    }
}
