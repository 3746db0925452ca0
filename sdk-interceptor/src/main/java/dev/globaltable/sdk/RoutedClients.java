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
        SoftReference<RoutedClient> known = byConfiguration.get(new Sought(configuration));
        RoutedClient client = known == null ? null : known.get();
        return client == null ? add(configuration) : client;
    }

    private RoutedClient add(SdkClientConfiguration configuration) {
        forgetCollected();
        RoutedClient client = new RoutedClient(route, configuration);
        byConfiguration.put(new Kept(configuration, collected), new SoftReference<>(client));
        return client;
    }

    void clear() {
        byConfiguration.clear();
    }

    private void forgetCollected() {
        for (Object key = collected.poll(); key != null; key = collected.poll()) {
            byConfiguration.remove(key);
        }
    }

    /** A configuration by identity. */
    private sealed interface Key permits Kept, Sought {}

    private static final class Kept extends WeakReference<SdkClientConfiguration> implements Key {
        private final int hash;

        Kept(SdkClientConfiguration configuration, ReferenceQueue<SdkClientConfiguration> queue) {
            super(configuration, queue);
            this.hash = System.identityHashCode(configuration);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Sought sought && refersTo(sought.configuration));
        }
    }

    /** What a call looks its configuration up by; without a weak reference, which the collector would have to visit. */
    private static final class Sought implements Key {
        private final SdkClientConfiguration configuration;

        Sought(SdkClientConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(configuration);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept kept && kept.refersTo(configuration);
        }
    }
}
