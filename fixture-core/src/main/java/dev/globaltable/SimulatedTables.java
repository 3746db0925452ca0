package dev.globaltable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a test holds of the global tables that there are, or were. */
final class SimulatedTables {

    private final Simulation simulation;
    private final Account account;
    private final Map<String, SimulatedTable> tables = new LinkedHashMap<>();

    SimulatedTables(Simulation simulation, Account account) {
        this.simulation = simulation;
        this.account = account;
    }

    SimulatedTable get(String name) {
        GlobalTableDefinition definition = account.globalTable(name);
        if (definition == null) {
            throw new IllegalArgumentException("This simulation has no global table \"" + name + "\"; it has " + names()
                    + ". Name one of these, or define it when the simulation starts.");
        }
        return of(definition);
    }

    /** A name can come to stand for another table. */
    private SimulatedTable of(GlobalTableDefinition definition) {
        SimulatedTable known = tables.get(definition.name());
        if (known == null || !known.definition().equals(definition)) {
            known = new SimulatedTable(simulation, definition);
            tables.put(definition.name(), known);
        }
        return known;
    }

    List<SimulatedTable> all() {
        return account.globalTables().stream().map(this::of).toList();
    }

    List<String> names() {
        return account.globalTables().stream().map(GlobalTableDefinition::name).toList();
    }
}
