package dev.globaltable;

/**
 * A policy as long as it is attached. Closing it detaches it, so that a denial can be the length of a block:
 *
 * <pre>{@code
 * try (AttachedPolicy denied = simulation.access().deny(PolicyStatement.deny("dynamodb:PutItem"))) {
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class AttachedPolicy implements AutoCloseable {

    private final Runnable detach;

    AttachedPolicy(Runnable detach) {
        this.detach = detach;
    }

    /** Takes the policy away; does nothing if that was done before. */
    public void detach() {
        detach.run();
    }

    @Override
    public void close() {
        detach();
    }
}
