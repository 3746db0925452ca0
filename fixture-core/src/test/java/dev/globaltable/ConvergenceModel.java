package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.Version;
import dev.globaltable.table.ArrivalOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What the table {@code items} must hold in each Region, by the rules of the reference and nothing of the engine's code. It
 * follows a history: each call that was acknowledged must have made just the versions that this model makes of it, each
 * arrival must have come out as the model decides it.
 */
final class ConvergenceModel {

    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem");

    private final SimulatedTable table;
    private final Deque<Call> calls;
    private final Map<Region, Map<ItemKey, ItemVersion>> replicas = new LinkedHashMap<>();
    private final Map<ItemKey, ItemVersion> newest = new TreeMap<>();
    private final Map<Lane, Long> lastOnLane = new LinkedHashMap<>();
    private final Map<ItemKey, Optional<Map<String, AttributeValue>>> toBeWritten = new LinkedHashMap<>();
    private final @Nullable SystemWriteModel systemWrites;
    private @Nullable Instant stampedAt;
    private long versions;

    /**
     * A call that a run made.
     *
     * @param clock what the Region's clock said
     * @param writes done as a whole or not at all, but one by one in a batch
     */
    record Call(Region region, Instant clock, List<RandomWrite> writes) {}

    private record Lane(Region from, Region to, ItemKey key) {}

    ConvergenceModel(SimulatedTable table, List<Call> calls) {
        this.table = table;
        this.calls = new ArrayDeque<>(calls);
        this.systemWrites =
                table.definition().version() == GlobalTableVersion.V2017_11_29 ? new SystemWriteModel() : null;
        table.definition().regions().forEach(region -> replicas.put(region, new TreeMap<>()));
    }

    /** What a Region must hold. */
    Map<ItemKey, Map<String, AttributeValue>> items(Region region) {
        return images(replica(region));
    }

    /** The highest version of each item that was ever acknowledged: what every Region must hold in the end. */
    Map<ItemKey, Map<String, AttributeValue>> fold() {
        return images(newest);
    }

    /** How many versions were acknowledged. */
    long versions() {
        return versions;
    }

    private static Map<ItemKey, Map<String, AttributeValue>> images(Map<ItemKey, ItemVersion> versions) {
        Map<ItemKey, Map<String, AttributeValue>> images = new TreeMap<>();
        versions.forEach((key, version) -> version.item().ifPresent(item -> images.put(key, item)));
        return images;
    }

    void follow(History history) {
        for (HistoryEvent event : history.events()) {
            if (event instanceof HistoryEvent.Operation operation && WRITES.contains(operation.operation())) {
                called(operation);
            } else if (event instanceof HistoryEvent.ItemsExpired expired) {
                expired(expired);
            } else if (event instanceof HistoryEvent.ItemWritten write) {
                written(write);
            } else if (event instanceof HistoryEvent.VersionArrived arrived) {
                arrived(arrived);
            } else if (event instanceof HistoryEvent.ItemCopied copied) {
                copied(copied);
            } else if (event instanceof HistoryEvent.TableStatusChanged change) {
                changed(change);
            }
        }
        assertThat(toBeWritten).as("acknowledged and not written").isEmpty();
        assertThat(calls).as("calls that the history does not tell of").isEmpty();
        if (systemWrites != null) {
            replicas.forEach(systemWrites::checkNothingIsMissing);
        }
    }

    private void called(HistoryEvent.Operation operation) {
        assertThat(toBeWritten)
                .as("acknowledged before %s, and not written", operation)
                .isEmpty();
        Call call = calls.remove();
        assertThat(operation.region()).isEqualTo(call.region());
        stampedAt = call.clock();
        if (isThrottled(operation.error())) {
            return;
        }
        boolean permitted = call.writes().stream().allMatch(write -> write.permits(image(call.region(), key(write))));
        assertThat(operation.error() == null).as("success of %s", operation).isEqualTo(permitted);
        if (permitted) {
            call.writes().stream()
                    .filter(write -> !isUnprocessed(write, operation.response()))
                    .forEach(write -> expect(call.region(), write));
        }
    }

    /** LWW-7, LWW-8: what changes nothing makes no version. */
    private void expect(Region region, RandomWrite write) {
        ItemKey key = key(write);
        Map<String, AttributeValue> before = image(region, key);
        Map<String, AttributeValue> after = write.after(before);
        if (!Objects.equals(before, after)) {
            toBeWritten.put(key, Optional.ofNullable(after));
        }
    }

    private static boolean isThrottled(@Nullable AwsServiceException error) {
        return error instanceof ProvisionedThroughputExceededException
                || (error instanceof TransactionCanceledException cancelled
                        && cancelled.cancellationReasons().stream()
                                .anyMatch(reason -> THROTTLED.contains(reason.code())));
    }

    private static boolean isUnprocessed(RandomWrite write, @Nullable AwsResponse response) {
        return response instanceof BatchWriteItemResponse batch
                && batch.unprocessedItems().getOrDefault("items", List.of()).contains(write.inBatch());
    }

