package dev.globaltable.item;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where in a table or index a partition lies: the same in every Region, run and JDK. */
final class PartitionHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private PartitionHash() {}

    /** An unsigned number. */
    static long of(KeyValue value) {
        return mix(add(FNV_OFFSET, value));
    }

    /** The hash of several values together; of one value it is the hash of that value. */
    static long of(List<KeyValue> values) {
        long hash = FNV_OFFSET;
        for (KeyValue value : values) {
            hash = add(hash, value);
        }
        return mix(hash);
    }

    /** The segment of a parallel scan, counted from 0: each has an equal range of the hashes. */
    static int segment(long hash, int totalSegments) {
        return (int) Math.multiplyHigh(hash >>> 1, (long) totalSegments << 1);
    }

    private static long add(long start, KeyValue value) {
        byte[] bytes = value instanceof KeyValue.Binary binary
                ? binary.value().asByteArrayUnsafe()
                : value.toString().getBytes(StandardCharsets.UTF_8);
        long hash = (start ^ value.type().name().charAt(0)) * FNV_PRIME;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** Spreads the differences of short keys, which FNV leaves in the low bits, over the whole number. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }
}
