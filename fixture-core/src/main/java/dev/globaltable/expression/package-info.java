/** The expression languages: parsed, checked and evaluated as DynamoDB does. */
@NullMarked
package dev.globaltable.expression;

import org.jspecify.annotations.NullMarked;
