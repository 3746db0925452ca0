package dev.globaltable.junit;

import dev.globaltable.sdk.RoutingScope;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulation that the tests of a class share; JUnit closes it with the class's store. */
record ClassRun(ExtensionContext context, Session session, RoutingScope scope) implements StoredResource {

    @Override
    public void close() {
        try {
            TestReport.finished(context, session);
        } finally {
            scope.close();
            session.close();
        }
    }
}
