/** What happened in a simulation, as data: an append-only log of events with a stable text form. */
@NullMarked
package dev.globaltable.history;

import org.jspecify.annotations.NullMarked;
