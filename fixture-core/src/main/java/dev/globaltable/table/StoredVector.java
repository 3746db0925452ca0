package dev.globaltable.table;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.VectorDistanceFunction;

/** A vector with the 32-bit precision in which vector indexes keep them. */
public final class StoredVector {

    private final float[] numbers;

    private StoredVector(float[] numbers) {
        this.numbers = numbers;
    }

    /** Whether a value can be a part of a vector: a number within the range of 32 bits. */
    public static boolean isElement(AttributeValue value) {
        return value.n() != null && Float.isFinite(Float.parseFloat(value.n()));
    }

    /** The vector of these numbers; each has been checked to be one. */
    public static StoredVector of(List<AttributeValue> elements) {
        float[] numbers = new float[elements.size()];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = Float.parseFloat(elements.get(at).n());
        }
        return new StoredVector(numbers);
    }

    /** How alike two vectors of the same length are, in the measure of the index. */
    public double score(StoredVector other, VectorDistanceFunction function) {
        return switch (function) {
            case COSINE -> cosineDistance(other);
            case EUCLIDEAN -> euclideanDistance(other);
            case DOT_PRODUCT -> dot(other);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Unknown distance function");
        };
    }

    /** From 0, the same direction, to 2, opposite ones; a vector without direction is as far from all as a right angle. */
    private double cosineDistance(StoredVector other) {
        double lengths = Math.sqrt(dot(this)) * Math.sqrt(other.dot(other));
        // Rounding must not tell vectors of one direction apart by whether they come out below 0.
        return lengths == 0 ? 1 : Math.max(0, 1 - dot(other) / lengths);
    }

    private double euclideanDistance(StoredVector other) {
        double sum = 0;
        for (int at = 0; at < numbers.length; at++) {
            double difference = (double) numbers[at] - other.numbers[at];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private double dot(StoredVector other) {
        double sum = 0;
        for (int at = 0; at < numbers.length; at++) {
            sum += (double) numbers[at] * other.numbers[at];
        }
        return sum;
    }
}
