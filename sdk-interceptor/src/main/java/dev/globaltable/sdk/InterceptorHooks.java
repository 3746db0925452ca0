package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * What the instrumented methods of the SDK call. Public because they live in other packages; not for applications.
 */
public final class InterceptorHooks {

    private InterceptorHooks() {}

    /** At the start of each call of each client of each service. */
    public static void onExecute(ClientExecutionParams<SdkRequest, ?> call) {
        if (!ThreadBindings.everUsed()) {
            return;
        }
        SdkClientConfiguration client = call.requestConfiguration();
        if (client == null || !isDynamoDb(client.option(SdkClientOption.SERVICE_NAME))) {
            return;
        }
        Route route = CallRouting.routeOf(new CallRouting.Call(call));
        if (route != null) {
            route.clients().of(client).redirect(call);
        }
    }

    private static boolean isDynamoDb(@Nullable String service) {
        return "DynamoDb".equals(service) || "DynamoDbStreams".equals(service);
    }

    /** When a client without a Region looks for one; {@code null} lets it look. */
    public static @Nullable Region onGetRegion(AwsRegionProviderChain chain) {
        return chain instanceof DefaultAwsRegionProviderChain ? CallRouting.homeRegion() : null;
    }

    /**
     * When the default credentials are looked for; {@code null} lets the SDK look. Calls that are routed never look for them;
     * clients with endpoint discovery do before a call is a call.
     */
    public static @Nullable AwsCredentials onResolveCredentials() {
        return CallRouting.homeRegion() != null && SimulatedCredentials.areAskedForByDynamoDb()
                ? SimulatedCredentials.get()
                : null;
    }

    /** When a client without a transport gets the default one; {@code null} lets the SDK build it. */
    public static @Nullable SdkHttpClient onBuildDefaultTransport(
            SdkHttpClient.Builder<?> builder, AttributeMap defaults) {
        return CallRouting.homeRegion() == null ? null : LazyHttpClient.unlessBuilding(builder, defaults);
    }

    /** The same for asynchronous clients. */
    public static @Nullable SdkAsyncHttpClient onBuildDefaultAsyncTransport(
            SdkAsyncHttpClient.Builder<?> builder, AttributeMap defaults) {
        return CallRouting.homeRegion() == null ? null : LazyAsyncHttpClient.unlessBuilding(builder, defaults);
    }
}
