package dev.globaltable;

import static dev.globaltable.history.HistoryLog.instant;

import dev.globaltable.access.AccessControl;
import dev.globaltable.backup.BackupContext;
import dev.globaltable.backup.BackupPlane;
import dev.globaltable.choice.ChoiceSource;
import dev.globaltable.control.ControlPlane;
import dev.globaltable.dax.DaxContext;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.item.Version;
import dev.globaltable.legacy.LegacyPlane;
import dev.globaltable.operation.RegionalService;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.ReplicationDelay;
import dev.globaltable.replication.Replicator;
import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.StreamContext;
import dev.globaltable.stream.TableStream;
import dev.globaltable.table.Consistency;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.VersionRules;
import dev.globaltable.table.VersionStamps;
import dev.globaltable.time.RegionClock;
import dev.globaltable.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The simulated account: puts each Region's tables, clock and API together. Guarded by the simulation's lock. */
final class Account implements ReplicaProvisioning.Additions {

    private final VirtualTime time;
    private final ChoiceSource choices;
    private final HistoryLog log;
    private final Replicator replicator;
    private final AccountContext context;
    private final Map<Region, RegionalService> services = new LinkedHashMap<>();
    private final Map<Region, RegionClock> clocks = new LinkedHashMap<>();
    private final Set<Region> replicaRegions = new LinkedHashSet<>();
    private final Set<Region> witnessRegions = new LinkedHashSet<>();
    private final Map<String, GlobalTableDefinition> definitions = new LinkedHashMap<>();
    private final ReplicaProvisioning replicas;
    private final LegacyProvisioning legacy;
    private final Impairments impairments;
    private final LocalUpdates localUpdates;
    private final WriteModes writeModes = new WriteModes();
    private final RequestIds requestIds;
    private final OperationRecorder recorder;
    private final AccessControl access;
    private final ReplicationPolicies replicationPolicies;

    Account(AccountContext context) {
        this.context = context;
        this.time = context.time();
        this.choices = context.choices();
        this.log = context.log();
        this.replicator = context.replicator();
        this.localUpdates = new LocalUpdates(time, choices, context.indexDelay(), context.eventualReads());
        this.requestIds = new RequestIds(choices);
        this.recorder = new OperationRecorder(context, writeModes, replicator::replicate);
        this.impairments = new Impairments(context);
        this.legacy = new LegacyProvisioning(
                context, region -> service(region).tables(), impairments, this::addingLegacy, this::prepareUpdate);
        this.access =
                new AccessControl(context.control(), region -> service(region).tables());
        this.replicationPolicies = new ReplicationPolicies(context.control(), impairments);
        this.replicas =
                new ReplicaProvisioning(context, region -> service(region).tables(), impairments, legacy, this);
    }

    AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
        OperationRecorder.Call call = recorder.begin(region, request);
        AwsResponse response = null;
        AwsServiceException error = null;
        try {
            impairments.requireEnabled(region);
            response = requestIds.stamp(answer(service(region), request, accessKeyId));
            return response;
        } catch (AwsServiceException refused) {
            error = requestIds.stamp(refused);
            throw error;
        } finally {
            call.ended(response, error);
        }
    }

    private AwsResponse.Builder answer(RegionalService service, AwsRequest request, @Nullable String accessKeyId) {
        if (access.isActive()) {
            return access.execute(service, request, accessKeyId);
        }
        return service.execute(request);
    }

    AccessControl access() {
        return access;
    }

    boolean simulates(AwsRequest request) {
        return service(Region.US_EAST_1).simulates(request);
    }

    /** Where a DAX cluster of a Region stands. */
    DaxContext daxContext(Region region) {
        return new DaxContext(time, log, service(region).tables(), request -> execute(region, request, null));
    }

    String newRequestId() {
        return requestIds.next();
    }

    /** The stream that a table has in a Region, or had last, if it can be read still. */
    TableStream latestStream(Region region, String table) {
        TableStream stream = service(region).streams().latest(table);
        if (stream == null) {
            throw new IllegalArgumentException("The table \"" + table + "\" has no stream in " + region.id()
                    + ", nor had it one in the last 24 hours. Name a table and Region that have, or enable a stream"
                    + " with CreateTable or UpdateTable first.");
        }
        return stream;
    }

    /** Refuses a global table whose name is taken in one of its Regions. */
    void requireFree(GlobalTableDefinition definition) {
        for (Region region : definition.regions()) {
            if (service(region).tables().find(definition.name()) != null) {
                throw new IllegalArgumentException("There is a table \"" + definition.name() + "\" in " + region.id()
                        + " already. Give the global table another name, or delete that table first.");
            }
        }
        if (replicaRegions(definition.name()).size() > 1) {
            throw new IllegalArgumentException("There is a global table \"" + definition.name() + "\" already, in "
                    + Definitions.ids(replicaRegions(definition.name())) + ". Give the other one another name.");
        }
    }

    /** Creates the replicas of a global table, active and empty, as if it had been there for long. */
    void createGlobalTable(GlobalTableDefinition definition) {
        if (definition.isStrong()) {
            StrongDefinitions.requireRegions(definition, context.replicaRules().strongRegions());
        }
        writeModes.declare(definition.name(), definition.writeMode());
        localUpdates.setDelay(definition.name(), definition.indexDelay());
        List<ReplicaTable> replicas = definition.regions().stream()
                .map(region -> provisioning(region).createActive(definition))
                .toList();
        replicas.stream()
                .map(replica -> service(replica.region()).streams().latest(definition.name()))
                .filter(Objects::nonNull)
                .forEach(TableStream::enabled);
        connect(definition, replicas);
        define(definition);
        replicaRegions.addAll(definition.regions());
        definition.witness().ifPresent(witnessRegions::add);
        skewClocks(definition.regions(), definition.replicationDelay());
    }

    @Override
    public void beforeReplica(ReplicaTable source, Region region) {
        List<Region> regions = List.of(source.region(), region);
        GlobalTableDefinition known = definitions.get(source.name());
        if (context.globalTables().find(source) == null || known == null || known.isStrong()) {
            define(definitionOf(source).regions(regions));
        }
        include(regions);
    }

    @Override
    public void beforeStrong(ReplicaTable source, List<Region> regions, @Nullable Region witness) {
        GlobalTableDefinition definition = definitionOf(source)
                .regions(regions)
                .consistency(MultiRegionConsistency.STRONG)
                .acknowledgementDelay(context.replicaRules().acknowledgementDelay());
        define(witness == null ? definition : definition.witness(witness));
        if (witness != null) {
            witnessRegions.add(witness);
        }
        include(regions);
    }

    /** An application makes a global table of version 2017.11.29 of tables, or adds some to one. */
    private void addingLegacy(List<ReplicaTable> joining, boolean first) {
        List<Region> regions = joining.stream().map(ReplicaTable::region).toList();
        if (first) {
            define(definitionOf(joining.get(0)).legacyRegions(regions));
        }
        include(regions);
    }

    private Runnable prepareUpdate(Region region, UpdateTableRequest request) {
        return ControlPlane.prepareUpdate(
                service(region).tables(), provisioning(region), replicas, context.control(), request);
    }

    private GlobalTableDefinition definitionOf(ReplicaTable table) {
        return GlobalTableSchema.definitionOf(table, context.replicaRules().delay());
    }

    private void define(GlobalTableDefinition definition) {
        definitions.put(definition.name(), definition);
    }

    /** Has replicas in these Regions from now on. */
    private void include(List<Region> regions) {
        List<Region> added = regions.stream()
                .filter(other -> !replicaRegions.contains(other))
                .toList();
        replicaRegions.addAll(added);
        skewClocks(added, context.replicaRules().delay());
    }

    private void skewClocks(List<Region> regions, ReplicationDelay delay) {
        long errorMicros = delay.clockError().toNanos() / 1000;
        if (errorMicros > 0) {
            for (Region region : regions) {
                long offsetMicros = choices.nextBetween("clock " + region.id(), -errorMicros, errorMicros);
                setClock(region, clock -> clock.setOffsetMicros(offsetMicros));
            }
        }
    }

    private void connect(GlobalTableDefinition definition, List<ReplicaTable> replicas) {
        if (definition.isLegacy()) {
            legacy.define(
                    replicas,
                    definition.replicationDelay(),
                    definition.coalesceWindow().toNanos() / 1000);
        } else if (definition.isStrong()) {
            replicator
                    .formation()
                    .connectStrongly(
                            replicas,
                            definition.witness().orElse(null),
                            definition.replicationDelay(),
                            definition.acknowledgementDelay().toNanos() / 1000);
        } else {
            replicator
                    .formation()
                    .connect(replicas, definition.replicationDelay())
                    .setCoalesceMicros(definition.coalesceWindow().toNanos() / 1000);
        }
    }

    /** Every global table that there is or was. */
    List<GlobalTableDefinition> globalTables() {
        return List.copyOf(definitions.values());
    }

    @Nullable
    GlobalTableDefinition globalTable(String name) {
        return definitions.get(name);
    }

    /** The Regions that hold a replica of a global table, or what is left of it. */
    List<Region> replicaRegions(String table) {
        GlobalTableGroup group = context.globalTables().find(table);
        return group == null
                ? List.of()
                : group.replicas().stream().map(ReplicaTable::region).toList();
    }

    List<Region> replicaRegions() {
        return List.copyOf(replicaRegions);
    }

    /** The Regions that links join: those of replicas first, then witnesses. */
    List<Region> linkedRegions() {
        Set<Region> linked = new LinkedHashSet<>(replicaRegions);
        linked.addAll(witnessRegions);
        return List.copyOf(linked);
    }

    /** Changes a Region's clock and writes down what it is then. */
    void setClock(Region region, Consumer<RegionClock> change) {
        RegionClock clock = clock(region);
        change.accept(clock);
        log.append(new HistoryEvent.ClockSkewed(
                now(), region, Duration.of(clock.offsetMicros(), ChronoUnit.MICROS), clock.driftPartsPerMillion()));
    }

    RegionClock clock(Region region) {
        return clocks.computeIfAbsent(region, added -> new RegionClock(time));
    }

    ReplicaTable require(Region region, String tableName) {
        ReplicaTable table = service(region).tables().find(tableName);
        if (table == null) {
            throw new IllegalArgumentException("There is no table \"" + tableName + "\" in " + region.id()
                    + ". Create it there, or name a Region that holds a replica.");
        }
        return table;
    }

    Impairments impairments() {
        return impairments;
    }

    /** Runs a change that a test makes; what comes of it is told after it. */
    void tellCause(HistoryEvent.Fault fault, Region region, String table, Runnable change) {
        int mark = log.mark();
        change.run();
        log.insertCause(mark, new HistoryEvent.FaultChanged(now(), region, table, fault));
    }

    void autoScaleWrites(Region region, String tableName) {
        context.globalTables().replicas(require(region, tableName)).forEach(context.control()::scaleWrites);
    }

    int expireItems(Region region, String tableName) {
        ReplicaTable table = require(region, tableName);
        if (!context.expiry().isOn(table)) {
            throw new IllegalStateException("Time to live is not enabled on table \"" + tableName + "\" in "
                    + region.id() + ". Call UpdateTimeToLive first, as the application's set-up does.");
        }
        return context.expiry().expire(table);
    }

    LocalUpdates localUpdates() {
        return localUpdates;
    }

    private RegionalService service(Region region) {
        RegionalService service = services.get(region);
        if (service == null) {
            RegionalStreams streams = new RegionalStreams(
                    new StreamContext(region, time, clock(region), choices, context.statusDelayMicros()),
                    context.streamShards());
            RegionalTables tables = new RegionalTables(
                    region, versions(region), recorder, streams, localUpdates, context.capacities()::of);
            TableProvisioning provisioning = new TableProvisioning(tables, context, replicas);
            service = new RegionalService(tables, streams, provisioning);
            ControlPlane.addTo(service, provisioning, replicas, context.control(), replicationPolicies::review);
            LegacyPlane.addTo(service, legacy);
            BackupPlane.addTo(
                    service,
                    new BackupContext(
                            tables,
                            other -> service(other).tables(),
                            provisioning,
                            context.control(),
                            context.backups()));
            services.put(region, service);
        }
        return service;
    }

    private TableProvisioning provisioning(Region region) {
        return new TableProvisioning(service(region).tables(), context, replicas);
    }

    private VersionRules versions(Region region) {
        OpenPoints points = context.openPoints();
        return new VersionRules(stamps(region), points.order(), points.tombstoneMicros(), time::nowMicros);
    }

    /** Stamps by the Region's clock, but always above what is overwritten, so that a local write holds (LWW-5). */
    private VersionStamps stamps(Region region) {
        RegionClock clock = clock(region);
        return new VersionStamps() {
            private long sequence;

            @Override
            public Version next(@Nullable Version overwritten, Consistency consistency) {
                long micros = clock.micros();
                boolean raw = context.openPoints().usesRawClock() && !consistency.isStrong();
                long stamp = overwritten == null || raw ? micros : Math.max(micros, overwritten.timestampMicros() + 1);
                return new Version(stamp, region, ++sequence);
            }

            @Override
            public Version after(Version overwritten) {
                long sameRegion = overwritten.origin().equals(region) ? 0 : 1;
                return new Version(overwritten.timestampMicros() + sameRegion, region, ++sequence);
            }
        };
    }

    /** Lets another Region take all writes of a table from now on. */
    void promote(String table, Region region) {
        WriteMode mode = writeModes.of(table);
        if (!mode.hasWriter()) {
            throw new IllegalStateException(
                    "No Region of the table \"" + table + "\" can be promoted: its write mode is \"" + mode
                            + "\". Declare writeMode(WriteMode.oneRegion(..)) for a table that one Region writes.");
        }
        writeModes.declare(table, WriteMode.oneRegion(region));
        log.append(new HistoryEvent.RegionPromoted(now(), table, region));
    }

    private Instant now() {
        return instant(time.nowMicros());
    }
}
