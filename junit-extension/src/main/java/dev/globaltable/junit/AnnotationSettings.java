package dev.globaltable.junit;

import dev.globaltable.GlobalTableDefinition;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/** Puts the annotations that hold for a class or a method together, and refuses what does not fit together. */
final class AnnotationSettings {

    private final Map<String, GlobalTableDefinition> tables = new LinkedHashMap<>();
    private Optional<Region> homeRegion = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();
    private SimulationLifecycle lifecycle = SimulationLifecycle.PER_METHOD;

    private AnnotationSettings() {}

    /** Whether any annotation holds for the class or the method; the class may be without when the method has one. */
    static boolean exist(Class<?> testClass, Optional<Method> method) {
        return Declarations.chain(testClass).stream()
                        .anyMatch(type -> !Declarations.ofClass(type).isEmpty())
                || method.filter(test -> !Declarations.ofMethod(test).isEmpty()).isPresent();
    }

    /** The innermost class around, or the class itself, that has annotations of its own: it owns a shared simulation. */
    static Class<?> owner(Class<?> testClass) {
        List<Class<?>> chain = Declarations.chain(testClass);
        for (int at = chain.size() - 1; at > 0; at--) {
            if (!Declarations.ofClass(chain.get(at)).isEmpty()) {
                return chain.get(at);
            }
        }
        return chain.get(0);
    }

    static Settings of(Class<?> testClass, Optional<Method> method) {
        AnnotationSettings merged = new AnnotationSettings();
        for (Class<?> type : Declarations.chain(testClass)) {
            Declarations.ofClass(type).forEach(merged::add);
        }
        method.map(Declarations::ofMethod)
                .filter(level -> !level.isEmpty())
                .ifPresent(level -> merged.addMethod(level, testClass));
        if (merged.tables.isEmpty()) {
            throw Misuse.noTable("class " + testClass.getName());
        }
        return new Settings(
                List.copyOf(merged.tables.values()),
                merged.homeRegion,
                merged.seed,
                merged.lifecycle,
                further -> {},
                false);
    }

    private void addMethod(List<DeclaredTable> level, Class<?> testClass) {
        String where = level.get(0).where();
        if (level.stream().anyMatch(AnnotationSettings::isPerClass)) {
            throw Misuse.annotation(
                    where,
                    "Found lifecycle = PER_CLASS on a method. Expected it on the class whose tests share the simulation.");
        }
        if (lifecycle == SimulationLifecycle.PER_CLASS) {
            throw Misuse.annotation(
                    where,
                    "Found a table for one method, but the tests of class " + testClass.getName()
                            + " share one simulation (lifecycle = PER_CLASS)."
                            + " Expected the annotation on the class, or the method in a class without PER_CLASS.");
        }
        add(level);
    }

    private void add(List<DeclaredTable> level) {
        Map<String, DeclaredTable> names = new LinkedHashMap<>();
        for (DeclaredTable declared : level) {
            if (names.putIfAbsent(declared.name(), declared) != null) {
                throw Misuse.annotation(
                        declared.where(),
                        "Two tables are called \"" + declared.name() + "\". Expected each name once.");
            }
            tables.put(declared.name(), declared.definition());
            if (isPerClass(declared)) {
                lifecycle = SimulationLifecycle.PER_CLASS;
            }
        }
        only(level, "homeRegion", declared -> declared.homeRegion().map(Region::id))
                .ifPresent(id -> homeRegion = Optional.of(Region.of(id)));
        only(
                        level,
                        "seed",
                        declared -> declared.seed().isPresent()
                                ? Optional.of(declared.seed().getAsLong())
                                : Optional.empty())
                .ifPresent(value -> seed = OptionalLong.of(value));
    }

    /** The value of a member that the simulation has once, however many tables name it. */
    private static <T> Optional<T> only(
            List<DeclaredTable> level, String member, Function<DeclaredTable, Optional<T>> value) {
        List<DeclaredTable> naming = new ArrayList<>(level);
        naming.removeIf(declared -> value.apply(declared).isEmpty());
        for (DeclaredTable other : naming) {
            DeclaredTable first = naming.get(0);
            if (!value.apply(first).equals(value.apply(other))) {
                throw Misuse.annotation(
                        other.where(),
                        "Found " + member + " = " + value.apply(first).orElseThrow() + " for table \"" + first.name()
                                + "\" and " + member + " = "
                                + value.apply(other).orElseThrow() + " for table \"" + other.name()
                                + "\". A simulation has one " + member + "; expected it on one of the two.");
            }
        }
        return naming.isEmpty() ? Optional.empty() : value.apply(naming.get(0));
    }

    private static boolean isPerClass(DeclaredTable declared) {
        return declared.annotation().lifecycle() == SimulationLifecycle.PER_CLASS;
    }
}