    /** TTL-1: on demand whatever has expired is deleted, otherwise what expired a minute ago. */
    private void expired(HistoryEvent.ItemsExpired expired) {
        assertThat(toBeWritten)
                .as("acknowledged before %s, and not written", expired)
                .isEmpty();
        stampedAt = null;
        items(expired.region()).forEach((key, item) -> {
            if (item.containsKey("t")) {
                Instant expiry =
                        Instant.ofEpochSecond(Long.parseLong(item.get("t").n()));
                boolean deleted = expired.onDemand()
                        ? expiry.isBefore(expired.time())
                        : !expiry.plusSeconds(60).isAfter(expired.time());
                if (deleted) {
                    toBeWritten.put(key, Optional.empty());
                }
            }
        });
        assertThat(expired.items()).as("%s", expired).isEqualTo(toBeWritten.size());
    }

    private void written(HistoryEvent.ItemWritten write) {
        Version version = write.written().version();
        if (systemWrites != null && !toBeWritten.containsKey(write.key())) {
            systemWrites.followed(write, replica(write.region()).get(write.key()));
            keep(write);
            return;
        }
        Optional<Map<String, AttributeValue>> image = toBeWritten.remove(write.key());
        assertThat(image).as("%s", write).isNotNull().isEqualTo(write.written().item());
        assertThat(version.origin()).isEqualTo(write.region());
        ItemVersion held = replica(write.region()).get(write.key());
        if (stampedAt != null) { // LWW-3, LWW-5
            Instant next =
                    held == null ? Instant.MIN : held.version().timestamp().plusNanos(1000);
            assertThat(version.timestamp()).as("%s", write).isEqualTo(next.isAfter(stampedAt) ? next : stampedAt);
        }
        assertThat(held == null || isHigher(version, held.version()))
                .as("%s", write)
                .isTrue();
        keep(write);
        if (systemWrites != null) {
            systemWrites.expect(write);
        }
    }

    private void keep(HistoryEvent.ItemWritten write) {
        replica(write.region()).put(write.key(), write.written());
        newest.merge(
                write.key(), write.written(), (one, other) -> isHigher(one.version(), other.version()) ? one : other);
        versions++;
    }

    private void arrived(HistoryEvent.VersionArrived arrived) {
        ReplicationMessage message = arrived.message();
        Version version = message.content().version();
        assertThat(version.origin()).as("LWW-14: %s", arrived).isEqualTo(message.from());
        if (systemWrites != null) {
            systemWrites.arrived(message);
        }
        Long before = lastOnLane.put(new Lane(message.from(), message.to(), message.key()), version.sequence());
        assertThat(before == null || before < version.sequence())
                .as("LWW-13: %s", arrived)
                .isTrue();
        Map<ItemKey, ItemVersion> replica = replica(message.to());
        ItemVersion held = replica.get(message.key());
        boolean wins = held == null || isHigher(version, held.version());
        if (wins) {
            replica.put(message.key(), message.content());
        }
        assertThat(arrived.outcome()).as("%s", arrived).isEqualTo(outcome(wins, held, message.content()));
    }

    private void changed(HistoryEvent.TableStatusChanged change) {
        if (change.status().equals(HistoryEvent.TableStatusChanged.GONE)) {
            replicas.remove(change.region());
        } else if (change.status().equals("CREATING")) {
            replicas.put(change.region(), new TreeMap<>());
            lastOnLane.keySet().removeIf(lane -> lane.to().equals(change.region()));
        }
    }

    /** CUR-6: a copy keeps its version. */
    private void copied(HistoryEvent.ItemCopied copied) {
        ItemVersion held = replica(copied.region()).put(copied.key(), copied.content());
        assertThat(held == null || isHigher(copied.content().version(), held.version()))
                .as("%s", copied)
                .isTrue();
    }

    private static ArrivalOutcome outcome(boolean wins, @Nullable ItemVersion held, ItemVersion incoming) {
        if (!wins) {
            return ArrivalOutcome.DROPPED;
        }
        Map<String, AttributeValue> before = held == null ? null : held.image();
        return Objects.equals(before, incoming.image()) ? ArrivalOutcome.IDENTICAL : ArrivalOutcome.APPLIED;
    }

    /** LWW-2, LWW-4. */
    private static boolean isHigher(Version one, Version other) {
        if (one.timestampMicros() != other.timestampMicros()) {
            return one.timestampMicros() > other.timestampMicros();
        }
        int regions = one.origin().id().compareTo(other.origin().id());
        return regions == 0 ? one.sequence() > other.sequence() : regions > 0;
    }

    private Map<ItemKey, ItemVersion> replica(Region region) {
        return Objects.requireNonNull(replicas.get(region), () -> "No replica in " + region);
    }

    private @Nullable Map<String, AttributeValue> image(Region region, ItemKey key) {
        ItemVersion held = replica(region).get(key);
        return held == null ? null : held.image();
    }

    private ItemKey key(RandomWrite write) {
        return table.item(write.partition(), write.sort()).key();
    }
}
