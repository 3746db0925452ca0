package dev.globaltable.access;

import static dev.globaltable.error.ServiceErrors.accessDenied;

import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Evaluates policies as IAM does within one account: a denial anywhere decides; otherwise a permission of the principal or of
 * the resource is enough. A principal without any policy is permitted everything, for tests that do not care.
 */
final class Authorizer {

    static final String EXPLICITLY = "with an explicit deny in ";

    private final AttachedPolicies attached;
    private final ResourcePolicies ofResources;
    private final Function<Region, RegionalTables> tables;

    Authorizer(AttachedPolicies attached, ResourcePolicies ofResources, Function<Region, RegionalTables> tables) {
        this.attached = attached;
        this.ofResources = ofResources;
        this.tables = tables;
    }

    /** Fails unless the caller is permitted all of this; the first that is not is named. */
    void require(Caller caller, List<Permission> needed) {
        for (Permission permission : needed) {
            DynamoDbException denial = denial(caller, permission);
            if (denial != null) {
                throw denial;
            }
        }
    }

    @Nullable
    DynamoDbException denial(Caller caller, Permission permission) {
        String reason = reason(caller, permission);
        return reason == null ? null : denied(caller, permission.action(), permission.resource(), reason);
    }

    static DynamoDbException denied(Caller caller, String action, String resource, String reason) {
        return accessDenied("User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                + resource + " " + reason);
    }

    private @Nullable String reason(Caller caller, Permission permission) {
        String action = permission.action();
        String resource = permission.resource();
        Context context = caller.describe()
                .with(ConditionKey.REQUESTED_REGION, permission.region().id())
                .with(permission.context());
        if (attached.forEverybody().stream().anyMatch(policy -> policy.denies(caller, action, resource, context))) {
            return EXPLICITLY + "a service control policy";
        }
        List<Policy> own = attached.of(caller);
        if (own.stream().anyMatch(policy -> policy.denies(caller, action, resource, context))) {
            return EXPLICITLY + "an identity-based policy";
        }
        Policy ofResource = policyOf(permission);
        if (ofResource != null && ofResource.denies(caller, action, resource, context)) {
            return EXPLICITLY + "a resource-based policy";
        }
        boolean allowed = own.isEmpty()
                || own.stream().anyMatch(policy -> policy.allows(caller, action, resource, context))
                || (ofResource != null && ofResource.allows(caller, action, resource, context));
        return allowed ? null : "because no identity-based policy allows the " + action + " action";
    }

    private @Nullable Policy policyOf(Permission permission) {
        String name = ofResources.any() ? permission.tableName() : null;
        ReplicaTable table =
                name == null ? null : tables.apply(permission.region()).find(name);
        return table == null ? null : ofResources.attachedTo(table, permission.governedBy());
    }
}
