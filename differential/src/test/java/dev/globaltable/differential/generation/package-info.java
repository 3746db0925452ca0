/** Tests of the generators. */
@NullMarked
package dev.globaltable.differential.generation;

import org.jspecify.annotations.NullMarked;
