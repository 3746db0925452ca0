/** Virtual time: the event queue and each Region's clock. Nothing else in the engine knows what time it is. */
@NullMarked
package dev.globaltable.time;

import org.jspecify.annotations.NullMarked;
