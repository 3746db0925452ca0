package dev.globaltable.table;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * A secondary index and what {@code UpdateTable} can change of it.
 *
 * @param provisioned the provisioned throughput of a global index, {@code null} for on-demand tables and local indexes
 */
public record IndexSettings(
        IndexDefinition definition, @Nullable ProvisionedThroughput provisioned) {

    public String name() {
        return definition.name();
    }
}
