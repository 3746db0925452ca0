package dev.globaltable.junit;

import dev.globaltable.sdk.RoutingScope;
import dev.globaltable.sdk.SimulationRouting;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Starts the simulation of a test or a class when it is first needed, and finds it again. Everything is in JUnit's store. */
final class Sessions {

    private final @Nullable Settings settingsInCode;
    private final Namespace namespace;
    private final CurrentSession current = new CurrentSession();

    /** The simulation that a class and its nested classes share. */
    private record SharedBy(Class<?> owner) {}

    /** What a class does to the thread that runs it. */
    private record ScopeOf(Class<?> testClass) {}

    private enum Key {
        TEST,
        SHARED_IN_CODE
    }

    Sessions(@Nullable Settings settingsInCode) {
        this.settingsInCode = settingsInCode;
        this.namespace = settingsInCode == null
                ? Namespace.create(GlobalTableExtension.class)
                : Namespace.create(GlobalTableExtension.class, this);
    }

    CurrentSession current() {
        return current;
    }

    /**
     * Prepares a class: its tests share a simulation, which starts now; or each will have its own, and until then clients
     * can be built but not called.
     */
    void openClass(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        Store store = context.getStore(namespace);
        if (store.get(new ScopeOf(testClass)) != null) {
            return;
        }
        Settings settings = settings(testClass, Optional.empty());
        if (settings.lifecycle() == SimulationLifecycle.PER_METHOD) {
            FieldInjection.refuseStatic(testClass);
            SimulationRouting.install();
            store.put(new ScopeOf(testClass), stored(SimulationRouting.pending(settings.home())));
            return;
        }
        Session session = shared(context);
        if (session == null) {
            session = settings.start(context);
            store.put(sharedKey(testClass), new ClassRun(context, session, current.enter(session)));
        }
        store.put(new ScopeOf(testClass), stored(current.enter(session)));
        FieldInjection.injectStatic(testClass, session);
    }

    /** The run of a test; the first call starts its simulation. */
    TestRun open(ExtensionContext context) {
        Store store = context.getStore(namespace);
        TestRun run = store.get(Key.TEST, TestRun.class);
        if (run == null) {
            Settings settings = settings(context.getRequiredTestClass(), context.getTestMethod());
            Session shared = shared(context);
            Session session = shared == null ? settings.start(context) : shared;
            run = new TestRun(context, session, shared == null, current.enter(session));
            store.put(Key.TEST, run);
        }
        return run;
    }

    /** The session of the test, or of the class, if there is one by now. */
    Optional<Session> find(ExtensionContext context) {
        TestRun run = context.getStore(namespace).get(Key.TEST, TestRun.class);
        return run != null ? Optional.of(run.session()) : Optional.ofNullable(shared(context));
    }

    private static StoredResource stored(RoutingScope scope) {
        return scope::close;
    }

    private @Nullable Session shared(ExtensionContext context) {
        return context.getTestClass()
                .map(testClass -> context.getStore(namespace).get(sharedKey(testClass), ClassRun.class))
                .map(ClassRun::session)
                .orElse(null);
    }

    private Object sharedKey(Class<?> testClass) {
        return settingsInCode == null ? new SharedBy(AnnotationSettings.owner(testClass)) : Key.SHARED_IN_CODE;
    }

    private Settings settings(Class<?> testClass, Optional<Method> method) {
        if (settingsInCode == null) {
            return AnnotationSettings.of(testClass, method);
        }
        if (AnnotationSettings.exist(testClass, method)) {
            throw Misuse.twoWays("class " + testClass.getName());
        }
        return settingsInCode;
    }

    /** Runs something on a thread that may not be the one that started the simulation. */
    RoutingScope enter(Session session) {
        return current.enter(session);
    }
}
