/** PartiQL for DynamoDB: statements are parsed, translated to the requests they stand for, and answered by the Region. */
@NullMarked
package dev.globaltable.partiql;

import org.jspecify.annotations.NullMarked;
