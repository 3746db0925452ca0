/** How versions travel between replicas: links, delays, partitions, last-writer-wins. */
@NullMarked
package dev.globaltable.replication;

import org.jspecify.annotations.NullMarked;
