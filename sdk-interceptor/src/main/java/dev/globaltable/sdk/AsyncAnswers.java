package dev.globaltable.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Hands answers to the SDK's asynchronous pipeline. */
final class AsyncAnswers {

    private AsyncAnswers() {}

    /** Tells the handler the answer, or whatever prevented one, so that the call's future ends either way. */
    static void tell(
            SdkAsyncHttpResponseHandler handler, Supplier<WireAnswer> answer, CompletableFuture<Void> transmitted) {
        try {
            answer.get().tell(handler);
            transmitted.complete(null);
        } catch (Throwable e) {
            handler.onError(e);
            transmitted.completeExceptionally(e);
        }
    }
}
