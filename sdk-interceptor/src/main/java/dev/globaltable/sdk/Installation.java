package dev.globaltable.sdk;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;

/** Instruments the SDK once. The hooks stay in; without a simulation they do nothing. */
final class Installation {

    private static volatile boolean installed;

    private Installation() {}

    static void install() {
        if (!installed) {
            installOnce();
        }
    }

    private static synchronized void installOnce() {
        if (installed) {
            return;
        }
        ClassLoader sdk = ClientExecutionParams.class.getClassLoader();
        requireVisibility(sdk);
        Instrumentation instrumentation = Instrumentations.obtain();
        SdkTransformer transformer = new SdkTransformer(sdk);
        instrumentation.addTransformer(transformer, true);
        try {
            retransformLoaded(instrumentation, sdk);
            transformer.requireCallHooks();
        } catch (RuntimeException | LinkageError e) {
            instrumentation.removeTransformer(transformer);
            throw e;
        }
        installed = true;
    }

    /** The instrumented classes call {@link InterceptorHooks}, so their loader has to find this very class. */
    private static void requireVisibility(ClassLoader sdk) {
        @Nullable Class<?> seen;
        try {
            seen = Class.forName(InterceptorHooks.class.getName(), false, sdk);
        } catch (ClassNotFoundException e) {
            seen = null;
        }
        if (seen != InterceptorHooks.class) {
            throw new IllegalStateException("The class loader of the AWS SDK (" + sdk
                    + ") does not see the sdk-interceptor, which was loaded by "
                    + InterceptorHooks.class.getClassLoader()
                    + ". Put both on the class path of the tests, or both in one class loader.");
        }
    }

    private static void retransformLoaded(Instrumentation instrumentation, ClassLoader sdk) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() == sdk && SdkHook.isTarget(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        try {
            if (!loaded.isEmpty()) {
                instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
            }
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException("The JVM refuses to instrument one of " + loaded, e);
        }
    }
}
