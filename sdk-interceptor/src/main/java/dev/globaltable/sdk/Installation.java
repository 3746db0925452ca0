package dev.globaltable.sdk;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
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
