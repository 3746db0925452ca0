package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.internal.http.loader.DefaultSdkAsyncHttpClientBuilder;
import software.amazon.awssdk.core.internal.http.loader.DefaultSdkHttpClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.AttributeMap;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The default transport of a client built under a simulation costs nothing until somebody really needs it. */
class LazyTransportTests {

    private final AtomicInteger built = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Nested
    class ItsTransport {

        @Test
        void isBuiltOnceWhenItIsNeeded() {
            LazyTransport<SdkAutoCloseable> lazy = new LazyTransport<>(LazyTransportTests.this::build);
            assertThat(built).hasValue(0);
            assertThat(lazy.get()).isSameAs(lazy.get());
            assertThat(built).hasValue(1);
        }

        @Test
        void isClosedWhenItWasBuilt() {
            LazyTransport<SdkAutoCloseable> lazy = new LazyTransport<>(LazyTransportTests.this::build);
            lazy.get();
            lazy.close();
            assertThat(closed).hasValue(1);
        }

        @Test
        void isNotBuiltToBeClosed() {
            LazyTransport<SdkAutoCloseable> lazy = new LazyTransport<>(LazyTransportTests.this::build);
            lazy.close();
            assertThat(built).hasValue(0);
            assertThatThrownBy(lazy::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The HTTP client has been closed.");
        }
    }

    @Nested
    class TheDefaultOfTheSdk {

        @Test
        void isLazyUnderASimulation() {
            try (StubAccount account = StubAccount.start("one")) {
                assertThat(account.route().isActive()).isTrue();
                assertThat(sync()).isInstanceOf(LazyHttpClient.class);
                assertThat(async()).isInstanceOf(LazyAsyncHttpClient.class);
            }
        }

        @Test
        void isLazyBeforeASimulation() {
            RoutingScope pending = SimulationRouting.pending(Region.EU_WEST_1);
            assertThat(sync()).isInstanceOf(LazyHttpClient.class);
            pending.close();
        }

        @Test
        void isTheSdksOwnOtherwise() {
            SimulationRouting.install();
            try (SdkHttpClient sync = sync()) {
                assertThat(sync).isNotInstanceOf(LazyHttpClient.class);
            }
        }

        @Test
        void becomesTheSdksOwnWhenItIsUsed() {
            try (StubAccount account = StubAccount.start("one")) {
                assertThat(account.route().isActive()).isTrue();
                LazyHttpClient lazy = (LazyHttpClient) sync();
                assertThat(lazy.transport().get()).isNotInstanceOf(LazyHttpClient.class);
                lazy.close();
            }
        }
    }

    private SdkAutoCloseable build() {
        built.incrementAndGet();
        return closed::incrementAndGet;
    }

    private static SdkHttpClient sync() {
        return new DefaultSdkHttpClientBuilder().buildWithDefaults(AttributeMap.empty());
    }

    private static SdkAsyncHttpClient async() {
        return new DefaultSdkAsyncHttpClientBuilder().buildWithDefaults(AttributeMap.empty());
    }
}
