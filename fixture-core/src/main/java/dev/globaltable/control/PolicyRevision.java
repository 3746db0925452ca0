package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.policyNotFound;

import dev.globaltable.table.ReplicaTable;
import org.jspecify.annotations.Nullable;

/** The revision that a change of a resource policy expects to find. */
final class PolicyRevision {

    private static final String NONE = "NO_POLICY";

    private PolicyRevision() {}

    /** Fails unless the policy that stands is the one that the request expects, or none where it expects none. */
    static void require(@Nullable String expected, @Nullable ResourcePolicy current, ReplicaTable table) {
        if (expected == null || (current == null && expected.equals(NONE))) {
            return;
        }
        String request = "Resource-based policy not found for the provided ResourceArn: Requested update for policy"
                + " with revision id " + expected + ", but ";
        if (current == null) {
            throw policyNotFound(request + "table " + table.name() + " has no associated policy.");
        }
        if (!current.revisionId().equals(expected)) {
            throw policyNotFound(request + "the policy associated to target table " + table.name()
                    + " with revision id " + current.revisionId() + " did not match.");
        }
    }
}
