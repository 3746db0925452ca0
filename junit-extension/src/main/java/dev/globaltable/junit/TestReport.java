package dev.globaltable.junit;

import dev.globaltable.assertj.GuaranteeError;
import dev.globaltable.history.History;
import dev.globaltable.timeline.Highlight;
import dev.globaltable.timeline.HtmlTimeline;
import dev.globaltable.timeline.TextTimeline;
import dev.globaltable.timeline.TimelineHeading;
import dev.globaltable.timeline.TimelineHeading.Verdict;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Tells what happened in a test: in files, in the failure, and as a picture on the console. */
final class TestReport {

    private TestReport() {}

    /** Called when the test is over, whether it failed or not. */
    static void finished(ExtensionContext context, Session session) {
        if (session.reportMode() != ReportMode.OFF) {
            ReportFiles.ended(context);
        }
        Optional<Throwable> failure = context.getExecutionException().filter(TestReport::isFailure);
        failure.ifPresent(thrown -> failed(context, session, thrown));
        if (failure.isEmpty() && session.reportMode() == ReportMode.ALWAYS) {
            files(context, session, Optional.empty());
            print(context, session);
        }
    }

    /** Adds the seed and the places of the history and the picture to a failure, and prints what happened. */
    static void failed(ExtensionContext context, Session session, Throwable thrown) {
        boolean silent = session.reportMode() == ReportMode.OFF;
        String files = silent ? "" : " " + files(context, session, Optional.of(thrown));
        thrown.addSuppressed(
                new ReplayNote("Seed " + seed(session) + ": replay with " + replay(session) + "." + files));
        if (!silent) {
            print(context, session);
        }
    }

    static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }

    private static String files(ExtensionContext context, Session session, Optional<Throwable> failure) {
        ReportFiles.ended(context);
        History history = session.simulation().history();
        List<Highlight> highlights = failure.filter(GuaranteeError.class::isInstance)
                .flatMap(violation -> ((GuaranteeError) violation).highlight())
                .map(List::of)
                .orElse(List.of());
        String page = HtmlTimeline.of(history, heading(context, session, failure), highlights);
        try {
            Path text = ReportFiles.write(context, ReportFiles.HISTORY, history.text());
            Path picture = ReportFiles.write(context, ReportFiles.TIMELINE, page);
            PublishedFile.publish(context, picture);
            return "Timeline: " + ReportFiles.shown(picture) + " History: " + ReportFiles.shown(text);
        } catch (IOException notWritten) {
            return "The history could not be written: " + notWritten;
        }
    }

    private static TimelineHeading heading(ExtensionContext context, Session session, Optional<Throwable> failure) {
        return new TimelineHeading(
                name(context),
                ReportFiles.testClass(context).getName().replace('$', '.'),
                failure.isPresent() ? Verdict.FAILED : Verdict.PASSED,
                failure.map(TestReport::message).orElse(""),
                replay(session));
    }

    /** As JUnit shows it, without the parameters that the extension fills in. */
    private static String name(ExtensionContext context) {
        String shown = context.getDisplayName();
        return context.getTestMethod()
                .map(Method::getName)
                .filter(method -> shown.startsWith(method + "(") && shown.endsWith(")"))
                .orElse(shown);
    }

    /** What an assertion says speaks for itself; of other failures the kind matters too. */
    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown instanceof AssertionError && message != null ? message.strip() : thrown.toString();
    }

    private static long seed(Session session) {
        return session.simulation().seed();
    }

    private static String replay(Session session) {
        return session.replay() + " or -Dglobaltable.seed=" + seed(session);
    }

    /** In one piece, so that tests in parallel do not mix their lines. */
    private static void print(ExtensionContext context, Session session) {
        System.out.print("\n" + title(context) + " (seed " + seed(session) + ")\n"
                + TextTimeline.of(session.simulation().history()) + "\n");
    }

    private static String title(ExtensionContext context) {
        String className = ReportFiles.testClass(context).getName();
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return simple + " > " + context.getDisplayName();
    }
}
