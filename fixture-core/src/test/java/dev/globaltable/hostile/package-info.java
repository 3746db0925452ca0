/** What no well-meaning caller sends: it is refused as DynamoDB refuses, soon, and with the stack left whole. */
@org.jspecify.annotations.NullMarked
package dev.globaltable.hostile;
