package dev.globaltable.sdk;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * The client's own retry strategy with waits in virtual time: what it decides stands, but a test does not sit through a
 * back-off in real time.
 */
final class VirtualRetryStrategy implements RetryStrategy {

    /** Strategies of the SDK that were asked for retries, so that their token buckets may be lower than when they were made. */
    private static final Set<RetryStrategy> SPENT =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** The SDK's token buckets hold this many tokens. */
    private static final int BUCKET = 500;

    private static final String SCOPE = "GLOBAL";
    private static final String SDK = "software.amazon.awssdk.";

    private static final Duration NO_WAIT = Duration.ZERO;

    private final RetryStrategy own;
    private final Route route;

    private VirtualRetryStrategy(RetryStrategy own, Route route) {
        this.own = own;
        this.route = route;
    }

    /**
     * The own strategy's token, which does not tell how often it was refreshed.
     *
     * @param retries how many retries there were
     */
    private record CountedToken(RetryToken own, int retries) implements RetryToken {}

    /** A strategy for one simulation; the retries that earlier ones used up do not count in it. */
    static RetryStrategy of(RetryStrategy own, Route route) {
        if (SPENT.remove(own)) {
            refill(own);
        }
        return new VirtualRetryStrategy(own, route);
    }

    private static void refill(RetryStrategy strategy) {
        RetryToken token = strategy.acquireInitialToken(AcquireInitialTokenRequest.create(SCOPE))
                .token();
        for (int i = 0; i < BUCKET; i++) {
            strategy.recordSuccess(RecordSuccessRequest.create(token));
        }
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse response = own.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new CountedToken(response.token(), 0), NO_WAIT);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (own.getClass().getName().startsWith(SDK)) {
            SPENT.add(own);
        }
        CountedToken token = (CountedToken) request.token();
        RefreshRetryTokenResponse response =
                own.refreshRetryToken(request.toBuilder().token(token.own()).build());
        int retry = token.retries() + 1;
        route.backOff(retry);
        return RefreshRetryTokenResponse.create(new CountedToken(response.token(), retry), NO_WAIT);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        CountedToken token = (CountedToken) request.token();
        RecordSuccessResponse response = own.recordSuccess(RecordSuccessRequest.create(token.own()));
        return RecordSuccessResponse.create(new CountedToken(response.token(), token.retries()));
    }

    @Override
    public int maxAttempts() {
        return own.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return own.useClientDefaults();
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return own.toBuilder();
    }
}
