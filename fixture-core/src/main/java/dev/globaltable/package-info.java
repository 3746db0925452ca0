/**
 * What users hold: a simulation of the Regions of an AWS account, its clock, its network, its tables.
 *
 * <p>Start at {@link dev.globaltable.Simulation}.
 */
@NullMarked
package dev.globaltable;

import org.jspecify.annotations.NullMarked;
