package dev.globaltable.differential;

import dev.globaltable.differential.generation.SequenceGenerator;
import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** As many sequences as hold so many operations, several at a time; which ones does not depend on how fast each is. */
final class Campaign {

    /** Long enough for items to accumulate, short enough to shrink. */
    static final int STEPS_PER_SEQUENCE = 120;

    private final List<Sequence> workers;
    private final long seed;
    private final boolean shrinks;
    private final SequenceGenerator generator;
    private final Report report = new Report();
    private final AtomicLong next = new AtomicLong();

    /** Each worker runs one sequence at a time, on targets of its own; whether what differs is made as short as it gets. */
    Campaign(List<Sequence> workers, long seed, boolean shrinks) {
        this.workers = workers;
        this.shrinks = shrinks;
        this.seed = seed;
        this.generator = new SequenceGenerator(seed, STEPS_PER_SEQUENCE);
    }

    /** What was found so far; complete when the run has ended. */
    Report report() {
        return report;
    }

    Report run(long operations) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Sequence worker : workers) {
                running.add(threads.submit(() -> work(worker, operations)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return report;
    }

    private void work(Sequence worker, long operations) {
        for (long number = next.getAndIncrement();
                number * STEPS_PER_SEQUENCE < operations;
                number = next.getAndIncrement()) {
            run(worker, number);
        }
    }

    /** Runs one sequence alone: the replay of a reported difference. */
    Report replay(long number) {
        run(workers.get(0), number);
        return report;
    }

    private void run(Sequence worker, long number) {
        List<Step> steps = generator.sequence(number);
        List<Step> creations = steps.stream()
                .takeWhile(step -> step.request() instanceof CreateTableRequest)
                .toList();
        int ran = run(worker, number, steps);
        while (ran > creations.size() && ran < steps.size()) {
            // The states differ: what is left starts again with empty tables.
            List<Step> rest = new ArrayList<>(creations);
            rest.addAll(steps.subList(ran, steps.size()));
            steps = rest;
            ran = run(worker, number, steps);
        }
    }

    private int run(Sequence worker, long number, List<Step> steps) {
        // Shrinking uses the targets, so it waits until the sequence has ended.
        List<Runnable> afterwards = new ArrayList<>();
        int ran = worker.run(steps, (index, verdict) -> {
            report.count(verdict);
            if (verdict.unexplained()) {
                Difference difference = verdict.difference().orElseThrow();
                String origin = "seed " + seed + ", sequence " + number + ", step " + index;
                List<Step> failing = List.copyOf(steps.subList(0, index + 1));
                if (report.addIfNew(origin, difference, failing) && shrinks) {
                    afterwards.add(() -> shrink(worker, difference, failing));
                }
            }
        });
        afterwards.forEach(Runnable::run);
        return ran;
    }

    private void shrink(Sequence worker, Difference difference, List<Step> failing) {
        List<Step> shortest = new Shrinker(worker, difference.signature()).shrink(failing);
        report.shorten(worker.lastDifference(shortest).orElse(difference), shortest);
    }
}
