package dev.globaltable;

/**
 * What becomes of requests for global tables of version 2017.11.29, which {@code CreateGlobalTable} makes.
 *
 * @see SimulationBuilder#legacyGlobalTables
 * @since 0.1.0
 */
public enum LegacyGlobalTables {
    /** As AWS answers in 2026: none is made any more, and there are none to be seen (LEG-1, LEG-3). */
    REJECTED,
    /** As AWS documents it for the time when they were made (LEG-4). */
    EMULATED
}
