/** Tests of the harness, and the short run of the differential test itself. */
@NullMarked
package dev.globaltable.differential;

import org.jspecify.annotations.NullMarked;
