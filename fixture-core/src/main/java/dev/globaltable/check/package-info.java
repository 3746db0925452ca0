/**
 * Pure functions from a history to a verdict with evidence: which guarantee of the consistency literature held, which did
 * not and why, and what could not be decided. Begin at {@link dev.globaltable.check.Checks}.
 */
@NullMarked
package dev.globaltable.check;

import org.jspecify.annotations.NullMarked;
