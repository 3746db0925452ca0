package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * What a request asks for beside replicas: how consistent they are to be, and a witness more or less.
 *
 * @param added the Region of a witness that is wanted
 * @param removed the Region of a witness that is not
 */
record WitnessUpdate(
        @Nullable MultiRegionConsistency consistency,
        @Nullable String added,
        @Nullable String removed) {

    private static final List<String> CONSISTENCIES = List.of("EVENTUAL", "STRONG");

    static WitnessUpdate of(UpdateTableRequest request) {
        GlobalTableWitnessGroupUpdate update = request.globalTableWitnessUpdates().stream()
                .findFirst()
                .orElse(GlobalTableWitnessGroupUpdate.builder().build());
        return new WitnessUpdate(
                request.multiRegionConsistency(),
                update.create() == null ? null : update.create().regionName(),
                update.delete() == null ? null : update.delete().regionName());
    }

    static void checkConstraints(Constraints constraints, UpdateTableRequest request) {
        constraints.oneOf("multiRegionConsistency", request.multiRegionConsistencyAsString(), CONSISTENCIES);
        List<GlobalTableWitnessGroupUpdate> updates = request.globalTableWitnessUpdates();
        if (request.hasGlobalTableWitnessUpdates()) {
            constraints.size("globalTableWitnessUpdates", updates, updates.size(), 1, 1);
        }
        for (int at = 0; at < updates.size(); at++) {
            String member = "globalTableWitnessUpdates." + (at + 1) + ".member.";
            GlobalTableWitnessGroupUpdate update = updates.get(at);
            if (update.create() != null) {
                constraints.required(
                        member + "create.regionName", update.create().regionName());
            }
            if (update.delete() != null) {
                constraints.required(
                        member + "delete.regionName", update.delete().regionName());
            }
        }
    }

    /** Whether the request has such a member at all. */
    static boolean isIn(UpdateTableRequest request) {
        return request.multiRegionConsistencyAsString() != null || request.hasGlobalTableWitnessUpdates();
    }

    boolean makesStrong() {
        return consistency == MultiRegionConsistency.STRONG;
    }

    /** Fails unless it goes together with what is to become of replicas, whatever the table is (STRONG-4, STRONG-5). */
    static void check(UpdateTableRequest request) {
        if (request.hasGlobalTableWitnessUpdates()) {
            requireOneAction(request.globalTableWitnessUpdates().get(0));
        }
        of(request).check(request.replicaUpdates());
    }

    private static void requireOneAction(GlobalTableWitnessGroupUpdate update) {
        if (update.create() == null && update.delete() == null) {
            throw validation("There are no actions specified in the Replica Update Action of the request.");
        }
        if (update.create() != null && update.delete() != null) {
            throw validation("Update table operation with more than one type of replica actions not allowed");
        }
    }

    private void check(List<ReplicationGroupUpdate> updates) {
        boolean onlyAdditions = updates.stream().allMatch(update -> update.create() != null);
        if (consistency != null && (!onlyAdditions || removed != null)) {
            throw validation(
                    "Only Replica Create actions are supported when MultiRegionConsistency parameter is provided.");
        }
        if (added != null && !makesStrong()) {
            throw validation("MultiRegionConsistency must be set as STRONG when GlobalTableWitnessUpdates parameter is"
                    + " present.");
        }
        long regions = updates.stream()
                .filter(update -> update.create() != null)
                .map(update -> update.create().regionName())
                .distinct()
                .count();
        boolean witnessToo = updates.stream()
                .anyMatch(update ->
                        update.create() != null && update.create().regionName().equals(added));
        if (makesStrong()
                && (witnessToo
                        || regions < ReplicaUpdatesShape.distinct(updates).size())) {
            throw validation("Cannot target multiple regions with the same action");
        }
    }
}
