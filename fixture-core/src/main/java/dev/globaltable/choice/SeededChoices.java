package dev.globaltable.choice;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Choices computed from a seed, a name and a count, by SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", 2014). Written out here because the JDK may change its generators' derived methods between
 * releases.
 */
public final class SeededChoices implements ChoiceSource {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Map<String, Sequence> sequences = new LinkedHashMap<>();

    public SeededChoices(long seed) {
        this.seed = seed;
    }

    @Override
    public long nextBits(String name) {
        Sequence sequence = sequences.get(name);
        if (sequence == null) {
            sequence = new Sequence(mix(seed ^ hash(name)));
            sequences.put(name, sequence);
        }
        return sequence.next();
    }

    /** A 64-bit hash of a text that is the same on every machine (FNV-1a). */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (unit & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private static final class Sequence {

        private long state;

        private Sequence(long state) {
            this.state = state;
        }

        private long next() {
            state += GOLDEN_GAMMA;
            return mix(state);
        }
    }
}
