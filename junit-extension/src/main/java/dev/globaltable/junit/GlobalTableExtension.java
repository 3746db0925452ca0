package dev.globaltable.junit;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.sdk.RoutingScope;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What {@link GlobalTable} stands on. Use it directly to define the tables in code:
 *
 * <pre>{@code
 * class ProfileServiceTest {
 *
 *     @RegisterExtension
 *     GlobalTableExtension global = GlobalTableExtension.builder()
 *             .globalTable(GlobalTableDefinition.named("profiles").partitionKey("userId"))
 *             .build();
 *
 *     @Test
 *     void europeSeesTheNewNameInTheEnd() {
 *         new ProfileService(Region.US_EAST_1).rename("42", "Ada");
 *         global.settle();
 *         assertThat(global.table("profiles")).item("42").hasConverged();
 *     }
 * }
 * }</pre>
 *
 * <p>In an instance field it starts a simulation for each test method, before {@code @BeforeEach}; in a static field, one
 * for the class and its {@code @Nested} classes, before {@code @BeforeAll}. (An instance field of a class with
 * {@code @TestInstance(PER_CLASS)} counts as static, as with all extensions.) Parameters and fields are injected as with
 * the annotation; constructor parameters only where the simulation has started by then.
 *
 * @since 0.1.0
 */
public final class GlobalTableExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                ParameterResolver,
                InvocationInterceptor {

    private final Sessions sessions;

    /** Called by JUnit for {@link GlobalTable}; in code use {@link #builder()}. */
    public GlobalTableExtension() {
        this(null);
    }

    GlobalTableExtension(@Nullable Settings settings) {
        this.sessions = new Sessions(settings);
    }

    /** Describes an extension to register. */
    public static GlobalTableExtensionBuilder builder() {
        return new GlobalTableExtensionBuilder();
    }

    /**
     * The simulation of the running test.
     *
     * @throws IllegalStateException if none is running, or several are and the thread belongs to none of them
     */
    public Simulation simulation() {
        return sessions.current().get().simulation();
    }

    /**
     * A global table of the running test.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws IllegalStateException as {@link #simulation()}
     */
    public SimulatedTable table(String name) {
        return simulation().table(name);
    }

    /**
     * The clock of the running test.
     *
     * @throws IllegalStateException as {@link #simulation()}
     */
    public SimulatedClock clock() {
        return simulation().clock();
    }

    /**
     * The links between the Regions of the running test.
     *
     * @throws IllegalStateException as {@link #simulation()}
     */
    public Network network() {
        return simulation().network();
    }

    /**
     * Delivers all that is under way in the running test and not held up by a closed link.
     *
     * @throws IllegalStateException as {@link #simulation()}
     */
    public void settle() {
        simulation().settle();
    }

    /** Lets the simulation of a test start before its instance is built. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sessions.openClass(context);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        open(context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            sessions.open(context).inject(instance);
        } else {
            sessions.find(context).ifPresent(session -> FieldInjection.inject(instance, session));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestRun run = sessions.open(context);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            refuseSharedFields(context, instance, run);
            run.inject(instance);
        }
    }

    /** Methods that run at the same time on one instance would overwrite each other's fields. */
    private static void refuseSharedFields(ExtensionContext context, Object instance, TestRun run) {
        if (run.ownsSession()
                && context.getExecutionMode() == ExecutionMode.CONCURRENT
                && context.getTestInstanceLifecycle()
                        .filter(Lifecycle.PER_CLASS::equals)
                        .isPresent()
                && FieldInjection.hasInstanceFields(instance.getClass())) {
            throw Misuse.injection(
                    "the fields of class " + instance.getClass().getName(),
                    "its tests run at the same time on one instance, each with a simulation of its own."
                            + " Expected parameters instead of fields, or an instance for each test method.");
        }
    }

    private void open(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            sessions.open(context);
        } else {
            sessions.openClass(context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Session.isPart(parameter.getParameter().getType())
                || parameter.isAnnotated(InRegion.class)
                || parameter.isAnnotated(TableName.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        open(context);
        InjectionPoint point = InjectionPoint.of(parameter);
        return sessions.find(context)
                .orElseThrow(() -> Misuse.injection(
                        point.where(),
                        "no simulation has started yet, since each test method has one of its own. Expected the parameter"
                                + " on the test method or on a @BeforeEach method, or lifecycle ="
                                + " SimulationLifecycle.PER_CLASS."))
                .resolve(point);
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> invocationContext,
            ExtensionContext context)
            throws Throwable {
        return bound(invocation, context);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        return bound(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        bound(invocation, context);
    }

    /** The failure of a dynamic test is not its factory's, so the seed is added here. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        try {
            bound(invocation, context);
        } catch (Throwable thrown) {
            Optional<Session> session = sessions.find(context);
            if (session.isPresent() && TestReport.isFailure(thrown)) {
                TestReport.failed(context, session.get(), thrown);
            }
            throw thrown;
        }
    }

    private <T> T bound(Invocation<T> invocation, ExtensionContext context) throws Throwable {
        Optional<Session> session = sessions.find(context);
        RoutingScope scope = session.isPresent() ? sessions.enter(session.get()) : () -> {};
        try {
            return invocation.proceed();
        } finally {
            scope.close();
        }
    }
}
