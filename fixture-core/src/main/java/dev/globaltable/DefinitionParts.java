package dev.globaltable;

import dev.globaltable.replication.ReplicationDelay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;

/** What a definition consists of; never changed once it belongs to one. */
final class DefinitionParts {

    final String name;
    Optional<GlobalTableDefinition.Key> partitionKey = Optional.empty();
    Optional<GlobalTableDefinition.Key> sortKey = Optional.empty();
    List<Region> regions = List.of(Region.US_EAST_1, Region.EU_WEST_1);
    ReplicationDelay replicationDelay = ReplicationDelay.parse("1s");
    Optional<ReplicationDelay> indexDelay = Optional.empty();
    List<SecondaryIndexDefinition> localIndexes = List.of();
    List<SecondaryIndexDefinition> globalIndexes = List.of();
    GlobalTableVersion version = GlobalTableVersion.V2019_11_21;
    MultiRegionConsistency consistency = MultiRegionConsistency.EVENTUAL;
    Optional<Region> witness = Optional.empty();
    Duration acknowledgementDelay = Duration.ZERO;
    WriteMode writeMode = WriteMode.anyRegion();
    Duration coalesceWindow = Duration.ZERO;

    DefinitionParts(String name) {
        this.name = name;
    }

    DefinitionParts(DefinitionParts other) {
        this(other.name);
        partitionKey = other.partitionKey;
        sortKey = other.sortKey;
        regions = other.regions;
        replicationDelay = other.replicationDelay;
        indexDelay = other.indexDelay;
        localIndexes = other.localIndexes;
        globalIndexes = other.globalIndexes;
        version = other.version;
        consistency = other.consistency;
        witness = other.witness;
        acknowledgementDelay = other.acknowledgementDelay;
        writeMode = other.writeMode;
        coalesceWindow = other.coalesceWindow;
    }
}
