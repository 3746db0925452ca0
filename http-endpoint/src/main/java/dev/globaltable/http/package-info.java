/**
 * The simulated Regions behind a loopback port, in DynamoDB's JSON protocol over HTTP. The only place that knows the wall
 * clock.
 */
@NullMarked
package dev.globaltable.http;

import org.jspecify.annotations.NullMarked;
