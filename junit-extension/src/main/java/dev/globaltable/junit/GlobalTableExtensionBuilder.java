package dev.globaltable.junit;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SimulationBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;

/**
 * What the simulations of a registered {@link GlobalTableExtension} start with.
 *
 * @since 0.1.0
 */
public final class GlobalTableExtensionBuilder {

    private final Map<String, GlobalTableDefinition> tables = new LinkedHashMap<>();
    private Optional<Region> homeRegion = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();
    private Consumer<SimulationBuilder> further = settings -> {};

    GlobalTableExtensionBuilder() {}

    /**
     * Adds a global table.
     *
     * @throws IllegalArgumentException if there is one of that name already
     * @throws IllegalStateException if it has no partition key
     */
    public GlobalTableExtensionBuilder globalTable(GlobalTableDefinition definition) {
        definition.partitionKey();
        if (tables.putIfAbsent(definition.name(), definition) != null) {
            throw new IllegalArgumentException(
                    "Two global tables are called \"" + definition.name() + "\". Give each its own name.");
        }
        return this;
    }

    /** The Region of the host that the tests play. Default: the first Region of the first table. */
    public GlobalTableExtensionBuilder homeRegion(Region region) {
        homeRegion = Optional.of(region);
        return this;
    }

    /** The seed of every choice. Default: the configuration parameter {@code globaltable.seed}, or each test's own. */
    public GlobalTableExtensionBuilder seed(long value) {
        seed = OptionalLong.of(value);
        return this;
    }

    /**
     * What else the simulations are told before they start; the tables, home Region and seed are set already.
     *
     * <pre>{@code
     * .simulation(settings -> settings.replicaDurations(ReplicaDurations.observed()))
     * }</pre>
     */
    public GlobalTableExtensionBuilder simulation(Consumer<SimulationBuilder> settings) {
        further = further.andThen(settings);
        return this;
    }

    /**
     * The extension, to be put into a field with {@code @RegisterExtension}.
     *
     * @throws IllegalStateException if there is no table
     */
    public GlobalTableExtension build() {
        if (tables.isEmpty()) {
            throw new IllegalStateException("GlobalTableExtension without a table. Expected at least one, for example"
                    + " .globalTable(GlobalTableDefinition.named(\"profiles\").partitionKey(\"userId\")).");
        }
        return new GlobalTableExtension(new Settings(
                List.copyOf(tables.values()), homeRegion, seed, SimulationLifecycle.PER_CLASS, further, true));
    }
}
