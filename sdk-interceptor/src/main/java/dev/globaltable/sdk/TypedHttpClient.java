package dev.globaltable.sdk;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The typed transport of synchronous clients. */
record TypedHttpClient(SimulatedEndpoint endpoint) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new TypedCall(endpoint, TypedExchange.takeOver());
    }

    @Override
    public void close() {}

    private record TypedCall(SimulatedEndpoint endpoint, TypedExchange exchange) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return exchange.answer(endpoint).toSync();
        }

        @Override
        public void abort() {}
    }
}
