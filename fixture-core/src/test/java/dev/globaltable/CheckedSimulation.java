package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.Version;
import dev.globaltable.table.ArrivalOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * A simulation for each test of a class. When the test has passed, every link is opened, everything is delivered, and what
 * must then hold of any simulation is checked:
 *
 * <ul>
 *   <li>nothing is under way;
 *   <li>a scan of each replica gives the same items, in canonical form, and so do the history and {@code GetItem};
 *   <li>the stream of each replica explains its items, record by record (STR-1);
 *   <li>each secondary index of each table holds what the items of the table project to, and nothing else (LWW-27);
 *   <li>the versions that a Region held of one item only ever got higher (LWW-2, LWW-5);
 *   <li>the same requests at the same times in a second simulation give the same history, byte for byte.
 * </ul>
 *
 * <pre>{@code
 * @RegisterExtension
 * final CheckedSimulation checked = CheckedSimulation.of(GlobalTableDefinition.named("profiles").partitionKey("id"));
 * }</pre>
 */
public final class CheckedSimulation implements BeforeEachCallback, AfterEachCallback {

    private final UnaryOperator<SimulationBuilder> setUp;
    private final boolean replayed;
    private Optional<Simulation> simulation = Optional.empty();

    private CheckedSimulation(UnaryOperator<SimulationBuilder> setUp, boolean replayed) {
        this.setUp = setUp;
        this.replayed = replayed;
    }

    /** Simulations with these global tables. */
    public static CheckedSimulation of(GlobalTableDefinition... tables) {
        return of(builder -> {
            List.of(tables).forEach(builder::globalTable);
            return builder;
        });
    }

    /** Simulations that are set up in this way. */
    public static CheckedSimulation of(UnaryOperator<SimulationBuilder> setUp) {
        return new CheckedSimulation(setUp, true);
    }

    /** The same without the replay: for tests that do what no history tells, such as setting a clock's drift. */
    public CheckedSimulation withoutReplay() {
        return new CheckedSimulation(setUp, false);
    }

    /** The simulation of the running test. */
    public Simulation simulation() {
        return simulation.orElseThrow();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulation = Optional.of(setUp.apply(Simulation.builder()).start());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (Simulation tested = simulation()) {
            boolean passed = context.getExecutionException().isEmpty();
            if (passed && !tested.isClosed()) {
                check(tested);
            }
        } finally {
            simulation = Optional.empty();
        }
    }

    private void check(Simulation tested) {
        History asTested = tested.history();
        if (replayed && Replay.canFollow(asTested, tested.linkedRegions().size())) {
            try (Simulation second = setUp.apply(Simulation.builder()).start()) {
                assertThat(Replay.of(asTested).in(second))
                        .as("history of the same requests at the same times in a second simulation")
                        .isEqualTo(Replay.withoutClockMoves(asTested));
            }
        }
        settle(tested);
        assertThat(tested.network().inFlight()).as("versions under way").isEmpty();
        tested.tables().forEach(CheckedSimulation::checkReplicas);
        tested.tables().forEach(table -> table.regions().forEach(region -> StreamInvariant.check(table, region)));
        IndexCheck.check(tested);
        checkVersionsIncrease(tested.history());
    }

    private static void settle(Simulation tested) {
        endFaults(tested);
        tested.regions().forEach(tested.network()::resumeReplication);
        if (!tested.regions().isEmpty()) {
            tested.network().heal();
        }
        tested.settle();
    }

    private static void endFaults(Simulation tested) {
        tested.regions().forEach(tested.faults()::enableRegion);
        for (HistoryEvent.FaultChanged change : tested.history().events(HistoryEvent.FaultChanged.class)) {
            if (change.fault() == HistoryEvent.Fault.REGION_DISABLED) {
                tested.faults().enableRegion(change.region());
            } else if (change.fault() == HistoryEvent.Fault.KEY_DISABLED && isThere(tested, change)) {
                tested.faults().enableKey(change.region(), change.table());
            } else if (change.fault() == HistoryEvent.Fault.REPLICATION_DENIED && isThere(tested, change)) {
                tested.faults().allowReplication(change.region(), change.table());
            }
        }
    }

