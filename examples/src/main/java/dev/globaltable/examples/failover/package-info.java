/**
 * Seats that are booked in one Region and shown in every Region, and what a failover does to them.
 */
@NullMarked
package dev.globaltable.examples.failover;

import org.jspecify.annotations.NullMarked;
