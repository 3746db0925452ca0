package dev.globaltable.control;

import dev.globaltable.operation.Endpoint;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** {@code UpdateTable} requests about replicas, and what {@code DescribeTable} shows of them. */
final class Replicas {

    private Replicas() {}

    static UpdateTableRequest update(ReplicationGroupUpdate... updates) {
        return UpdateTableRequest.builder()
                .tableName("orders")
                .replicaUpdates(updates)
                .build();
    }

    static ReplicationGroupUpdate addition(Region region) {
        return addition(region.id());
    }

    static ReplicationGroupUpdate addition(String region) {
        return ReplicationGroupUpdate.builder()
                .create(replica -> replica.regionName(region))
                .build();
    }

    static ReplicationGroupUpdate removal(Region region) {
        return ReplicationGroupUpdate.builder()
                .delete(replica -> replica.regionName(region.id()))
                .build();
    }

    static ReplicationGroupUpdate change(Region region, Consumer<UpdateReplicationGroupMemberAction.Builder> settings) {
        return ReplicationGroupUpdate.builder()
                .update(replica -> settings.accept(replica.regionName(region.id())))
                .build();
    }

    /** A request that makes a strongly consistent global table. */
    static UpdateTableRequest strong(ReplicationGroupUpdate... updates) {
        return update(updates).toBuilder()
                .multiRegionConsistency(MultiRegionConsistency.STRONG)
                .build();
    }

    static UpdateTableRequest strong(Region replica, Region witness) {
        return withWitness(strong(addition(replica)), witness);
    }

    /** The same request with a witness that is wanted. */
    static UpdateTableRequest withWitness(UpdateTableRequest request, Region witness) {
        return request.toBuilder()
                .globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                        .create(added -> added.regionName(witness.id()))
                        .build())
                .build();
    }

    /** The same request with a witness that is to go. */
    static UpdateTableRequest withoutWitness(UpdateTableRequest request, Region witness) {
        return request.toBuilder()
                .globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                        .delete(removed -> removed.regionName(witness.id()))
                        .build())
                .build();
    }

    static TableDescription call(Endpoint endpoint, ReplicationGroupUpdate... updates) {
        return endpoint.<UpdateTableResponse>call(update(updates)).tableDescription();
    }

    /** Every other replica with its status, such as {@code eu-west-1 ACTIVE}. */
    static List<String> listed(TableDescription table) {
        return table.replicas().stream().map(Replicas::listed).toList();
    }

    private static String listed(ReplicaDescription replica) {
        return replica.regionName() + " " + replica.replicaStatus();
    }

    static List<String> listed(Endpoint endpoint) {
        return listed(ControlEndpoint.described(endpoint, "orders"));
    }
}
