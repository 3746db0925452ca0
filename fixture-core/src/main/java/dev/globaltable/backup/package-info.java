/** Backups on demand, point-in-time recovery, and the tables that are restored from them. */
@NullMarked
package dev.globaltable.backup;

import org.jspecify.annotations.NullMarked;