    private static boolean isThere(Simulation tested, HistoryEvent.FaultChanged change) {
        ListTablesResponse tables = (ListTablesResponse)
                tested.execute(change.region(), ListTablesRequest.builder().build());
        return tables.tableNames().contains(change.table());
    }

    private static void checkReplicas(SimulatedTable table) {
        Map<ItemKey, Map<String, AttributeValue>> expected = null;
        for (Region region : table.regions()) {
            Map<ItemKey, Map<String, AttributeValue>> scanned = scan(table, region);
            expected = Objects.requireNonNullElse(expected, scanned);
            assertThat(scanned)
                    .as("items of %s in %s, compared with the first replica", table.name(), region)
                    .isEqualTo(expected);
            checkHistoryShows(table, region, scanned);
        }
    }

    private static void checkHistoryShows(
            SimulatedTable table, Region region, Map<ItemKey, Map<String, AttributeValue>> scanned) {
        Map<ItemKey, Map<String, AttributeValue>> told = new TreeMap<>();
        table.items()
                .forEach(item -> item.in(region).ifPresent(attributes -> {
                    told.put(item.key(), attributes);
                    assertThat(attributes.toString())
                            .as("canonical form of %s in %s", item, region)
                            .isEqualTo(Items.canonical(attributes).toString());
                }));
        assertThat(told)
                .as("items of %s in %s as the history tells", table.name(), region)
                .isEqualTo(scanned);
        table.items()
                .forEach(item -> assertThat(get(table, region, item.key()))
                        .as("%s as GetItem gives it in %s", item, region)
                        .isEqualTo(item.in(region)));
    }

    static Map<ItemKey, Map<String, AttributeValue>> scan(SimulatedTable table, Region region) {
        Map<ItemKey, Map<String, AttributeValue>> items = new TreeMap<>();
        ScanRequest request = ScanRequest.builder().tableName(table.name()).build();
        boolean more = true;
        while (more) {
            ScanResponse page = (ScanResponse) table.simulation().execute(region, request);
            page.items().forEach(item -> items.put(key(table, item), item));
            more = page.hasLastEvaluatedKey();
            request = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        }
        return items;
    }

    static ItemKey key(SimulatedTable table, Map<String, AttributeValue> item) {
        AttributeValue partition = item.get(table.definition().partitionKey().name());
        return table.definition()
                .sortKey()
                .map(sort -> table.item(partition, item.get(sort.name())).key())
                .orElseGet(() -> table.item(partition).key());
    }

