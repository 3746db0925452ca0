/**
 * DynamoDB's JSON protocol: requests and answers of the AWS SDK's model classes as the bytes that travel between a client
 * and an endpoint. Knows nothing of HTTP libraries and nothing of the engine.
 */
@NullMarked
package dev.globaltable.protocol;

import org.jspecify.annotations.NullMarked;
