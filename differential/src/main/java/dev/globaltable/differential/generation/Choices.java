package dev.globaltable.differential.generation;

import java.util.List;
import java.util.SplittableRandom;

/** Every choice of one step, from the seed, the sequence and the step's number alone: steps do not shift each other. */
final class Choices {

    private final SplittableRandom random;

    Choices(long seed, long sequence, long step) {
        this.random = new SplittableRandom(mix(mix(mix(seed) ^ sequence) ^ step));
    }

    /** SplitMix64's finalizer, so that neighbouring numbers give unrelated streams. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T> T pick(List<T> alternatives) {
        return alternatives.get(random.nextInt(alternatives.size()));
    }

    @SafeVarargs
    final <T> T pick(T first, T... others) {
        int index = random.nextInt(others.length + 1);
        return index == 0 ? first : others[index - 1];
    }
}
