package dev.globaltable.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where what happened in a test is written: a folder for each class, a file of each kind for each test. */
final class ReportFiles {

    private static final String PARAMETER = "globaltable.report.dir";
    private static final String FOLDER = "global-table";
    static final String HISTORY = ".history.txt";
    static final String TIMELINE = ".timeline.html";

    private static final int LONGEST_NAME = 120;
    private static final Pattern INVOCATION = Pattern.compile("#(\\d+)\\]");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._,()\\[\\]-]");

    private ReportFiles() {}

    /** @param kind {@link #HISTORY} or {@link #TIMELINE} */
    static Path write(ExtensionContext context, String kind, String text) throws IOException {
        Path base = base(context);
        Path file = base.resolve(folderName(context)).resolve(fileName(context) + kind);
        Files.createDirectories(file.getParent());
        ReportRun.of(context).wrote(base);
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** Takes note that a test of the class is over. */
    static void ended(ExtensionContext context) {
        Path base = base(context);
        ReportRun.of(context).ended(base, base.resolve(folderName(context)));
    }

    static Class<?> testClass(ExtensionContext context) {
        return declared(context).getRequiredTestClass();
    }

    /** The context of the method or class; a dynamic test has neither, but its factory has. */
    private static ExtensionContext declared(ExtensionContext context) {
        ExtensionContext declared = context;
        while (declared.getTestClass().isEmpty()) {
            declared = declared.getParent().orElseThrow();
        }
        return declared;
    }

    private static String folderName(ExtensionContext context) {
        return safe(testClass(context).getName().replace('$', '.'));
    }

    /** The method, its parameter types where it is overloaded, and the numbers of its invocations. */
    static String fileName(ExtensionContext context) {
        ExtensionContext declared = declared(context);
        String name = declared.getTestMethod()
                .map(method -> methodName(declared.getRequiredTestClass(), method))
                .orElse("class");
        String invocations = INVOCATION
                .matcher(context.getUniqueId())
                .results()
                .map(MatchResult::group)
                .map(number -> "[" + number.substring(1))
                .collect(Collectors.joining());
        return safe(name) + invocations;
    }

    private static String methodName(Class<?> testClass, Method method) {
        boolean overloaded = Arrays.stream(testClass.getDeclaredMethods())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && !Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
        if (!overloaded) {
            return method.getName();
        }
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    /** A name that every file system takes. What had to be changed is told apart by its hash. */
    static String safe(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("_");
        if (safe.equals(name) && name.length() <= LONGEST_NAME) {
            return name;
        }
        String start = safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
        return start + "-" + Integer.toHexString(name.hashCode());
    }

    private static Path base(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(Path::of)
                .or(() -> buildFolder(testClass(context)).map(folder -> folder.resolve(FOLDER)))
                .orElseGet(() -> buildFolderHere().resolve(FOLDER));
    }

    /** The build folder that the test's own class file lies in. */
    private static Optional<Path> buildFolder(Class<?> testClass) {
        CodeSource source = testClass.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            for (Path at = Path.of(source.getLocation().toURI()); at != null; at = at.getParent()) {
                if (at.endsWith("target") && Files.exists(at.resolveSibling("pom.xml"))) {
                    return Optional.of(at);
                }
                if (at.endsWith("build") && hasGradle(at.resolveSibling("."))) {
                    return Optional.of(at);
                }
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Path buildFolderHere() {
        Path here = Path.of("");
        if (Files.exists(here.resolve("pom.xml"))) {
            return here.resolve("target");
        }
        return hasGradle(here) ? here.resolve("build") : here;
    }

    private static boolean hasGradle(Path folder) {
        return Files.exists(folder.resolve("build.gradle")) || Files.exists(folder.resolve("build.gradle.kts"));
    }

    /** As short as it can be written. */
    static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
