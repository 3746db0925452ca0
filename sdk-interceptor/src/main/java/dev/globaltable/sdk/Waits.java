package dev.globaltable.sdk;

import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Takes the waits between attempts out of a configuration; how often to try stays what the client decided. */
final class Waits {

    private Waits() {}

    @SuppressWarnings("deprecation") // Retry policies are deprecated, but a client that has one obeys it.
    static void leaveOut(SdkClientConfiguration original, SdkClientConfiguration.Builder routed) {
        RetryPolicy policy = original.option(SdkClientOption.RETRY_POLICY);
        RetryStrategy strategy = original.option(SdkClientOption.RETRY_STRATEGY);
        if (policy != null) {
            routed.option(
                    SdkClientOption.RETRY_POLICY,
                    policy.toBuilder()
                            .backoffStrategy(BackoffStrategy.none())
                            .throttlingBackoffStrategy(BackoffStrategy.none())
                            .build());
        } else if (strategy != null && !isPolicyInDisguise(strategy)) {
            routed.option(SdkClientOption.RETRY_STRATEGY, PromptRetryStrategy.of(strategy));
        }
    }

    /** The SDK knows its adapter for policies by class, so it must not be wrapped. */
    private static boolean isPolicyInDisguise(RetryStrategy strategy) {
        return strategy.getClass().getSimpleName().equals("RetryPolicyAdapter");
    }
}
