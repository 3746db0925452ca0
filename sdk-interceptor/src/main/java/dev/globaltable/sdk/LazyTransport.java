package dev.globaltable.sdk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A transport of the SDK that is built when it is first used: by a client of another service, or outside of simulations. A
 * client that only ever talks to simulations never pays for it (some 150 ms for the first, 2 s to close an asynchronous one).
 */
final class LazyTransport<T extends SdkAutoCloseable> {

    /** Whether this thread is building a real transport, which must not be replaced by a lazy one again. */
    private static final ThreadLocal<Boolean> BUILDING = ThreadLocal.withInitial(() -> false);

    private final Supplier<T> builder;
    private @Nullable T built;
    private boolean closed;

    LazyTransport(Supplier<T> builder) {
        this.builder = builder;
    }

    static boolean isBuilding() {
        return BUILDING.get();
    }

    synchronized T get() {
        if (closed) {
            throw new IllegalStateException("The HTTP client has been closed.");
        }
        T transport = built;
        if (transport == null) {
            BUILDING.set(true);
            try {
                transport = builder.get();
            } finally {
                BUILDING.remove();
            }
            built = transport;
        }
        return transport;
    }

    synchronized void close() {
        closed = true;
        if (built != null) {
            built.close();
        }
    }
}
