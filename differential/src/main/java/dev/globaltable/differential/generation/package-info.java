/** Requests from a seed: valid ones, edge cases and single injected faults, over small key spaces so that operations meet. */
@NullMarked
package dev.globaltable.differential.generation;

import org.jspecify.annotations.NullMarked;
