package dev.globaltable.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What is compared: DynamoDB Local with the simulation, or with itself. */
final class Targets implements AutoCloseable {

    private final DynamoDbLocalProcess local;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final boolean self;

    private Targets(DynamoDbLocalProcess local, boolean self) {
        this.local = local;
        this.self = self;
        closing.push(local::close);
    }

    /** Starts DynamoDB Local; {@code self} puts a second one in the simulation's place. */
    static Targets start(boolean self) {
        return new Targets(DynamoDbLocalProcess.start(), self);
    }

    /** Pairs of targets that know nothing of each other's tables. */
    List<Sequence> workers(int count) {
        DynamoDbLocalProcess other = self ? DynamoDbLocalProcess.start() : local;
        closing.push(other::close);
        List<Sequence> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String account = "worker" + i;
            ClientTarget one = new ClientTarget("DynamoDB Local", local.endpoint(), account);
            closing.push(one::close);
            workers.add(new Sequence(one, self ? again(other, account) : simulated()));
        }
        return workers;
    }

    private Target again(DynamoDbLocalProcess other, String account) {
        ClientTarget target = new ClientTarget("DynamoDB Local again", other.endpoint(), account);
        closing.push(target::close);
        return target;
    }

    private Target simulated() {
        EngineTarget target = new EngineTarget();
        closing.push(target::close);
        return target;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
