package dev.globaltable.legacy;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;

/** A global table of version 2017.11.29 as it is now. */
public record LegacyGlobalTable(String name, long createdMicros, GlobalTableStatus status, List<Replica> replicas) {

    /** One of its replicas, or one that is about to leave it. */
    public record Replica(ReplicaTable table, ReplicaStatus status) {

        Region region() {
            return table.region();
        }
    }

    public LegacyGlobalTable {
        replicas = List.copyOf(replicas);
    }

    /** The replica in a Region, or {@code null}. */
    @Nullable
    Replica replica(String region) {
        return replicas.stream()
                .filter(replica -> replica.region().id().equals(region))
                .findFirst()
                .orElse(null);
    }

    List<ReplicaTable> tables() {
        return replicas.stream().map(Replica::table).toList();
    }

    /** The table as it is described from everywhere: the ARN names no Region, and the group all of them (LEG-7). */
    GlobalTableDescription describe() {
        return GlobalTableDescription.builder()
                .globalTableName(name)
                .globalTableArn(TableDefinition.globalArn(name))
                .globalTableStatus(status)
                .creationDateTime(Instant.EPOCH.plusMillis(createdMicros / 1000))
                .replicationGroup(replicas.stream()
                        .map(replica -> ReplicaDescription.builder()
                                .regionName(replica.region().id())
                                .build())
                        .toList())
                .build();
    }
}
