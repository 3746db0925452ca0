package dev.globaltable.sdk;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Makes the waits between attempts pass in virtual time; how often to try stays what the client decided. */
final class Waits {

    private Waits() {}

    @SuppressWarnings("deprecation") // Retry policies are deprecated, but a client that has one obeys it.
    static void spendVirtually(SdkClientConfiguration original, SdkClientConfiguration.Builder routed, Route route) {
        RetryPolicy policy = original.option(SdkClientOption.RETRY_POLICY);
        RetryStrategy strategy = original.option(SdkClientOption.RETRY_STRATEGY);
        if (policy != null) {
            BackoffStrategy virtual = context -> {
                route.backOff(context.retriesAttempted() + 1);
                return Duration.ZERO;
            };
            routed.option(
                    SdkClientOption.RETRY_POLICY,
                    policy.toBuilder()
                            .backoffStrategy(virtual)
                            .throttlingBackoffStrategy(virtual)
                            .build());
        } else if (strategy != null && !isPolicyInDisguise(strategy)) {
            routed.option(SdkClientOption.RETRY_STRATEGY, VirtualRetryStrategy.of(strategy, route));
        }
    }

    /** The SDK knows its adapter for policies by class, so it must not be wrapped. */
    private static boolean isPolicyInDisguise(RetryStrategy strategy) {
        return strategy.getClass().getSimpleName().equals("RetryPolicyAdapter");
    }
}
