package dev.globaltable.junit;

/**
 * How long a simulation lives.
 *
 * @since 0.1.0
 */
public enum SimulationLifecycle {
    /** Each test method, each repetition and each invocation of a parameterised test has its own. */
    PER_METHOD,
    /** All tests of a class share one; {@code @BeforeAll} methods can use it, and static fields are injected. */
    PER_CLASS
}
