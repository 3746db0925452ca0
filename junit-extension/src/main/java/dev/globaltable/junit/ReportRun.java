package dev.globaltable.junit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * What the tests of this JVM have written. Of each class only its last run is kept, so that a test that passes now does
 * not look failed; tests that are run again in the same JVM leave the pictures of their first try. When JUnit is through,
 * the index is written.
 */
final class ReportRun {

    private static final ReportRun THIS_JVM = new ReportRun();

    private final Set<Path> classes = new TreeSet<>();
    private final Set<Path> changed = new TreeSet<>();

    static ReportRun of(ExtensionContext context) {
        THIS_JVM.endWith(context.getRoot().getStore(Namespace.create(ReportRun.class)));
        return THIS_JVM;
    }

    /** Without {@code getOrComputeIfAbsent}, which JUnit 6 deprecates for a method that JUnit 5 does not have. */
    private synchronized void endWith(Store ofAllTests) {
        if (ofAllTests.get(ReportRun.class) == null) {
            ofAllTests.put(ReportRun.class, (StoredResource) this::writeIndexes);
        }
    }

    /** Called when a test is over: the first one of a class takes away what an earlier run of the class left. */
    synchronized void ended(Path base, Path classFolder) {
        if (classes.add(classFolder.toAbsolutePath()) && Files.isDirectory(classFolder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(
                    classFolder, "*{" + ReportFiles.HISTORY + "," + ReportFiles.TIMELINE + "}")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                    wrote(base);
                }
            } catch (IOException kept) {
                // What cannot be taken away stays; nobody's test fails for it.
                return;
            }
        }
    }

    synchronized void wrote(Path base) {
        changed.add(base.toAbsolutePath());
    }

    synchronized void writeIndexes() {
        for (Path base : changed) {
            ReportIndex.write(base);
        }
        changed.clear();
    }
}
