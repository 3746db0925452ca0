package dev.globaltable.differential;

import dev.globaltable.differential.generation.SequenceGenerator;
import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.List;

/** Sequence after sequence until enough operations have run. */
final class Campaign {

    /** Long enough for items to accumulate, short enough to shrink. */
    static final int STEPS_PER_SEQUENCE = 120;

    private final Sequence sequence;
    private final long seed;
    private final Report report = new Report();

    Campaign(Target local, Target simulated, long seed) {
        this.sequence = new Sequence(local, simulated);
        this.seed = seed;
    }

    Report run(long operations) {
        SequenceGenerator generator = new SequenceGenerator(seed, STEPS_PER_SEQUENCE);
        for (long number = 0; report.steps() < operations; number++) {
            run(number, generator.sequence(number));
        }
        return report;
    }

    /** Runs one sequence alone: the replay of a reported difference. */
    Report replay(long number) {
        run(number, new SequenceGenerator(seed, STEPS_PER_SEQUENCE).sequence(number));
        return report;
    }

    private void run(long number, List<Step> steps) {
        // Shrinking uses the targets, so it waits until the sequence has ended.
        List<Runnable> afterwards = new ArrayList<>();
        sequence.run(steps, (index, verdict) -> {
            report.count(verdict);
            if (verdict.unexplained()) {
                Difference difference = verdict.difference().orElseThrow();
                if (report.isNew(difference.signature())) {
                    String origin = "seed " + seed + ", sequence " + number + ", step " + index;
                    report.add(origin, difference, steps.subList(0, index + 1));
                    afterwards.add(() -> shrink(origin, difference, steps.subList(0, index + 1)));
                }
            }
        });
        afterwards.forEach(Runnable::run);
    }

    private void shrink(String origin, Difference difference, List<Step> failing) {
        List<Step> shortest = new Shrinker(sequence, difference.signature()).shrink(List.copyOf(failing));
        report.add(origin, sequence.lastDifference(shortest).orElse(difference), shortest);
    }
}
