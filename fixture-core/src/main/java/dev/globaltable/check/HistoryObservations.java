package dev.globaltable.check;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ItemRead;
import dev.globaltable.history.ItemWrite;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Version;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Makes of the history of a simulation what the checkers look at. */
final class HistoryObservations {

    /** What nobody called for, such as deletes of expired items, has ids after those of all calls. */
    private static final long NOBODYS_IDS = Long.MAX_VALUE / 2;

    private final Observations.Builder result = Observations.builder();
    private final Map<String, Integer> generations = new TreeMap<>();
    private final Map<String, Set<Region>> replicas = new TreeMap<>();
    private final Map<Item, Map<Region, ItemVersion>> held = new LinkedHashMap<>();
    private final Set<Written> told = new LinkedHashSet<>();
    private long nobodys;

    private record Written(Item item, Version version) {}

    static Observations of(History history) {
        HistoryObservations adapter = new HistoryObservations();
        history.events().forEach(adapter::add);
        adapter.addHeld();
        if (history.forgotten() > 0) {
            adapter.result.incomplete();
        }
        return adapter.result.build();
    }

    private void add(HistoryEvent event) {
        if (event instanceof HistoryEvent.Operation operation) {
            add(operation);
        } else if (event instanceof HistoryEvent.ItemWritten write) {
            Item item = item(write.table(), write.key());
            hold(item, write.region(), write.written());
            addNobodys(write, item);
        } else if (event instanceof HistoryEvent.ItemCopied copy) {
            hold(item(copy.table(), copy.key()), copy.region(), copy.content());
        } else if (event instanceof HistoryEvent.VersionArrived arrived) {
            hold(
                    item(arrived.message().table(), arrived.message().key()),
                    arrived.message().to(),
                    arrived.message().content());
        } else if (event instanceof HistoryEvent.TableStatusChanged change) {
            changed(change);
        }
    }

    private void hold(Item item, Region region, ItemVersion version) {
        held.computeIfAbsent(item, absent -> new LinkedHashMap<>())
                .merge(region, version, (before, now) -> before.version().compareTo(now.version()) < 0 ? now : before);
    }

    /** A table that is made anew has nothing to do with the one of the same name before. */
    private Item item(String table, ItemKey key) {
        int generation = generations.getOrDefault(table, 1);
        return new Item(generation == 1 ? table : table + "#" + generation, key);
    }

    private void changed(HistoryEvent.TableStatusChanged change) {
        Set<Region> regions = replicas.computeIfAbsent(change.table(), absent -> new LinkedHashSet<>());
        if (!change.status().equals(HistoryEvent.TableStatusChanged.GONE)) {
            regions.add(change.region());
            return;
        }
        regions.remove(change.region());
        held.forEach((item, versions) -> {
            if (item.equals(item(change.table(), item.key()))) {
                versions.remove(change.region());
            }
        });
        if (regions.isEmpty()) {
            held.keySet().removeIf(item -> item.equals(item(change.table(), item.key())));
            generations.merge(change.table(), 2, (before, two) -> before + 1);
        }
    }

    private void addHeld() {
        held.forEach((item, versions) -> {
            String table = item.table().replaceFirst("#\\d+$", "");
            for (Region region : replicas.getOrDefault(table, versions.keySet())) {
                ItemVersion version = versions.get(region);
                result.holds(
                        region,
                        item,
                        version == null ? null : version.image(),
                        version == null ? null : version.version());
            }
        });
    }

    private void add(HistoryEvent.Operation operation) {
        List<Observation.Read> reads = new ArrayList<>();
        for (ItemRead read : operation.reads()) {
            reads.add(read(item(read.table(), read.key()), read.version(), read.consistent()));
        }
        boolean dependent = isDependent(operation.request());
        List<Observation.Write> writes = new ArrayList<>();
        for (ItemWrite write : operation.writes()) {
            Item item = item(write.table(), write.key());
            told.add(new Written(item, write.written().version()));
            if (dependent && reads.stream().noneMatch(read -> read.item().equals(item))) {
                reads.add(read(item, write.overwritten(), true));
            }
            writes.add(write(item, write.written(), write.overwritten()));
        }
        if (!reads.isEmpty() || !writes.isEmpty()) {
            result.add(new Observation(
                    operation.id(),
                    operation.session(),
                    operation.region(),
                    operation.operation(),
                    operation.time(),
                    Optional.of(operation.completed()),
                    reads,
                    writes,
                    isTransaction(operation.request()),
                    operation.error() == null ? Observation.Outcome.OK : Observation.Outcome.FAILED));
        }
    }

    /** What happened at one moment of its own; nobody had an answer that others could rely on. */
    private void addNobodys(HistoryEvent.ItemWritten write, Item item) {
        if (!told.add(new Written(item, write.written().version()))) {
            return;
        }
        nobodys++;
        result.add(new Observation(
                NOBODYS_IDS + nobodys,
                "(nobody " + nobodys + ")",
                write.region(),
                "ExpireItem",
                write.time().minus(1, ChronoUnit.MICROS),
                Optional.empty(),
                List.of(),
                List.of(write(item, write.written(), write.overwritten())),
                false,
                Observation.Outcome.UNKNOWN));
    }

    private static Observation.Read read(Item item, Optional<ItemVersion> version, boolean strong) {
        return new Observation.Read(
                item, version.map(ItemVersion::image).orElse(null), version.map(ItemVersion::version), strong);
    }

    private static Observation.Write write(Item item, ItemVersion written, Optional<ItemVersion> overwritten) {
        return new Observation.Write(
                item, written.image(), Optional.of(written.version()), overwritten.map(ItemVersion::version));
    }

    private static boolean isTransaction(AwsRequest request) {
        return request instanceof TransactGetItemsRequest
                || request instanceof TransactWriteItemsRequest
                || request instanceof ExecuteTransactionRequest;
    }

    /** Whether what a call writes depends on what it finds. */
    private static boolean isDependent(AwsRequest request) {
        if (request instanceof PutItemRequest put) {
            return put.conditionExpression() != null || put.hasExpected();
        }
        if (request instanceof DeleteItemRequest delete) {
            return delete.conditionExpression() != null || delete.hasExpected();
        }
        if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().anyMatch(HistoryObservations::isDependent);
        }
        return request instanceof UpdateItemRequest
                || request instanceof ExecuteStatementRequest
                || request instanceof ExecuteTransactionRequest
                || request instanceof BatchExecuteStatementRequest;
    }

    private static boolean isDependent(TransactWriteItem write) {
        return write.update() != null
                || write.conditionCheck() != null
                || (write.put() != null && write.put().conditionExpression() != null)
                || (write.delete() != null && write.delete().conditionExpression() != null);
    }
}
