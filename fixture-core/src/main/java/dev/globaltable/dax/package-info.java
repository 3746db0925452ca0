/** A DAX cluster: the caches that stand before the tables of one Region. */
@NullMarked
package dev.globaltable.dax;

import org.jspecify.annotations.NullMarked;