    private static Optional<Map<String, AttributeValue>> get(SimulatedTable table, Region region, ItemKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(table.definition().partitionKey().name(), key.partition().toAttributeValue());
        table.definition()
                .sortKey()
                .ifPresent(sort -> attributes.put(
                        sort.name(), Objects.requireNonNull(key.sort()).toAttributeValue()));
        GetItemResponse response = (GetItemResponse) table.simulation()
                .execute(
                        region,
                        GetItemRequest.builder()
                                .tableName(table.name())
                                .key(attributes)
                                .consistentRead(true)
                                .build());
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private static void checkVersionsIncrease(History history) {
        Map<String, Version> held = new TreeMap<>();
        for (HistoryEvent event : history.events()) {
            if (event instanceof HistoryEvent.ItemWritten write) {
                higher(
                        held,
                        write.region(),
                        write.table(),
                        write.key(),
                        write.written().version());
            } else if (event instanceof HistoryEvent.VersionArrived arrived
                    && arrived.outcome() != ArrivalOutcome.DROPPED) {
                Version version = arrived.message().content().version();
                higher(
                        held,
                        arrived.message().to(),
                        arrived.message().table(),
                        arrived.message().key(),
                        version);
            } else if (event instanceof HistoryEvent.TableStatusChanged change
                    && change.status().equals(HistoryEvent.TableStatusChanged.GONE)) {
                forget(held, change.region(), change.table());
            } else if (event instanceof HistoryEvent.ReplicaStatusChanged change
                    && change.status().equals("CREATING")) {
                forget(held, change.region(), change.table());
            }
        }
    }

    /** A table that becomes a replica of version 2017.11.29 starts anew, though it was there before. */
    private static void forget(Map<String, Version> held, Region region, String table) {
        held.keySet().removeIf(place -> place.startsWith(region + " " + table + " "));
    }

    private static void higher(Map<String, Version> held, Region region, String table, ItemKey key, Version version) {
        String place = region + " " + table + " " + key.partition().type() + " " + key;
        Version before = held.put(place, version);
        if (before != null) {
            assertThat(version).as("version of %s after %s", place, before).isGreaterThan(before);
        }
    }

    /** Does in a second simulation what a history says that the test did. */
    private record Replay(History history) {

        private static final String UNFOLLOWED = "(?m)^-?\\d+\\.\\d{6} (clock advanced to|[a-z0-9-]+ DAX) .*\\n";

        static Replay of(History history) {
            return new Replay(history);
        }

        /**
         * The history tells neither what a test delivered by hand, nor how it set a link's delay; and it takes the API
         * for opening both directions of a link, in one fixed order.
         */
        static boolean canFollow(History history, int regions) {
            return history.events().stream().allMatch(event -> {
                if (event instanceof HistoryEvent.VersionArrived arrived) {
                    return arrived.message()
                            .due()
                            .filter(due -> !arrived.time().isBefore(due))
                            .isPresent();
                }
                return !(event instanceof HistoryEvent.LinkChanged link)
                        || link.change().matches("cut|paused")
                        || (link.change().matches("healed|resumed") && regions == 2);
            });
        }

        /**
         * How the clock was moved, in one step or in two, is not told by all that move it; what a DAX cluster answered by
         * itself is no request to a Region.
         */
        static String withoutClockMoves(History history) {
            return history.text().replaceAll(UNFOLLOWED, "");
        }

        String in(Simulation second) {
            for (HistoryEvent event : history.events()) {
                second.clock().advanceTo(event.time());
                follow(second, event);
            }
            return withoutClockMoves(second.history());
        }

        private static void follow(Simulation second, HistoryEvent event) {
            if (event instanceof HistoryEvent.Operation operation) {
                execute(second, operation);
            } else if (event instanceof HistoryEvent.ClockSkewed skew) {
                second.clock().in(skew.region()).set(skew.ahead(), skew.driftPartsPerMillion());
            } else if (event instanceof HistoryEvent.LinkChanged link) {
                change(second.network(), link);
            } else if (event instanceof HistoryEvent.FaultChanged fault) {
                change(second.faults(), fault);
            } else if (event instanceof HistoryEvent.ItemsExpired expired && expired.onDemand()) {
                second.expireItems(expired.region(), expired.table());
            }
        }

        private static void execute(Simulation second, HistoryEvent.Operation operation) {
            try {
                second.sessions()
                        .in(operation.session(), () -> second.execute(operation.region(), operation.request()));
            } catch (AwsServiceException refused) {
                assertThat(operation.error()).as("error of %s", operation).isNotNull();
            }
        }

        private static void change(Faults faults, HistoryEvent.FaultChanged change) {
            switch (change.fault()) {
                case REGION_DISABLED -> faults.disableRegion(change.region());
                case REGION_ENABLED -> faults.enableRegion(change.region());
                case KEY_DISABLED -> faults.disableKey(change.region(), change.table());
                case KEY_ENABLED -> faults.enableKey(change.region(), change.table());
                case REPLICATION_DENIED -> faults.denyReplication(change.region(), change.table());
                case REPLICATION_ALLOWED -> faults.allowReplication(change.region(), change.table());
            }
        }

        private static void change(Network network, HistoryEvent.LinkChanged link) {
            switch (link.change()) {
                case "cut" -> network.cutLink(link.from(), link.to());
                case "healed" -> network.heal(link.from(), link.to());
                case "paused" -> network.pauseLink(link.from(), link.to());
                case "resumed" -> network.resumeLink(link.from(), link.to());
                default -> throw new IllegalStateException("Not followed: " + link);
            }
        }
    }
}
