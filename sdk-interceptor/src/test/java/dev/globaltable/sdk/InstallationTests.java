package dev.globaltable.sdk;

import static dev.globaltable.sdk.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.mockito.Mockito;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Instrumenting the SDK happens once, for one copy of it, and gets along with others who instrument. */
@Isolated
class InstallationTests {

    @Test
    void installingManyTimesFromManyThreadsRoutesEachCallOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> install = () -> {
                SimulationRouting.install();
                return null;
            };
            for (Future<Void> installed : pool.invokeAll(List.of(install, install, install, install))) {
                installed.get();
            }
        } finally {
            pool.shutdownNow();
        }
        try (StubAccount account = StubAccount.start("one");
                DynamoDbClient client =
                        DynamoDbClient.builder().region(Region.EU_WEST_1).build()) {
            client.getItem(get("42"));
            assertThat(account.arrivals()).hasSize(1);
        }
    }

    @Test
    void theHooksNameMethodsThatTheSdkHas() throws Exception {
        for (SdkHook hook : SdkHook.values()) {
            Class<?> target = Class.forName(hook.className(), false, getClass().getClassLoader());
            assertThat(Arrays.stream(target.getDeclaredMethods())
                            .filter(method -> !method.isBridge())
                            .filter(method -> hook.isIn(method.getName(), descriptorOf(method))))
                    .as(hook.className())
                    .singleElement()
                    .satisfies(method ->
                            assertThat(Modifier.isStatic(method.getModifiers())).isFalse());
            assertThat(Arrays.stream(InterceptorHooks.class.getMethods())
                            .filter(method -> method.getName().equals(hook.hookName()))
                            .map(InstallationTests::descriptorOf))
                    .as(hook.hookName())
                    .containsExactly(hook.hookDescriptor());
        }
    }

    @Test
    void copiesOfLibraryAndSdkInTwoClassLoadersDoNotDisturbEachOther() throws Exception {
        try (StubAccount account = StubAccount.start("this copy");
                URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
                DynamoDbClient client =
                        DynamoDbClient.builder().region(Region.EU_WEST_1).build()) {
            String answer = (String)
                    other.loadClass(OtherCopy.class.getName()).getMethod("run").invoke(null);
            assertThat(answer).isEqualTo("1 call in the other copy");
            assertThat(account.arrivals()).isEmpty();
            client.getItem(get("42"));
            assertThat(account.arrivals()).hasSize(1);
        }
    }

    @Test
    void classesOfAnotherCopyOfTheSdkAreLeftAlone() throws Exception {
        ClassLoader own = getClass().getClassLoader();
        String name = "software/amazon/awssdk/awscore/client/handler/AwsSyncClientHandler";
        byte[] original;
        try (InputStream file = own.getResourceAsStream(name + ".class")) {
            original = file.readAllBytes();
        }
        SdkTransformer transformer = new SdkTransformer(own);
        assertThat(transformer.transform(own, name, null, null, original)).isNotEqualTo(original);
        assertThat(transformer.transform(ClassLoader.getPlatformClassLoader(), name, null, null, original))
                .isNull();
        assertThat(transformer.transform(own, "software/amazon/awssdk/core/SdkField", null, null, original))
                .isNull();
    }

    @Test
    void aMockitoSpyOfTheFinalClientIsRouted() {
        try (StubAccount account = StubAccount.start("one");
                DynamoDbClient real =
                        DynamoDbClient.builder().region(Region.EU_WEST_1).build()) {
            DynamoDbClient spy = Mockito.spy(real);
            spy.getItem(get("42"));
            assertThat(account.arrivals()).hasSize(1);
            Mockito.verify(spy).getItem(get("42"));
        }
    }

    @Test
    void theAgentKeepsWhatTheJvmGivesIt() {
        var before = InterceptorAgent.instrumentation();
        var given = Mockito.mock(Instrumentation.class);
        try {
            InterceptorAgent.premain(null, given);
            assertThat(InterceptorAgent.instrumentation()).isSameAs(given);
        } finally {
            InterceptorAgent.agentmain(null, before);
        }
    }

    /** What runs in the other class loader. */
    public static final class OtherCopy {
        private OtherCopy() {}

        /** Called by reflection. */
        public static String run() {
            try (StubAccount account = StubAccount.start("other copy");
                    DynamoDbClient client =
                            DynamoDbClient.builder().region(Region.EU_WEST_1).build()) {
                client.getItem(get("42"));
                return account.arrivals().size() + " call in the other copy";
            }
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(entry, e);
                    }
                })
                .toArray(URL[]::new);
    }

    private static String descriptorOf(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }
}
