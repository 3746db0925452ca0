package dev.globaltable.examples.anomalies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Somebody who calls DynamoDB, one operation after the other, and what came of it. */
final class Actor {

    /** What a register holds that is not there; to write it is to write nothing. */
    static final int ABSENT = Integer.MIN_VALUE;

    private final List<Operation> operations = new ArrayList<>();
    private final List<Integer> seen = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final int place;
    private boolean moving;
    private boolean refused;
    private int lastStep;

    private Actor(int place) {
        this.place = place;
    }

    /** A actor in the first, second or third Region, if there are as many. */
    static Actor at(int place) {
        return new Actor(place);
    }

    /** Lets it go on in the next Region after its first operation, as users do after a failover. */
    Actor moving() {
        moving = true;
        return this;
    }

    Actor reads(String... keys) {
        for (String key : keys) {
            operations.add(new Operation.Read(key));
        }
        return this;
    }

    Actor writes(String key, int value) {
        return computes(key, actor -> value);
    }

    /** Writes what it works out, if the register still holds what the actor knows of it. */
    Actor computes(String key, ToIntFunction<Actor> value) {
        operations.add(new Operation.Write(key, value, true));
        return this;
    }

    /** Writes what it works out, whatever the register holds by now. */
    Actor computesBlindly(String key, ToIntFunction<Actor> value) {
        operations.add(new Operation.Write(key, value, false));
        return this;
    }

    Actor adds(String key) {
        operations.add(new Operation.Add(key));
        return this;
    }

    Actor creates(String key) {
        operations.add(new Operation.Create(key));
        return this;
    }

    Actor counts(String prefix) {
        operations.add(new Operation.Count(prefix));
        return this;
    }

    /** Takes back a write, or keeps it from being done where writes are done together or not at all. */
    Actor takesBack(String key) {
        operations.add(new Operation.TakeBack(key));
        return this;
    }

    /** What follows is a call of its own, even where calls can be put together. */
    Actor then() {
        operations.add(new Operation.Then());
        return this;
    }

    List<Operation> operations() {
        return operations;
    }

    int place(int step) {
        return moving && step > 0 ? place + 1 : place;
    }

    void saw(String key, int value) {
        seen.add(value);
        known.put(key, value);
    }

    void wrote(String key, int value) {
        known.put(key, value);
    }

    Map<String, Integer> known() {
        return known;
    }

    int last(String key) {
        return known.getOrDefault(key, ABSENT);
    }

    /** Whether it read just these values, in order. */
    boolean saw(Integer... values) {
        return seen.equals(List.of(values));
    }

    void refuse() {
        refused = true;
    }

    /** Whether everything it did was accepted. */
    boolean succeeded() {
        return !refused;
    }

    void stepped(int number) {
        lastStep = number;
    }

    /** Whether it had ended before the other one made its last step. */
    boolean endedBefore(Actor other) {
        return lastStep < other.lastStep;
    }
}
