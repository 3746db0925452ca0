/**
 * Shadows of connected devices: what a device last reported and what it is asked to be.
 */
@NullMarked
package dev.globaltable.examples.devices;

import org.jspecify.annotations.NullMarked;
