/** One replica's storage: items, versions and tombstones, schema. */
@NullMarked
package dev.globaltable.table;

import org.jspecify.annotations.NullMarked;
