package dev.globaltable.examples.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.ReplicationMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Actors under one schedule: their steps and the arrivals of versions in an order that a seed decides. */
final class Run {

    private final Scope scope;
    private final List<Actor> actors;
    private final Random random;
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private int steps;

    Run(Scope scope, List<Actor> actors, Map<String, Integer> initial, long seed) {
        this.scope = scope;
        this.actors = actors;
        this.random = new Random(seed);
        try (Simulation simulation = scope.start(seed)) {
            prepare(simulation, initial);
            play(simulation);
            simulation.settle();
            SimulatedTable table = simulation.table("registers");
            assertThat(table.hasConverged()).isTrue();
            table.items()
                    .forEach(item -> item.in(scope.region(0))
                            .ifPresent(found -> values.put(
                                    found.get("id").s(),
                                    Integer.valueOf(found.get("n").n()))));
        }
    }

    Actor actor(int number) {
        return actors.get(number - 1);
    }

    /** Whether every actor was told that all it did was done. */
    boolean allSucceeded() {
        return actors.stream().allMatch(Actor::succeeded);
    }

    /** What a register holds in every Region once everything has arrived. */
    int value(String key) {
        return values.getOrDefault(key, Actor.ABSENT);
    }

    /** In some runs one register was written while the first Region's clock was ahead, or that clock stays behind. */
    private void prepare(Simulation simulation, Map<String, Integer> initial) {
        Region first = scope.region(0);
        DynamoDbClient client = simulation.client(first);
        initial.forEach((key, value) -> {
            boolean ahead = scope.replicates() && random.nextBoolean();
            simulation.clock().in(first).setAhead(Duration.ofMillis(ahead ? 3 : 0));
            client.putItem(put -> put.tableName("registers")
                    .item(Map.of("id", AttributeValue.fromS(key), "n", AttributeValue.fromN(Integer.toString(value)))));
        });
        simulation.settle();
        simulation.clock().advance(Duration.ofMillis(5));
        simulation.clock().in(first).setAhead(Duration.ofMillis(scope.replicates() && random.nextBoolean() ? -4 : 0));
    }

    /** In some runs the actors mostly take turns as wholes, in others step by step; versions are quick or slow. */
    private void play(Simulation simulation) {
        boolean wholes = random.nextBoolean();
        int slowness = 2 + random.nextInt(4);
        List<Deque<Runnable>> left = new ArrayList<>();
        for (Actor actor : actors) {
            left.add(new ArrayDeque<>(stepsOf(simulation, actor)));
        }
        while (!left.isEmpty()) {
            if (random.nextInt(2) == 0) {
                simulation.clock().advance(Duration.ofMillis(random.nextInt(1, 4)));
            }
            List<ReplicationMessage> underWay = simulation.network().inFlight();
            if (!underWay.isEmpty() && random.nextInt(slowness) == 0) {
                simulation.network().deliverOutOfOrder(underWay.get(random.nextInt(underWay.size())));
                continue;
            }
            int turn = wholes && random.nextInt(5) > 0 ? 0 : random.nextInt(left.size());
            Deque<Runnable> next = left.get(turn);
            next.remove().run();
            left.removeIf(Deque::isEmpty);
        }
    }

    private List<Runnable> stepsOf(Simulation simulation, Actor actor) {
        List<Runnable> all = new ArrayList<>();
        List<Operation> together = new ArrayList<>();
        int number = 0;
        for (Operation operation : actor.operations()) {
            if (scope.transactional() && !together.isEmpty() && !belongTogether(actor, together, operation, number)) {
                all.add(transaction(simulation, actor, List.copyOf(together), number - 1));
                together.clear();
            }
            if (operation instanceof Operation.Then) {
                continue;
            }
            if (scope.transactional() && !(operation instanceof Operation.Count)) {
                together.add(operation);
            } else {
                int step = number;
                all.add(() -> step(actor, () -> new Calls(simulation, scope, actor, step).one(operation)));
            }
            number++;
        }
        if (!together.isEmpty()) {
            all.add(transaction(simulation, actor, List.copyOf(together), number - 1));
        }
        return all;
    }

    private static boolean belongTogether(Actor actor, List<Operation> together, Operation next, int number) {
        boolean reads = together.get(0) instanceof Operation.Read;
        boolean sameKind = !(next instanceof Operation.Count || next instanceof Operation.Then)
                && next instanceof Operation.Read == reads;
        return sameKind && actor.place(number) == actor.place(number - 1) && !(reads && together.contains(next));
    }

    private Runnable transaction(Simulation simulation, Actor actor, List<Operation> operations, int step) {
        return () -> step(actor, () -> {
            Calls calls = new Calls(simulation, scope, actor, step);
            if (operations.get(0) instanceof Operation.Read) {
                calls.readTogether(
                        operations.stream().map(Operation.Read.class::cast).toList());
            } else {
                calls.writeTogether(operations);
            }
        });
    }

    /** Who was refused gives up. */
    private void step(Actor actor, Runnable action) {
        if (actor.succeeded()) {
            action.run();
            actor.stepped(++steps);
        }
    }
}
