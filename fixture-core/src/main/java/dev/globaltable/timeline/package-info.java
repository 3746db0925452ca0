/** Pictures of a history: for now as text, one column per Region. */
@NullMarked
package dev.globaltable.timeline;

import org.jspecify.annotations.NullMarked;
