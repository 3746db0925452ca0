package dev.globaltable.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Attaches a file to a test, so that build servers and IDEs show it there. JUnit can do so from 5.12 on, and changed since
 * where the type of the file's kind lies; whatever it has is looked up.
 */
final class PublishedFile {

    private static final String KIND = "text/html";

    private PublishedFile() {}

    /** Does nothing where JUnit cannot: the file is written already, and named in the failure. */
    static void publish(ExtensionContext context, Path file) {
        for (Method method : ExtensionContext.class.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            if (method.getName().equals("publishFile") && types.length == 3) {
                publish(context, file, method, types[1]);
                return;
            }
        }
    }

    private static void publish(ExtensionContext context, Path file, Method publishFile, Class<?> kind) {
        ThrowingConsumer<Path> copy = target -> Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        try {
            Object html = kind.getMethod("parse", String.class).invoke(null, KIND);
            publishFile.invoke(context, file.getFileName().toString(), html, copy);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException refused) {
            // A launcher may have no folder for such files; that is no failure of the test.
            return;
        }
    }
}
