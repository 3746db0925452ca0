package dev.globaltable.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the simulation with DynamoDB Local.
 *
 * <p>{@code --operations N} how many operations to run (100,000), {@code --seed S} which (1), {@code --sequence Q} only sequence
 * {@code Q} of the seed, {@code --report FILE} also writes the report, {@code --self} compares DynamoDB Local with itself, which
 * shows whether the harness is sound, {@code --coverage} prints every kind of refusal that was reached. Ends with status 1 if a difference is unexplained.
 */
public final class Differential {

    private static final List<String> FLAGS = List.of("--self", "--coverage");

    private Differential() {}

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        long operations = Long.parseLong(options.getOrDefault("--operations", "100000"));
        Report report;
        List<AutoCloseable> open = new ArrayList<>();
        try {
            Campaign campaign =
                    new Campaign(local(open), options.containsKey("--self") ? local(open) : simulated(open), seed);
            report = options.containsKey("--sequence")
                    ? campaign.replay(Long.parseLong(options.get("--sequence")))
                    : campaign.run(operations);
        } finally {
            for (AutoCloseable closeable : open) {
                closeable.close();
            }
        }
        String text = "seed: " + seed + "\n" + report.text();
        System.out.print(text);
        if (options.containsKey("--coverage")) {
            System.out.print(report.coverage());
        }
        if (options.containsKey("--report")) {
            Files.writeString(Path.of(options.get("--report")), text, StandardCharsets.UTF_8);
        }
        System.exit(report.unexplained() == 0 ? 0 : 1);
    }

    static Target local(List<AutoCloseable> open) {
        DynamoDbLocalProcess process = DynamoDbLocalProcess.start();
        open.add(process);
        ClientTarget target = new ClientTarget("DynamoDB Local", process.endpoint());
        open.add(target);
        return target;
    }

    static Target simulated(List<AutoCloseable> open) {
        EngineTarget target = new EngineTarget();
        open.add(target);
        return target;
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean flag = FLAGS.contains(arguments[i]);
            if (!flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "Expected a value after " + arguments[i]
                                + ", found none. Use: --operations N --seed S [--sequence Q] [--report FILE] [--self] [--coverage]");
            }
            options.put(arguments[i], flag ? "" : arguments[++i]);
        }
        return options;
    }
}
