package dev.globaltable.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A parameter or a field to be injected.
 *
 * @param name its name, if the compiler kept it
 * @param where the parameter or field in words
 */
record InjectionPoint(
        Class<?> type, Optional<InRegion> region, Optional<TableName> table, Optional<String> name, String where) {

    static InjectionPoint of(ParameterContext context) {
        Parameter parameter = context.getParameter();
        return new InjectionPoint(
                parameter.getType(),
                context.findAnnotation(InRegion.class),
                context.findAnnotation(TableName.class),
                parameter.isNamePresent() ? Optional.of(parameter.getName()) : Optional.empty(),
                "parameter " + parameter.getType().getSimpleName() + " "
                        + (parameter.isNamePresent() ? parameter.getName() : "" + (context.getIndex() + 1)) + " of "
                        + context.getDeclaringExecutable().getDeclaringClass().getName() + "."
                        + executableName(context));
    }

    private static String executableName(ParameterContext context) {
        String name = context.getDeclaringExecutable().getName();
        return name.equals(context.getDeclaringExecutable().getDeclaringClass().getName()) ? "<init>" : name + "()";
    }

    static InjectionPoint of(Field field) {
        return new InjectionPoint(
                field.getType(),
                AnnotationSupport.findAnnotation(field, InRegion.class),
                AnnotationSupport.findAnnotation(field, TableName.class),
                Optional.of(field.getName()),
                "field " + field.getType().getSimpleName() + " "
                        + field.getDeclaringClass().getName() + "." + field.getName());
    }
}
