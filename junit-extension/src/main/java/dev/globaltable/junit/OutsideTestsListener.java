package dev.globaltable.junit;

import dev.globaltable.sdk.RoutingScope;
import dev.globaltable.sdk.SimulationRouting;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Keeps the calls of tests without a simulation out of the simulations of tests that run at the same time. Found by the
 * JUnit launcher; only does something when tests run in parallel.
 *
 * @since 0.1.0
 */
public final class OutsideTestsListener implements TestExecutionListener {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);
    private volatile boolean parallel;

    /** What the current thread runs, outermost last. */
    private record Running(
            String id, boolean outside, @Nullable RoutingScope scope) {}

    /** Called by {@link java.util.ServiceLoader}. */
    public OutsideTestsListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        parallel = plan.getConfigurationParameters().getBoolean(PARALLEL).orElse(false);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (!parallel || test.getSource().isEmpty()) {
            return;
        }
        Deque<Running> stack = running.get();
        Running around = stack.peekFirst();
        boolean outside =
                test.getSource().filter(OutsideTestsListener::isSimulated).isEmpty();
        boolean inherited = around != null
                && around.outside()
                && test.getParentId().filter(around.id()::equals).isPresent();
        RoutingScope scope = outside && !inherited ? SimulationRouting.outside() : null;
        stack.addFirst(new Running(test.getUniqueId(), outside, scope));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Deque<Running> stack = running.get();
        Running last = stack.peekFirst();
        if (last != null && last.id().equals(test.getUniqueId())) {
            stack.removeFirst();
            if (last.scope() != null) {
                last.scope().close();
            }
        }
        if (stack.isEmpty()) {
            running.remove();
        }
    }

    private static boolean isSimulated(TestSource source) {
        if (source instanceof MethodSource method) {
            return isSimulated(method.getJavaClass(), Optional.of(method.getJavaMethod()));
        }
        return source instanceof ClassSource type && isSimulated(type.getJavaClass(), Optional.empty());
    }

    private static boolean isSimulated(Class<?> testClass, Optional<Method> method) {
        return AnnotationSettings.exist(testClass, method)
                || Declarations.chain(testClass).stream().anyMatch(OutsideTestsListener::registersExtension);
    }

    private static boolean registersExtension(Class<?> type) {
        return !AnnotationSupport.findAnnotatedFields(type, RegisterExtension.class, OutsideTestsListener::isOurs)
                .isEmpty();
    }

    private static boolean isOurs(Field field) {
        return field.getType() == GlobalTableExtension.class;
    }
}
