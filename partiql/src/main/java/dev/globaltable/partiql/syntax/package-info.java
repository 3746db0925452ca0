/** DynamoDB's dialect of PartiQL: from the text of a statement to a small tree. */
@NullMarked
package dev.globaltable.partiql.syntax;

import org.jspecify.annotations.NullMarked;
