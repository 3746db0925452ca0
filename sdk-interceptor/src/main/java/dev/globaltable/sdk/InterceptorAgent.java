package dev.globaltable.sdk;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Makes this library's jar usable as {@code -javaagent:sdk-interceptor.jar}: keeps the JVM's {@link Instrumentation} for the
 * moment the first simulation starts, and saves the quarter of a second that attaching later costs.
 *
 * @since 0.1.0
 */
public final class InterceptorAgent {

    private static volatile @Nullable Instrumentation instrumentation;

    private InterceptorAgent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM when the agent is attached later. */
    public static void agentmain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
    }

    /** What the JVM gave this agent, or {@code null} if this class, in this class loader, was not started as one. */
    public static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
