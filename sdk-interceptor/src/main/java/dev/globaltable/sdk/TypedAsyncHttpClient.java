package dev.globaltable.sdk;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The typed transport of asynchronous clients. Answers before it returns: when a call happens is the caller's doing. */
record TypedAsyncHttpClient(SimulatedEndpoint endpoint) implements SdkAsyncHttpClient {

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        TypedExchange exchange = TypedExchange.takeOver();
        CompletableFuture<Void> transmitted = new CompletableFuture<>();
        AsyncAnswers.tell(request.responseHandler(), () -> exchange.answer(endpoint), transmitted);
        return transmitted;
    }

    @Override
    public void close() {}
}
