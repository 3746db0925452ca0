/**
 * Gets the DynamoDB clients of the AWS SDK, whoever built them and whenever, answered by a simulation instead of AWS.
 *
 * <p>Each call is routed on its own at the point where every SDK client hands it to the pipeline: the client's own
 * configuration is replaced for that call by a copy whose transport is the simulation. Nothing in the client changes, so
 * nothing has to be put back.
 */
@NullMarked
package dev.globaltable.sdk;

import org.jspecify.annotations.NullMarked;
