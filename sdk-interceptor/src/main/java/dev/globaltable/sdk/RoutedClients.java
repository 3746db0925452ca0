package dev.globaltable.sdk;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;

/**
 * The routed configurations of one simulation, by the identity of the configuration they were made from: a client has the
 * same one for each call, unless a plugin of the request makes another. (Comparing configurations by {@code equals} would
 * resolve every lazy option in them, the real transport among them.)
 *
 * <p>A routed configuration refers to its client, so both ends are held loosely: a client that the application lets go of
 * in the middle of a simulation can be collected.
 */
final class RoutedClients {

    private final Route route;
    private final ConcurrentMap<Key, SoftReference<RoutedClient>> byConfiguration = new ConcurrentHashMap<>();
    private final ReferenceQueue<SdkClientConfiguration> collected = new ReferenceQueue<>();

    RoutedClients(Route route) {
        this.route = route;
    }

    RoutedClient of(SdkClientConfiguration configuration) {
        RoutedClient client = get(new Key(configuration, null));
        if (client == null) {
            client = new RoutedClient(route, configuration);
            forgetCollected();
            byConfiguration.put(new Key(configuration, collected), new SoftReference<>(client));
        }
        return client;
    }

    void clear() {
        byConfiguration.clear();
    }

    private @Nullable RoutedClient get(Key key) {
        SoftReference<RoutedClient> client = byConfiguration.get(key);
        return client == null ? null : client.get();
    }

    private void forgetCollected() {
        for (Object key = collected.poll(); key != null; key = collected.poll()) {
            byConfiguration.remove(key);
        }
    }

    /** A configuration by identity. */
    private static final class Key extends WeakReference<SdkClientConfiguration> {
        private final int hash;

        Key(SdkClientConfiguration configuration, @Nullable ReferenceQueue<SdkClientConfiguration> queue) {
            super(configuration, queue);
            this.hash = System.identityHashCode(configuration);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            SdkClientConfiguration configuration = get();
            return configuration != null && other instanceof Key key && key.refersTo(configuration);
        }
    }
}
