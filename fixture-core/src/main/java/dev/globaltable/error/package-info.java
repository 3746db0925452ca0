/** The errors the simulated service answers with, and the one for what is not simulated. */
@NullMarked
package dev.globaltable.error;

import org.jspecify.annotations.NullMarked;
