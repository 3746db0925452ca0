package dev.globaltable.differential.generation;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * One step of a sequence. It is decided before anything runs, so that both targets get the same and a failure can be replayed.
 *
 * @param kind how the request is sent
 * @param request the request, faults included
 * @param intended the request before faults were injected
 * @param faults the faults injected into it, in the order of injection
 */
public record Step(Kind kind, DynamoDbRequest request, DynamoDbRequest intended, List<Injected> faults) {

    /** How a step's request is sent. */
    public enum Kind {
        /** Once. */
        CALL,
        /** Page after page, each with the last evaluated key of the page before. */
        WALK,
        /** As a parallel scan: a walk for each of {@link #SEGMENTS} segments. */
        SEGMENTS,
        /** The request describes a table; what is compared is everything in its stream. */
        STREAM
    }

    /** How many segments a parallel scan of the test has. */
    public static final int SEGMENTS = 3;

    /**
     * A fault of a step.
     *
     * @param name what is wrong
     * @param alone the step's request with this fault and no other
     */
    public record Injected(String name, DynamoDbRequest alone) {}

    static Step call(DynamoDbRequest request) {
        return new Step(Kind.CALL, request, request, List.of());
    }

    /** The same step with another request; its faults are no longer known. */
    public Step with(DynamoDbRequest other) {
        return new Step(kind, other, other, List.of());
    }
}
