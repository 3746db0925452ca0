package dev.globaltable.sdk;

import java.time.Duration;

/**
 * How long a client waits before it tries again: as the SDK's DynamoDB clients do by default, 25 ms before the first retry
 * and twice as long before each further one, at most 20 s. The SDK waits a random part of that; here it is the whole, so
 * that a test sees the same times in each run.
 */
final class BackOff {

    private static final long BASE_MILLIS = 25;
    private static final long MAX_MILLIS = 20_000;
    private static final int DOUBLINGS_MAX = 10;

    private BackOff() {}

    /** The wait before the retry of this number, counted from 1. */
    static Duration beforeRetry(int retry) {
        return Duration.ofMillis(Math.min(MAX_MILLIS, BASE_MILLIS << Math.min(retry - 1, DOUBLINGS_MAX)));
    }
}
