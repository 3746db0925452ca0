package dev.globaltable.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs small test classes inside a test. */
final class Inner {

    private Inner() {}

    static EngineExecutionResults run(Class<?> testClass) {
        return run(testClass, Map.of());
    }

    static EngineExecutionResults run(Class<?> testClass, Map<String, String> configuration) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass));
        if (!configuration.containsKey("globaltable.report.dir")) {
            kit.configurationParameter("globaltable.report", "off");
        }
        configuration.forEach(kit::configurationParameter);
        return kit.execute();
    }

    /** Fails with the first failure of the run, if there is one. */
    static void requireSuccess(EngineExecutionResults results, int tests) {
        for (Throwable failure : failures(results)) {
            throw new AssertionError("An inner test failed", failure);
        }
        results.testEvents().assertStatistics(events -> events.succeeded(tests));
    }

    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    static Throwable onlyFailure(EngineExecutionResults results) {
        List<Throwable> failures = failures(results);
        if (failures.size() != 1) {
            throw new AssertionError("Expected one failure, found " + failures + " in "
                    + results.allEvents().stream().map(Event::toString).toList());
        }
        return failures.get(0);
    }
}
