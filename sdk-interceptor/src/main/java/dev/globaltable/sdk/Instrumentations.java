package dev.globaltable.sdk;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Finds the JVM's {@link Instrumentation}: from an agent that is already there, else by attaching one. */
final class Instrumentations {

    private Instrumentations() {}

    static Instrumentation obtain() {
        Instrumentation found = fromAgentClass("dev.globaltable.sdk.InterceptorAgent", "instrumentation");
        if (found == null) {
            found = fromByteBuddyAgent();
        }
        if (found == null) {
            // Its neighbour PremainAttachAccess would attach an agent by itself, and complain about it.
            found = fromAgentClass("org.mockito.internal.PremainAttach", "getInstrumentation");
        }
        return found == null ? attach() : found;
    }

    /** Agents of the command line live in the system class loader, whatever loader this class is in. */
    private static @Nullable Instrumentation fromAgentClass(String className, String method) {
        try {
            Class<?> agent = Class.forName(className, true, ClassLoader.getSystemClassLoader());
            return (Instrumentation) agent.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable Instrumentation fromByteBuddyAgent() {
        try {
            return ByteBuddyAgent.getInstrumentation();
        } catch (IllegalStateException noAgent) {
            return null;
        }
    }

    private static Instrumentation attach() {
        try {
            return ByteBuddyAgent.install();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The AWS SDK in this JVM cannot be instrumented, so DynamoDB clients cannot be answered by a"
                            + " simulation: no agent is present and this JVM does not let one attach. Start it with"
                            + " -javaagent:<path of sdk-interceptor.jar>, or allow attaching with"
                            + " -XX:+EnableDynamicAgentLoading (on a JDK that has jdk.attach).",
                    e);
        }
    }
}
