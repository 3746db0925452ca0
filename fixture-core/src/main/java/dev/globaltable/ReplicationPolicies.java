package dev.globaltable;

import dev.globaltable.access.ReplicationRole;
import dev.globaltable.access.ResourcePolicies;
import dev.globaltable.table.ReplicaTable;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which replicas a resource policy forbids DynamoDB to replicate (FIS-2). */
final class ReplicationPolicies {

    private final ResourcePolicies policies;
    private final Impairments impairments;
    private final Set<ReplicaTable> denied = new LinkedHashSet<>();

    ReplicationPolicies(ResourcePolicies policies, Impairments impairments) {
        this.policies = policies;
        this.impairments = impairments;
    }

    /** Makes the policies of a table, and of its stream, hold for its replication. */
    void review(ReplicaTable table) {
        boolean denies = table.isReplica() && ReplicationRole.denial(table, policies) != null;
        if (denies && denied.add(table)) {
            impairments.deny(table);
        } else if (!denies && denied.remove(table)) {
            impairments.allow(table);
        }
    }
}
