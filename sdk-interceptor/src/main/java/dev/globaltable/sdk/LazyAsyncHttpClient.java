package dev.globaltable.sdk;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** The default transport of an asynchronous client built under a simulation. */
record LazyAsyncHttpClient(LazyTransport<SdkAsyncHttpClient> transport) implements SdkAsyncHttpClient {

    static @Nullable SdkAsyncHttpClient unlessBuilding(SdkAsyncHttpClient.Builder<?> builder, AttributeMap defaults) {
        return LazyTransport.isBuilding()
                ? null
                : new LazyAsyncHttpClient(new LazyTransport<>(() -> builder.buildWithDefaults(defaults)));
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        return transport.get().execute(request);
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
