package dev.globaltable.junit;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.SimulationBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.regions.Region;

/**
 * What a simulation is started with.
 *
 * @param further what else the simulation is told before it starts
 * @param inCode whether it was said with the extension's builder instead of annotations
 */
record Settings(
        List<GlobalTableDefinition> tables,
        Optional<Region> homeRegion,
        OptionalLong seed,
        SimulationLifecycle lifecycle,
        Consumer<SimulationBuilder> further,
        boolean inCode) {

    /** The home Region that a simulation with these settings will have. */
    Region home() {
        return homeRegion.orElseGet(() -> tables.get(0).regions().get(0));
    }

    Session start(ExtensionContext context) {
        long chosen = Seeds.choose(seed, context);
        ReportMode reportMode = ReportMode.of(context);
        SimulationBuilder builder = Simulation.builder().seed(chosen).homeRegion(home());
        tables.forEach(builder::globalTable);
        further.accept(builder);
        return new Session(builder.start(), replay(chosen), reportMode);
    }

    private String replay(long chosen) {
        String literal = chosen == (int) chosen ? Long.toString(chosen) : chosen + "L";
        return inCode
                ? "GlobalTableExtension.builder().seed(" + literal + ")"
                : "@GlobalTable(..., seed = " + literal + ")";
    }
}
