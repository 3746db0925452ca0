package dev.globaltable.sdk;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Transports that stand for the network: they count what reaches them and answer that item "42" is named "AWS". */
final class Transports {

    private static final byte[] ANSWER =
            "{\"Item\":{\"id\":{\"S\":\"42\"},\"name\":{\"S\":\"AWS\"}}}".getBytes(StandardCharsets.UTF_8);

    private Transports() {}

    private static SdkHttpResponse ok() {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("x-amzn-RequestId", "AWS1")
                .build();
    }

    static final class Network implements SdkHttpClient {
        final AtomicInteger reached = new AtomicInteger();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    reached.incrementAndGet();
                    return HttpExecuteResponse.builder()
                            .response(ok())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public String clientName() {
            return "Network";
        }

        @Override
        public void close() {}
    }

    static final class AsyncNetwork implements SdkAsyncHttpClient {
        final AtomicInteger reached = new AtomicInteger();

        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            reached.incrementAndGet();
            request.responseHandler().onHeaders(ok());
            request.responseHandler().onStream(new BytesPublisher(ANSWER));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
