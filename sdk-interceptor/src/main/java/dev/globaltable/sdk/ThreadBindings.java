package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;

/** The binding of each thread. */
final class ThreadBindings {

    private static final InheritableThreadLocal<@Nullable Binding> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Binding childValue(@Nullable Binding parent) {
            return parent == null ? null : parent.forChild();
        }
    };

    private static volatile boolean everUsed;

    private ThreadBindings() {}

    /** Whether any thread was ever bound; before that no call can be anybody's business but the SDK's. */
    static boolean everUsed() {
        return everUsed;
    }

    static @Nullable Binding current() {
        Binding binding = CURRENT.get();
        if (binding instanceof Binding.ToSimulation bound && bound.isOver()) {
            set(bound.previous());
            return current();
        }
        return binding;
    }

    /** Binds this thread until the simulation is closed. */
    static void bind(Route route) {
        set(Binding.ToSimulation.own(route, current()));
    }

    static void set(@Nullable Binding binding) {
        if (binding == null) {
            CURRENT.remove();
        } else {
            everUsed = true;
            CURRENT.set(binding);
        }
    }

    /** Binds this thread until the scope is closed, which puts back what was there before. */
    static RoutingScope enter(Binding binding, Runnable atEnd) {
        Binding previous = CURRENT.get();
        Thread owner = Thread.currentThread();
        set(binding);
        return () -> {
            atEnd.run();
            if (Thread.currentThread() == owner && CURRENT.get() == binding) {
                set(previous);
            }
        };
    }
}
