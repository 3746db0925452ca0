package dev.globaltable.access;

import java.util.List;

/** A policy that was read; another one that says the same is another one. */
public final class Policy {

    private final List<Statement> statements;

    Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** What a policy belongs to, which decides what its statements have to say. */
    public enum Kind {
        /** Of a user or role: names no principal. */
        IDENTITY,
        /** For everybody, as a service control policy is: names no principal. */
        ORGANIZATION,
        /** Of a table or stream: names its principals. */
        RESOURCE
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException if it is none, or says something that is not simulated; the message names it
     */
    public static Policy parse(String json, Kind kind) {
        return new PolicyReader(kind).read(json);
    }

    boolean denies(Caller caller, String action, String resource, Context context) {
        return statements.stream()
                .anyMatch(statement -> !statement.allows()
                        && statement.principals().include(caller)
                        && statement.covers(action, resource, context));
    }

    boolean allows(Caller caller, String action, String resource, Context context) {
        return statements.stream()
                .anyMatch(statement -> statement.allows()
                        && statement.principals().name(caller)
                        && statement.covers(action, resource, context));
    }
}
