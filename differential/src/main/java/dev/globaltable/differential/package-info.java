/**
 * The differential test: generated sequences of requests run against DynamoDB Local and against the simulation, and every
 * difference is either explained here or reported with the shortest sequence that shows it.
 */
@NullMarked
package dev.globaltable.differential;

import org.jspecify.annotations.NullMarked;
