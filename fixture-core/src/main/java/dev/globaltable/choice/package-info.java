/** Every choice a simulation makes, drawn from one source: the same seed makes the same choices. */
@NullMarked
package dev.globaltable.choice;

import org.jspecify.annotations.NullMarked;
