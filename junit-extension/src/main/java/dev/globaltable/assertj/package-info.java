/**
 * AssertJ assertions about replicas, convergence, conflicts and replication: start at {@link
 * dev.globaltable.assertj.GlobalTableAssertions}.
 */
@NullMarked
package dev.globaltable.assertj;

import org.jspecify.annotations.NullMarked;
