package dev.globaltable.junit;

import dev.globaltable.sdk.RoutingScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One test under a simulation; JUnit closes it with the test's store, after all callbacks. */
final class TestRun implements StoredResource {

    private final ExtensionContext context;
    private final Session session;
    private final boolean ownsSession;
    private final RoutingScope scope;
    private final List<Object> injected = new ArrayList<>();

    TestRun(ExtensionContext context, Session session, boolean ownsSession, RoutingScope scope) {
        this.context = context;
        this.session = session;
        this.ownsSession = ownsSession;
        this.scope = scope;
    }

    Session session() {
        return session;
    }

    boolean ownsSession() {
        return ownsSession;
    }

    /** Sets the instance's fields, unless that was done for this test. */
    void inject(Object instance) {
        if (injected.stream().noneMatch(done -> done == instance)) {
            injected.add(instance);
            FieldInjection.inject(instance, session);
        }
    }

    @Override
    public void close() {
        try {
            if (ownsSession) {
                TestReport.finished(context, session);
            } else {
                context.getExecutionException()
                        .filter(TestReport::isFailure)
                        .ifPresent(thrown -> TestReport.failed(context, session, thrown));
            }
        } finally {
            scope.close();
            if (ownsSession) {
                session.close();
            }
        }
    }
}
