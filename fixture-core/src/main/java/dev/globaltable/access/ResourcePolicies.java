package dev.globaltable.access;

import dev.globaltable.table.ReplicaTable;
import org.jspecify.annotations.Nullable;

/** The policies that are attached to tables and streams. */
public interface ResourcePolicies {

    /** Whether there may be any. */
    boolean any();

    /** The policy of a table or of its stream, by the ARN of either. */
    @Nullable
    Policy attachedTo(ReplicaTable table, String arn);
}
