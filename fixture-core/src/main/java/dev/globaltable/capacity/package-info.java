/** What tables and indexes can serve per second, and what happens when that is used up (reference section 8). */
@NullMarked
package dev.globaltable.capacity;

import org.jspecify.annotations.NullMarked;
