/** DynamoDB Streams of one Region: shards, records, iterators, retention. */
@NullMarked
package dev.globaltable.stream;

import org.jspecify.annotations.NullMarked;
