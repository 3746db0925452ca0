/** DynamoDB's API: typed SDK request in, typed SDK response out, validated in AWS's order with AWS's messages. */
@NullMarked
package dev.globaltable.operation;

import org.jspecify.annotations.NullMarked;
