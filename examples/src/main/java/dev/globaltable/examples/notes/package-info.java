/**
 * Notes that several people write in at once, from any Region.
 */
@NullMarked
package dev.globaltable.examples.notes;

import org.jspecify.annotations.NullMarked;
