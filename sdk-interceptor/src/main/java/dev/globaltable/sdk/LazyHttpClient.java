package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** The default transport of a synchronous client built under a simulation. */
record LazyHttpClient(LazyTransport<SdkHttpClient> transport) implements SdkHttpClient {

    static @Nullable SdkHttpClient unlessBuilding(SdkHttpClient.Builder<?> builder, AttributeMap defaults) {
        return LazyTransport.isBuilding()
                ? null
                : new LazyHttpClient(new LazyTransport<>(() -> builder.buildWithDefaults(defaults)));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return transport.get().prepareRequest(request);
    }

    @Override
    public String clientName() {
        return "Default";
    }

    @Override
    public void close() {
        transport.close();
    }
}
