/** The control plane of global tables of version 2017.11.29 (reference section 3). */
@NullMarked
package dev.globaltable.legacy;

import org.jspecify.annotations.NullMarked;
