package dev.globaltable.sdk;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Publishes the bytes of one body, at once, on the thread that asks for them. */
final class BytesPublisher implements Publisher<ByteBuffer> {

    private final byte[] body;

    BytesPublisher(byte[] body) {
        this.body = body;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Subscription() {
            private boolean done;

            @Override
            public void request(long count) {
                if (!done) {
                    done = true;
                    if (body.length > 0) {
                        subscriber.onNext(ByteBuffer.wrap(body));
                    }
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                done = true;
            }
        });
    }
}
