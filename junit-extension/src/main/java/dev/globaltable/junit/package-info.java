/**
 * Simulated Regions for JUnit Jupiter tests: start at {@link dev.globaltable.junit.GlobalTable}.
 */
@NullMarked
package dev.globaltable.junit;

import org.jspecify.annotations.NullMarked;
