package dev.globaltable.sdk;

import dev.globaltable.protocol.JsonProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * The JSON transport of asynchronous clients. The SDK publishes a request's body at once, so the answer is there before
 * {@link #execute} returns.
 *
 * @param clientName the name of the client's own transport, which the SDK writes into the user agent
 */
record JsonAsyncHttpClient(SimulatedEndpoint endpoint, String clientName) implements SdkAsyncHttpClient {

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        BodyCollector collector = new BodyCollector(request);
        request.requestContentPublisher().subscribe(collector);
        return collector.transmitted;
    }

    @Override
    public void close() {}

    private WireAnswer answer(AsyncExecuteRequest request, byte[] body) {
        String target =
                request.request().firstMatchingHeader(JsonHttpClient.TARGET).orElse(null);
        String authorization = request.request()
                .firstMatchingHeader(JsonHttpClient.AUTHORIZATION)
                .orElse(null);
        return WireAnswer.of(JsonProtocol.answer(target, body, arrived -> endpoint.answer(arrived, authorization)));
    }

    private final class BodyCollector implements Subscriber<ByteBuffer> {
        private final CompletableFuture<Void> transmitted = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AsyncExecuteRequest request;

        BodyCollector(AsyncExecuteRequest request) {
            this.request = request;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            body.write(bytes, 0, bytes.length);
        }

        @Override
        public void onError(Throwable error) {
            request.responseHandler().onError(error);
            transmitted.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            AsyncAnswers.tell(request.responseHandler(), () -> answer(request, body.toByteArray()), transmitted);
        }
    }
}
