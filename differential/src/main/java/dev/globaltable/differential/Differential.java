package dev.globaltable.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the simulation with DynamoDB Local.
 *
 * <p>{@code --operations N} how many operations to run (100,000), {@code --seed S} which (1), {@code --workers W} how many sequences
 * at a time (2), {@code --sequence Q} only sequence {@code Q} of the seed, {@code --report FILE} also writes the report, every minute, {@code --self} compares DynamoDB Local with itself, which
 * shows whether the harness is sound, {@code --whole} reports sequences that differ without making them
 * shorter, {@code --coverage} prints every kind of refusal that was reached. Ends with status 1 if a difference is unexplained.
 */
public final class Differential {

    private static final List<String> FLAGS = List.of("--self", "--coverage", "--whole");

    private Differential() {}

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        long operations = Long.parseLong(options.getOrDefault("--operations", "100000"));
        int workers = Integer.parseInt(options.getOrDefault("--workers", "2"));
        Report report;
        long start = System.nanoTime();
        try (Targets targets = Targets.start(options.containsKey("--self"))) {
            Campaign campaign = new Campaign(targets.workers(workers), seed, !options.containsKey("--whole"));
            if (options.containsKey("--report")) {
                everyMinute(() -> write(options, text(seed, workers, start, campaign.report())));
            }
            report = options.containsKey("--sequence")
                    ? campaign.replay(Long.parseLong(options.get("--sequence")))
                    : campaign.run(operations);
        }
        String text = text(seed, workers, start, report);
        System.out.print(text);
        if (options.containsKey("--coverage")) {
            System.out.print(report.coverage());
        }
        if (options.containsKey("--report")) {
            write(options, text);
        }
        System.exit(report.unexplained() == 0 ? 0 : 1);
    }

    private static String text(long seed, int workers, long start, Report report) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(
                "seed %d, %d workers: %,d operations in %,.0f s, %,.0f a second%n%s",
                seed, workers, report.steps(), seconds, report.steps() / seconds, report.text());
    }

    /** A long run is worth something when it is cut short, too. */
    private static void everyMinute(Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(Duration.ofMinutes(1).toMillis());
                            action.run();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "differential-report");
        thread.setDaemon(true);
        thread.start();
    }

    private static synchronized void write(Map<String, String> options, String text) {
        try {
            Files.writeString(Path.of(String.valueOf(options.get("--report"))), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean flag = FLAGS.contains(arguments[i]);
            if (!flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "Expected a value after " + arguments[i]
                                + ", found none. Use: --operations N --seed S [--workers W] [--sequence Q] [--report FILE] [--self] [--coverage] [--whole]");
            }
            options.put(arguments[i], flag ? "" : arguments[++i]);
        }
        return options;
    }
}
