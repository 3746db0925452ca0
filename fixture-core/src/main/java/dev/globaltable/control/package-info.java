/** The control plane of one Region: what is said of tables and of what belongs to them, not of their items. */
@NullMarked
package dev.globaltable.control;

import org.jspecify.annotations.NullMarked;
