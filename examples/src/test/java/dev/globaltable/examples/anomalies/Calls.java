package dev.globaltable.examples.anomalies;

import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The calls that a actor makes of DynamoDB, and what it learns from the answers. */
final class Calls {

    private static final String TABLE = "registers";

    private final Actor actor;
    private final DynamoDbClient dynamoDb;
    private final boolean consistent;

    Calls(Simulation simulation, Scope scope, Actor actor, int step) {
        this.actor = actor;
        Region region = scope.region(actor.place(step));
        this.dynamoDb = simulation.client(region);
        this.consistent = scope.consistent();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("id", AttributeValue.fromS(key));
    }

    private static Map<String, AttributeValue> item(String key, int value) {
        return Map.of("id", AttributeValue.fromS(key), "n", number(value));
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }

    private static int value(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Actor.ABSENT : Integer.parseInt(item.get("n").n());
    }

    /** What the actor knows of a register, as a condition. */
    private String condition(String key) {
        return actor.last(key) == Actor.ABSENT ? "attribute_not_exists(id)" : "n = :known";
    }

    private Map<String, AttributeValue> known(String key) {
        int last = actor.last(key);
        return last == Actor.ABSENT ? Map.of() : Map.of(":known", number(last));
    }

    /** One operation, as a call of its own. */
    void one(Operation operation) {
        try {
            if (operation instanceof Operation.Read read) {
                GetItemResponse answer = dynamoDb.getItem(
                        get -> get.tableName(TABLE).key(key(read.key())).consistentRead(consistent));
                actor.saw(read.key(), value(answer.item()));
            } else if (operation instanceof Operation.Count count) {
                actor.saw(
                        count.prefix(),
                        dynamoDb.scan(scan -> scan.tableName(TABLE)
                                        .consistentRead(consistent)
                                        .filterExpression("begins_with(id, :prefix)")
                                        .expressionAttributeValues(Map.of(
                                                ":prefix",
                                                AttributeValue.fromS(
                                                        count.prefix().replace("*", "")))))
                                .count());
            } else if (operation instanceof Operation.Write write) {
                write(write);
            } else if (operation instanceof Operation.Add add) {
                dynamoDb.updateItem(update -> update.tableName(TABLE)
                        .key(key(add.key()))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", number(1))));
            } else if (operation instanceof Operation.Create create) {
                dynamoDb.putItem(put -> put.tableName(TABLE)
                        .item(item(create.key(), 1))
                        .conditionExpression("attribute_not_exists(id)"));
            } else if (operation instanceof Operation.TakeBack taken) {
                dynamoDb.putItem(put -> put.tableName(TABLE).item(item(taken.key(), 0)));
            }
        } catch (ConditionalCheckFailedException | ReplicatedWriteConflictException refused) {
            actor.refuse();
        }
    }

    private void write(Operation.Write write) {
        int value = write.value().applyAsInt(actor);
        if (value == Actor.ABSENT) {
            return;
        }
        boolean conditional = write.checked() && actor.known().containsKey(write.key());
        Map<String, AttributeValue> known = known(write.key());
        dynamoDb.putItem(put -> {
            put.tableName(TABLE).item(item(write.key(), value));
            if (conditional) {
                put.conditionExpression(condition(write.key()))
                        .expressionAttributeValues(known.isEmpty() ? null : known);
            }
        });
        actor.wrote(write.key(), value);
    }

    /** Reads in one {@code TransactGetItems}. */
    void readTogether(List<Operation.Read> reads) {
        List<TransactGetItem> gets = reads.stream()
                .map(read -> TransactGetItem.builder()
                        .get(get -> get.tableName(TABLE).key(key(read.key())))
                        .build())
                .toList();
        List<ItemResponse> answers =
                dynamoDb.transactGetItems(call -> call.transactItems(gets)).responses();
        for (int at = 0; at < reads.size(); at++) {
            actor.saw(reads.get(at).key(), value(answers.get(at).item()));
        }
    }

    /** Writes in one {@code TransactWriteItems}, which also checks that all that was read is still so. */
    void writeTogether(List<Operation> operations) {
        Map<String, TransactWriteItem> actions = new LinkedHashMap<>();
        Set<String> blind = new LinkedHashSet<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.Write write) {
                int value = write.value().applyAsInt(actor);
                if (value != Actor.ABSENT) {
                    actions.put(write.key(), put(write, value));
                }
                if (!write.checked()) {
                    blind.add(write.key());
                }
            } else if (operation instanceof Operation.Add add) {
                actions.put(
                        add.key(),
                        TransactWriteItem.builder()
                                .update(update -> update.tableName(TABLE)
                                        .key(key(add.key()))
                                        .updateExpression("ADD n :one")
                                        .expressionAttributeValues(Map.of(":one", number(1))))
                                .build());
            } else if (operation instanceof Operation.Create create) {
                actions.put(
                        create.key(),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(TABLE)
                                        .item(item(create.key(), 1))
                                        .conditionExpression("attribute_not_exists(id)"))
                                .build());
            } else if (operation instanceof Operation.TakeBack) {
                actions.put("nothing", check("nothing", "attribute_exists(id)", Map.of()));
            }
        }
        if (actions.isEmpty()) {
            return;
        }
        actor.known().keySet().stream()
                .filter(key -> !actions.containsKey(key) && !blind.contains(key) && !key.endsWith("*"))
                .forEach(key -> actions.put(key, check(key, condition(key), known(key))));
        try {
            dynamoDb.transactWriteItems(call -> call.transactItems(new ArrayList<>(actions.values())));
        } catch (TransactionCanceledException cancelled) {
            actor.refuse();
        }
    }

    private TransactWriteItem put(Operation.Write write, int value) {
        boolean conditional = write.checked() && actor.known().containsKey(write.key());
        Map<String, AttributeValue> known = known(write.key());
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(TABLE).item(item(write.key(), value));
                    if (conditional) {
                        put.conditionExpression(condition(write.key()))
                                .expressionAttributeValues(known.isEmpty() ? null : known);
                    }
                })
                .build();
    }

    private static TransactWriteItem check(String key, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(TABLE)
                        .key(key(key))
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values))
                .build();
    }
}
