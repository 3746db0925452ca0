package dev.globaltable.junit;

import dev.globaltable.sdk.RoutingScope;
import dev.globaltable.sdk.SimulationRouting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Which session a thread works with: the clients' routing, and what a registered extension's accessors answer. */
final class CurrentSession {

    /** Each extension has its own: a test can register several. */
    @SuppressWarnings("ThreadLocalUsage")
    private final InheritableThreadLocal<@Nullable Session> current = new InheritableThreadLocal<>();

    private final List<Session> entered = new CopyOnWriteArrayList<>();

    /** Binds the current thread until the scope is closed. */
    RoutingScope enter(Session session) {
        Session previous = current.get();
        RoutingScope routing =
                session.simulation().isClosed() ? () -> {} : SimulationRouting.bind(session.simulation());
        current.set(session);
        entered.add(session);
        return () -> {
            entered.remove(session);
            if (previous == null) {
                current.remove();
            } else {
                current.set(previous);
            }
            routing.close();
        };
    }

    Session get() {
        Session session = current.get();
        if (session != null && entered.contains(session)) {
            return session;
        }
        List<Session> running = entered.stream().distinct().toList();
        if (running.size() == 1) {
            return running.get(0);
        }
        throw new IllegalStateException(
                running.isEmpty()
                        ? "No simulation is running. A static GlobalTableExtension has one from @BeforeAll to @AfterAll, one in"
                                + " an instance field from @BeforeEach to @AfterEach; use it there."
                        : running.size() + " simulations are running, and this thread belongs to none of them."
                                + " Ask on the thread of the test, and hand what you need to other threads.");
    }
}
