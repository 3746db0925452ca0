/** The class that runs inside the separate DynamoDB Local process; it knows that program by reflection only. */
@NullMarked
package dev.globaltable.differential.local;

import org.jspecify.annotations.NullMarked;
