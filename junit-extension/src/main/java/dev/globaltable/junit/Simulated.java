package dev.globaltable.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects a part of the simulation into a field of type {@link dev.globaltable.Simulation}, {@link
 * dev.globaltable.SimulatedClock}, {@link dev.globaltable.Network} or {@link dev.globaltable.SimulatedTable}. The field may
 * be private but not final; a static one needs {@link SimulationLifecycle#PER_CLASS}. Parameters need no annotation.
 *
 * <pre>{@code
 * @Simulated
 * SimulatedTable profiles;
 * }</pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Simulated {}
