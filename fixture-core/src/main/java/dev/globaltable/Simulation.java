package dev.globaltable;

import dev.globaltable.capacity.Capacities;
import dev.globaltable.choice.SeededChoices;
import dev.globaltable.dax.DaxContext;
import dev.globaltable.history.Conflict;
import dev.globaltable.history.History;
import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.history.ReplicaViews;
import dev.globaltable.replication.Replicator;
import dev.globaltable.time.RegionClock;
import dev.globaltable.time.VirtualTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The Regions of a simulated AWS account: DynamoDB tables, replication between them, and the virtual time in which it
 * happens.
 *
 * <p>With the {@code sdk-interceptor} on the class path every AWS SDK client of the thread that starts a simulation is
 * answered by it until it is closed:
 *
 * <pre>{@code
 * try (Simulation simulation = Simulation.builder()
 *         .globalTable(GlobalTableDefinition.named("profiles").partitionKey("userId"))
 *         .start()) {
 *     new ProfileService(Region.US_EAST_1).rename("42", "Ada");
 *     simulation.clock().advance(Duration.ofSeconds(1));
 *     new ProfileService(Region.EU_WEST_1).name("42"); // Ada
 * }
 * }</pre>
 *
 * <p>One call happens at a time, each at one instant of virtual time. The same seed and the same calls give the same
 * {@link #history()}, byte for byte. Any thread may call; the order of calls from several threads is theirs.
 *
 * @since 0.1.0
 */
public final class Simulation implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final long seed;
    private final Region homeRegion;
    private final VirtualTime time;
    private final SeededChoices choices;
    private final HistoryLog log;
    private final Capacities capacities;
    private final Sessions sessions;
    private final Account account;
    private final TimeDriver timeDriver;
    private final SimulatedClock clock;
    private final Network network;
    private final SimulatedTables tables;
    private final Faults faults;
    private final Access access;
    private final List<SimulationObserver> observers = new ArrayList<>();
    private boolean closed;

    private Simulation(SimulationBuilder builder) {
        this.seed = builder.seed();
        this.homeRegion = builder.homeRegion();
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, builder.startTime());
        this.time = new VirtualTime(startMicros);
        this.choices = new SeededChoices(seed);
        this.log = new HistoryLog(seed, HistoryLog.instant(startMicros), builder.eventsKept());
        AccountContext context = AccountContext.of(builder, time, choices, log);
        Replicator replicator = context.replicator();
        this.account = new Account(context);
        this.capacities = context.capacities();
        capacities.afterChange(replicator::capacityChanged);
        this.sessions = context.sessions();
        this.timeDriver = new TimeDriver(this, time, replicator, account.localUpdates());
        this.clock = new SimulatedClock(this, time);
        this.network = new Network(this, replicator, builder.pauseResidueMicros());
        this.tables = new SimulatedTables(this, account);
        this.faults = new Faults(this, account);
        this.access = new Access(this, account.access());
        for (GlobalTableDefinition definition : builder.globalTables()) {
            account.createGlobalTable(definition);
        }
    }

    /** Describes a simulation to start. */
    public static SimulationBuilder builder() {
        return new SimulationBuilder();
    }

    static Simulation start(SimulationBuilder builder) {
        Simulation simulation = new Simulation(builder);
        for (SimulationObserver observer :
                ServiceLoader.load(SimulationObserver.class, Simulation.class.getClassLoader())) {
            observer.started(simulation);
            simulation.observers.add(observer);
        }
        return simulation;
    }

    /**
     * Answers one request as the Region's endpoint would. Transports call this; tests normally use a client.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException what DynamoDB answers to a request that it
     *     refuses
     * @throws dev.globaltable.error.NotSimulatedException if the operation, or something the request asks for, is not
     *     simulated
     */
    public AwsResponse execute(Region region, AwsRequest request) {
        return execute(region, request, null);
    }

    /**
     * The same for a call with credentials.
     *
     * @param accessKeyId the access key id of the credentials, by which {@link #access()} tells who calls; {@code null} where
     *     the call brings none that the application chose
     */
    public AwsResponse execute(Region region, AwsRequest request, @Nullable String accessKeyId) {
        return call(() -> {
            requireOpen();
            return account.execute(region, request, accessKeyId);
        });
    }

    /**
     * A client of a Region without the SDK's pipeline: no retries, interceptors, timeouts or metrics, but the same answers
     * and errors, several times faster. Its calls go to this simulation from any thread.
     */
    public DynamoDbClient client(Region region) {
        return DirectClient.of(region, request -> execute(region, request));
    }

    /** The same, asynchronous; every call is complete when its future is handed out. */
    public DynamoDbAsyncClient asyncClient(Region region) {
        return DirectClient.asyncOf(region, request -> execute(region, request));
    }

    /**
     * A session by its name: calls that belong together because one user, device or worker makes them.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Session session(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "A session needs a name that the history can tell, found \"" + name + "\".");
        }
        return new Session(this, name);
    }

    /**
     * A new DAX cluster in front of a Region's tables, with nothing cached yet and DAX's own default settings.
     *
     * <pre>{@code
     * new ProfileService(simulation.dax(Region.EU_WEST_1).client())
     * }</pre>
     */
    public DaxCluster dax(Region region) {
        return daxCluster(region).create();
    }

    /** The same with settings. */
    public DaxClusterBuilder daxCluster(Region region) {
        return new DaxClusterBuilder(this, region);
    }

    /** A request id, for what a transport refuses before it gets to a Region. */
    public String newRequestId() {
        return call(account::newRequestId);
    }

    /** Whether an operation is simulated at all. */
    public boolean simulates(AwsRequest request) {
        return account.simulates(request);
    }

    /** The Region of the host that the test plays: what a client without a Region of its own gets. */
    public Region homeRegion() {
        return homeRegion;
    }

    /** Every Region that holds a replica, in the order in which the tables name them. */
    public List<Region> regions() {
        return call(account::replicaRegions);
    }

    /** The clock: virtual time, moved by the test alone. */
    public SimulatedClock clock() {
        return clock;
    }

    /** The links between the Regions. */
    public Network network() {
        return network;
    }

    /** What can be wrong with a Region or a replica beside its links. */
    public Faults faults() {
        return faults;
    }

    /** Who may do what; everybody may do everything unless a test says otherwise. */
    public Access access() {
        return access;
    }

    /**
     * A global table by its name: one that the simulation was started with, or one that the application made since by adding
     * a replica to a table with {@code UpdateTable}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedTable table(String name) {
        return call(() -> tables.get(name));
    }

    /**
     * Creates a global table now: active and empty in all its Regions, as if it had been there at the start.
     *
     * @throws IllegalArgumentException if one of its Regions has a table of that name
     * @throws IllegalStateException if the definition has no partition key, or the simulation is closed
     */
    public SimulatedTable createGlobalTable(GlobalTableDefinition definition) {
        definition.requireComplete();
        run(() -> {
            account.requireFree(definition);
            account.createGlobalTable(definition);
        });
        return table(definition.name());
    }

    /** Every global table that the simulation was started with, or that was created since. */
    public List<SimulatedTable> tables() {
        return call(tables::all);
    }

    /** What happened up to now. */
    public History history() {
        return call(log::snapshot);
    }

    /** The conflicts of all tables up to now. */
    public List<Conflict> conflicts() {
        return call(() -> log.views().conflicts());
    }

    /** The seed that every choice is drawn from; the same seed makes the same choices. */
    public long seed() {
        return seed;
    }

    /**
     * Delivers every version that is under way and not held up by a closed link, brings every global secondary index up to
     * date, and lets every {@link StreamConsumer} work until it has caught up, moving the clock as far as that needs.
     *
     * @throws IllegalStateException if that does not end because consumers answer each other's writes, or if a consumer gave
     *     up on records and has no destination for them
     */
    public void settle() {
        timeDriver.settle();
    }

    /**
     * The DynamoDB stream of a table in one Region, regional tables included.
     *
     * @throws IllegalArgumentException if the table never had a stream there
     */
    public SimulatedStream stream(Region region, String table) {
        return new SimulatedStream(this, region, table, call(() -> account.latestStream(region, table)));
    }

    /**
     * Lets a Region delete, now, the items of a table whose time to live has ended there, however short a time ago. For the
     * other replicas of a global table these are deletes like any other (TTL-2).
     *
     * @return how many items were deleted
     * @throws IllegalArgumentException if the Region has no such table
     * @throws IllegalStateException if time to live is not enabled on it
     */
    public int expireItems(Region region, String tableName) {
        return call(() -> {
            requireOpen();
            return account.expireItems(region, tableName);
        });
    }

    /**
     * Says that the provisioned write capacity of a table, and that of the global secondary indexes it has now, is scaled
     * automatically, for all its replicas. DynamoDB refuses to replicate a provisioned table of which this is not so
     * (CUR-9); nothing else comes of it here.
     *
     * @throws IllegalArgumentException if the Region has no such table
     */
    public void autoScaleWrites(Region region, String tableName) {
        run(() -> account.autoScaleWrites(region, tableName));
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the simulation; clients are routed as before it. What happened stays readable. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        for (int last = observers.size() - 1; last >= 0; last--) {
            observers.get(last).closed(this);
        }
    }

    @Override
    public String toString() {
        return "Simulation[seed=" + seed + ", tables=" + tables.names() + "]";
    }

    // What the other classes of this package stand on: everything happens behind the one lock, after what is due.

    <T> T call(Supplier<T> action) {
        lock.lock();
        try {
            if (!closed) {
                time.runDue();
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** For what changes the simulation; afterwards what has become due has happened. */
    void run(Runnable action) {
        call(() -> {
            requireOpen();
            action.run();
            time.runDue();
            return this;
        });
    }

    DaxContext daxContext(Region region) {
        return account.daxContext(region);
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "This simulation is closed (" + this + "). Use it before its test, or its try block, ends.");
        }
    }

    void advance(long micros) {
        timeDriver.passTo(call(() -> {
            requireOpen();
            long target = Math.addExact(time.nowMicros(), micros);
            log.append(new HistoryEvent.TimeAdvanced(HistoryLog.instant(time.nowMicros()), HistoryLog.instant(target)));
            return target;
        }));
    }

    /** As {@link #advance}, untold. */
    void elapse(long micros) {
        timeDriver.passTo(call(() -> {
            requireOpen();
            return Math.addExact(time.nowMicros(), micros);
        }));
    }

    /** Runs what waits for the lock to be free. */
    void runInterruptions() {
        timeDriver.passTo(call(time::nowMicros));
    }

    VirtualTime time() {
        return time;
    }

    TimeDriver timeDriver() {
        return timeDriver;
    }

    Sessions sessions() {
        return sessions;
    }

    Capacities capacities() {
        return capacities;
    }

    void promote(String table, Region region) {
        account.promote(table, region);
    }

    void setClock(Region region, Consumer<RegionClock> change) {
        account.setClock(region, change);
    }

    RegionClock regionClock(Region region) {
        return account.clock(region);
    }

    List<Region> linkedRegions() {
        return account.linkedRegions();
    }

    /** Where the global table of this name has its replicas now. */
    List<Region> replicaRegions(String table) {
        return call(() -> account.replicaRegions(table));
    }

    ReplicaViews views() {
        return log.views();
    }
}
