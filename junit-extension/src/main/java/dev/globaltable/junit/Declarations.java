package dev.globaltable.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds {@link GlobalTable} annotations. JUnit's own search joins what a class inherits with what it declares; here the two
 * are kept apart, since a table may replace an inherited one but not its neighbour.
 */
final class Declarations {

    private Declarations() {}

    /** The class and the classes around it that lend it their tables, outermost first. */
    static List<Class<?>> chain(Class<?> testClass) {
        Deque<Class<?>> chain = new ArrayDeque<>();
        Class<?> current = testClass;
        while (current != null) {
            chain.addFirst(current);
            current = Modifier.isStatic(current.getModifiers()) ? null : current.getDeclaringClass();
        }
        return List.copyOf(chain);
    }

    /** What a class declares and inherits: one level for each place, superclasses first. */
    static List<List<DeclaredTable>> ofClass(Class<?> type) {
        List<List<DeclaredTable>> levels = new ArrayList<>();
        addLevels(type, levels, new LinkedHashSet<>());
        return levels;
    }

    private static void addLevels(Class<?> type, List<List<DeclaredTable>> levels, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type.getSuperclass() != null) {
            addLevels(type.getSuperclass(), levels, seen);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            addLevels(implemented, levels, seen);
        }
        List<DeclaredTable> declared = declared(type, "class " + type.getName());
        if (!declared.isEmpty()) {
            levels.add(declared);
        }
    }

    static List<DeclaredTable> ofMethod(Method method) {
        return declared(method, "method " + method.getDeclaringClass().getName() + "." + method.getName() + "()");
    }

    private static List<DeclaredTable> declared(AnnotatedElement element, String where) {
        List<DeclaredTable> found = new ArrayList<>();
        collect(element, where, found, new LinkedHashSet<>());
        return found;
    }

    private static void collect(AnnotatedElement element, String where, List<DeclaredTable> found, Set<Class<?>> seen) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (annotation instanceof GlobalTable table) {
                found.add(new DeclaredTable(table, where));
            } else if (annotation instanceof GlobalTables tables) {
                for (GlobalTable table : tables.value()) {
                    found.add(new DeclaredTable(table, where));
                }
            } else if (!type.getName().startsWith("java.") && seen.add(type)) {
                collect(type, where + " (through @" + type.getSimpleName() + ")", found, seen);
            }
        }
    }
}
