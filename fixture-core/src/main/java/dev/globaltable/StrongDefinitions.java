package dev.globaltable;

import dev.globaltable.replication.StrongRegions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** What DynamoDB asks of a strongly consistent global table. */
final class StrongDefinitions {

    private StrongDefinitions() {}

    static void require(GlobalTableDefinition definition) {
        List<Region> regions = new ArrayList<>(definition.regions());
        definition.witness().ifPresent(regions::add);
        String table = "The strongly consistent global table \"" + definition.name() + "\" ";
        if (regions.size() != StrongRegions.COUNT || regions.stream().distinct().count() < StrongRegions.COUNT) {
            throw new IllegalStateException(table + "needs three different Regions, one of which may be a witness;"
                    + " found replicas in " + Definitions.ids(definition.regions())
                    + definition
                            .witness()
                            .map(witness -> " and the witness " + witness.id())
                            .orElse("")
                    + ". Example: regions = {\"us-east-1\", \"us-east-2\", \"us-west-2\"}.");
        }
        List<Region> incapable = StrongRegions.incapable(regions);
        if (!incapable.isEmpty()) {
            throw new IllegalStateException(table + "cannot be in " + Definitions.ids(incapable)
                    + ". DynamoDB offers strong consistency in " + Definitions.ids(StrongRegions.capable()) + ".");
        }
        if (!definition.localIndexes().isEmpty()) {
            throw new IllegalStateException(
                    table + "has a local secondary index, which DynamoDB does not allow. Leave it"
                            + " out, or declare a global one.");
        }
    }
}
