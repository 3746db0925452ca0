package dev.globaltable.sdk;

import dev.globaltable.protocol.JsonProtocol;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The JSON transport of synchronous clients.
 *
 * @param clientName the name of the client's own transport, which the SDK writes into the user agent
 */
record JsonHttpClient(SimulatedEndpoint endpoint, String clientName) implements SdkHttpClient {

    static final String TARGET = "X-Amz-Target";
    static final String AUTHORIZATION = "Authorization";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new JsonCall(endpoint, request);
    }

    @Override
    public void close() {}

    private record JsonCall(SimulatedEndpoint endpoint, HttpExecuteRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            String target = request.httpRequest().firstMatchingHeader(TARGET).orElse(null);
            String authorization =
                    request.httpRequest().firstMatchingHeader(AUTHORIZATION).orElse(null);
            return WireAnswer.of(
                            JsonProtocol.answer(target, body(), arrived -> endpoint.answer(arrived, authorization)))
                    .toSync();
        }

        private byte[] body() throws IOException {
            ContentStreamProvider content = request.contentStreamProvider().orElse(null);
            if (content == null) {
                return new byte[0];
            }
            try (InputStream stream = content.newStream()) {
                return stream.readAllBytes();
            }
        }

        @Override
        public void abort() {}
    }
}
