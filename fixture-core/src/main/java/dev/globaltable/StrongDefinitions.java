package dev.globaltable;

import dev.globaltable.table.StrongRegions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** What DynamoDB asks of a strongly consistent global table. */
final class StrongDefinitions {

    private StrongDefinitions() {}

    static void require(GlobalTableDefinition definition) {
        List<Region> regions = regions(definition);
        String table = table(definition);
        if (regions.size() != StrongRegions.COUNT || regions.stream().distinct().count() < StrongRegions.COUNT) {
            throw new IllegalStateException(table + "needs three different Regions, one of which may be a witness;"
                    + " found replicas in " + Definitions.ids(definition.regions())
                    + definition
                            .witness()
                            .map(witness -> " and the witness " + witness.id())
                            .orElse("")
                    + ". Example: regions = {\"us-east-1\", \"us-east-2\", \"us-west-2\"}.");
        }
        requireRegions(definition, StrongRegions.ANY_THREE);
        if (!definition.localIndexes().isEmpty()) {
            throw new IllegalStateException(
                    table + "has a local secondary index, which DynamoDB does not allow. Leave it"
                            + " out, or declare a global one.");
        }
    }

    /** Fails unless the definition's Regions, its witness included, are some that can be taken together (STRONG-3). */
    static void requireRegions(GlobalTableDefinition definition, StrongRegions possible) {
        List<Region> incapable = possible.incapable(regions(definition));
        if (!incapable.isEmpty()) {
            throw new IllegalStateException(table(definition) + "cannot be in " + Definitions.ids(incapable)
                    + ". DynamoDB offers strong consistency in " + Definitions.ids(possible.capable())
                    + (possible == StrongRegions.OF_ONE_SET
                            ? ", and the strict rule asks for three Regions of one continent."
                            : "."));
        }
    }

    private static List<Region> regions(GlobalTableDefinition definition) {
        List<Region> regions = new ArrayList<>(definition.regions());
        definition.witness().ifPresent(regions::add);
        return regions;
    }

    private static String table(GlobalTableDefinition definition) {
        return "The strongly consistent global table \"" + definition.name() + "\" ";
    }
}
