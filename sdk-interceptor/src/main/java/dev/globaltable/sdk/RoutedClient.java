package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.client.config.AwsClientOption;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;

/** One SDK client as one simulation sees it: its configurations with the simulation in place of the network. */
final class RoutedClient implements SimulatedEndpoint {

    private final Route route;
    private final Region region;
    /** Whether nothing in the client can see HTTP. */
    private final boolean blind;
    /** Whether the SDK insists on the account id of the credentials, which an unsigned call has none of. */
    private final boolean needsIdentity;

    private final @Nullable IdentityProvider<?> credentials;
    private final RoutedConfiguration configuration;
    private volatile @Nullable SdkClientConfiguration json;
    private volatile @Nullable SdkClientConfiguration typed;

    RoutedClient(Route route, SdkClientConfiguration original) {
        this.route = route;
        this.region = original.option(AwsClientOption.AWS_REGION);
        this.blind = HttpObservers.absentFrom(original);
        this.needsIdentity =
                original.option(AwsClientOption.ACCOUNT_ID_ENDPOINT_MODE) == AccountIdEndpointMode.REQUIRED;
        this.credentials = original.option(AwsClientOption.CREDENTIALS_IDENTITY_PROVIDER);
        this.configuration = new RoutedConfiguration(this, route, original);
    }

    @Override
    public AwsResponse answer(AwsRequest request, @Nullable String authorization) {
        String accessKeyId = authorization == null
                ? SimulatedCredentials.accessKeyIdOf(request, credentials)
                : SimulatedCredentials.accessKeyIdIn(authorization);
        return route.execute(region, request, accessKeyId);
    }

    /** Turns a call of this client over to the simulation. */
    void redirect(ClientExecutionParams<SdkRequest, ?> call) {
        route.idempotencyTokens().fillIn(call);
        if (isTyped(call)) {
            call.withRequestConfiguration(typed());
            TypedExchange.prepare(call);
        } else {
            call.withRequestConfiguration(json());
            SimulatedCredentials.replaceIn(call);
        }
    }

    private boolean isTyped(ClientExecutionParams<SdkRequest, ?> call) {
        if (needsIdentity || call.getCombinedResponseHandler() != null) {
            return false;
        }
        return switch (route.transport()) {
            case TYPED -> true;
            case JSON -> false;
            case AUTO -> blind && HttpObservers.absentFrom(call);
        };
    }

    private SdkClientConfiguration json() {
        SdkClientConfiguration made = json;
        if (made == null) {
            made = configuration.json();
            json = made;
        }
        return made;
    }

    private SdkClientConfiguration typed() {
        SdkClientConfiguration made = typed;
        if (made == null) {
            made = configuration.typed();
            typed = made;
        }
        return made;
    }
}
