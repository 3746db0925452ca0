package dev.globaltable.junit;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Sets the annotated fields of test classes and instances. */
final class FieldInjection {

    private FieldInjection() {}

    static void inject(Object instance, Session session) {
        for (Field field : fields(instance.getClass(), false)) {
            set(field, instance, session);
        }
    }

    static void injectStatic(Class<?> testClass, Session session) {
        for (Field field : fields(testClass, true)) {
            set(field, null, session);
        }
    }

    /** A static field outlives a simulation that each method has of its own. */
    static void refuseStatic(Class<?> testClass) {
        for (Field field : fields(testClass, true)) {
            throw Misuse.injection(
                    InjectionPoint.of(field).where(),
                    "it is static, but each test method has a simulation of its own."
                            + " Expected an instance field, or lifecycle = SimulationLifecycle.PER_CLASS.");
        }
    }

    static boolean hasInstanceFields(Class<?> testClass) {
        return !fields(testClass, false).isEmpty();
    }

    private static List<Field> fields(Class<?> type, boolean ofClass) {
        return Stream.concat(
                        AnnotationSupport.findAnnotatedFields(
                                type, Simulated.class, field -> true, HierarchyTraversalMode.TOP_DOWN)
                                .stream(),
                        AnnotationSupport.findAnnotatedFields(
                                type, InRegion.class, field -> true, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .distinct()
                .filter(field -> Modifier.isStatic(field.getModifiers()) == ofClass)
                .toList();
    }

    private static void set(Field field, @Nullable Object instance, Session session) {
        InjectionPoint point = InjectionPoint.of(field);
        if (Modifier.isFinal(field.getModifiers())) {
            throw Misuse.injection(point.where(), "it is final. Expected a field that can be set: remove final.");
        }
        Object value = session.resolve(point);
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            throw Misuse.injection(
                    point.where(),
                    "its module does not let it be set. Expected a package that is open to this library,"
                            + " or a parameter instead.");
        }
    }
}
