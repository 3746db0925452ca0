package dev.globaltable.examples.anomalies;

import java.util.function.ToIntFunction;

/** What a actor does with registers. */
sealed interface Operation {

    record Read(String key) implements Operation {}

    /**
     * Writes a value that may depend on what was read.
     *
     * @param checked whether the write is conditional on what its actor knows of the register
     */
    record Write(String key, ToIntFunction<Actor> value, boolean checked) implements Operation {}

    /** {@code ADD} one to the number in the register. */
    record Add(String key) implements Operation {}

    /** Writes a register that must not be there. */
    record Create(String key) implements Operation {}

    /** Asks how many registers there are whose key begins like this. */
    record Count(String prefix) implements Operation {}

    record TakeBack(String key) implements Operation {}

    record Then() implements Operation {}
}
