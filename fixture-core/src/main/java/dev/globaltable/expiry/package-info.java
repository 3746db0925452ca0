/** Time to live: which items have expired, and when a Region deletes them. */
@NullMarked
package dev.globaltable.expiry;

import org.jspecify.annotations.NullMarked;
