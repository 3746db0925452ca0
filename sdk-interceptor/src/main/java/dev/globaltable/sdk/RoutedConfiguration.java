package dev.globaltable.sdk;

import java.util.List;
import software.amazon.awssdk.awscore.client.config.AwsClientOption;
import software.amazon.awssdk.core.ClientType;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/** Makes the copies of a client's configuration that lead to a simulation. What is not named here stays the client's own. */
final class RoutedConfiguration {

    private final SimulatedEndpoint endpoint;
    private final Route route;
    private final SdkClientConfiguration original;

    RoutedConfiguration(SimulatedEndpoint endpoint, Route route, SdkClientConfiguration original) {
        this.endpoint = endpoint;
        this.route = route;
        this.original = original;
    }

    SdkClientConfiguration json() {
        SdkClientConfiguration.Builder routed = common();
        if (isAsync()) {
            routed.option(SdkClientOption.ASYNC_HTTP_CLIENT, new JsonAsyncHttpClient(endpoint, asyncClientName()));
        } else {
            routed.option(SdkClientOption.SYNC_HTTP_CLIENT, new JsonHttpClient(endpoint, syncClientName()));
        }
        IdentityProvider<? extends AwsCredentialsIdentity> credentials =
                SimulatedCredentials.insteadOf(original.option(AwsClientOption.CREDENTIALS_IDENTITY_PROVIDER));
        IdentityProviders identities = original.option(SdkClientOption.IDENTITY_PROVIDERS);
        routed.option(AwsClientOption.CREDENTIALS_IDENTITY_PROVIDER, credentials);
        if (identities != null) {
            routed.option(
                    SdkClientOption.IDENTITY_PROVIDERS, identities.copy(all -> all.putIdentityProvider(credentials)));
        }
        return routed.build();
    }

    SdkClientConfiguration typed() {
        SdkClientConfiguration.Builder routed = common();
        if (isAsync()) {
            routed.option(SdkClientOption.ASYNC_HTTP_CLIENT, new TypedAsyncHttpClient(endpoint));
        } else {
            routed.option(SdkClientOption.SYNC_HTTP_CLIENT, new TypedHttpClient(endpoint));
        }
        List<ExecutionInterceptor> interceptors =
                HttpObservers.withoutHttpOnly(original.option(SdkClientOption.EXECUTION_INTERCEPTORS));
        interceptors.add(TypedExchange.INTERCEPTOR);
        routed.option(SdkClientOption.EXECUTION_INTERCEPTORS, interceptors);
        routed.option(SdkClientOption.AUTH_SCHEME_PROVIDER, Unsigned.insteadOf(original));
        return routed.build();
    }

    private SdkClientConfiguration.Builder common() {
        SdkClientConfiguration.Builder routed = original.toBuilder();
        Waits.spendVirtually(original, routed, route);
        if (isAsync()) {
            routed.option(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                    CompletionExecutors.of(
                            route, original.option(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR)));
            routed.option(
                    SdkClientOption.SCHEDULED_EXECUTOR_SERVICE,
                    new PromptScheduler(route, original.option(SdkClientOption.SCHEDULED_EXECUTOR_SERVICE)));
        }
        return routed;
    }

    private boolean isAsync() {
        return original.option(SdkClientOption.CLIENT_TYPE) == ClientType.ASYNC;
    }

    private String syncClientName() {
        return original.option(SdkClientOption.SYNC_HTTP_CLIENT).clientName();
    }

    private String asyncClientName() {
        return original.option(SdkClientOption.ASYNC_HTTP_CLIENT).clientName();
    }
}
