package dev.globaltable.junit;

import dev.globaltable.timeline.TextTimeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Tells what happened in a test: in a file, in the failure, or as a picture on the console. */
final class TestReport {

    private TestReport() {}

    /** Called when the test is over, whether it failed or not. */
    static void finished(ExtensionContext context, Session session) {
        Optional<Throwable> failure = context.getExecutionException().filter(TestReport::isFailure);
        failure.ifPresent(thrown -> failed(context, session, thrown));
        if (failure.isEmpty() && session.reportMode() == ReportMode.ALWAYS) {
            history(context, session);
            print(context, session);
        }
    }

    /** Adds the seed and the place of the history to a failure, and prints what happened. */
    static void failed(ExtensionContext context, Session session, Throwable thrown) {
        String history = session.reportMode() == ReportMode.OFF ? "" : " " + history(context, session);
        long seed = session.simulation().seed();
        thrown.addSuppressed(new ReplayNote("Seed " + seed + ": replay with " + session.replay()
                + " or -Dglobaltable.seed=" + seed + "." + history));
        if (session.reportMode() != ReportMode.OFF) {
            print(context, session);
        }
    }

    static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }

    private static String history(ExtensionContext context, Session session) {
        try {
            Path file =
                    ReportFiles.write(context, session.simulation().history().text());
            return "History: " + ReportFiles.shown(file);
        } catch (IOException notWritten) {
            return "The history could not be written: " + notWritten;
        }
    }

    /** In one piece, so that tests in parallel do not mix their lines. */
    private static void print(ExtensionContext context, Session session) {
        System.out.print(
                "\n" + title(context) + " (seed " + session.simulation().seed() + ")\n"
                        + TextTimeline.of(session.simulation().history()) + "\n");
    }

    private static String title(ExtensionContext context) {
        String className = ReportFiles.testClass(context).getName();
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return simple + " > " + context.getDisplayName();
    }
}
