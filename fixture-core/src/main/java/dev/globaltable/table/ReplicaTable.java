package dev.globaltable.table;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Lineage;
import dev.globaltable.item.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * One Region's copy of a table.
 *
 * <p>Images that come in are canonical ({@link dev.globaltable.item.Items}) and never change afterwards. Nothing here
 * validates requests; that is done before.
 */
public final class ReplicaTable {

    private final Region region;
    private final TableDefinition definition;
    private TableSettings settings;
    private final VersionRules versions;
    private final ReplicaListener listener;
    private final StreamSwitch streams;
    private final TableIndexes indexes;
    private final StoredItems store;
    private final List<ItemObserver> observers = new ArrayList<>();
    private final VectorIndexes vectorIndexes = new VectorIndexes();
    private final LocalPropagation propagation;
    private final @Nullable LaggingCopy lagging;
    private TableStatus status = TableStatus.CREATING;
    private Consistency consistency = Consistency.EVENTUAL;
    private @Nullable Membership membership;
    private boolean keyAccessible = true;
    private Throughput throughput = Throughput.UNLIMITED;
    private boolean legacyReplica;
    private @Nullable String latestStreamLabel;
    private @Nullable RestoreSummary restoreSummary;

    ReplicaTable(
            Region region,
            TableDefinition definition,
            TableSettings settings,
            VersionRules versions,
            ReplicaListener listener,
            StreamSwitch streams,
            LocalPropagation propagation) {
        this.region = region;
        this.definition = definition;
        this.settings = settings;
        this.versions = versions;
        this.store = new StoredItems(versions.tombstones());
        this.listener = listener;
        this.streams = streams;
        this.propagation = propagation;
        this.indexes = new TableIndexes(propagation);
        this.lagging = propagation.readsLag() ? new LaggingCopy(propagation) : null;
        if (lagging != null) {
            observers.add(lagging);
        }
        settings.indexes().forEach(index -> indexes.add(index.definition()));
        followIndexes();
    }

    /** A table without indexes has nobody who listens on their behalf. */
    private void followIndexes() {
        follow(indexes, !indexes.isEmpty());
        follow(vectorIndexes, !vectorIndexes.isEmpty());
    }

    private void follow(ItemObserver observer, boolean follows) {
        observers.remove(observer);
        if (follows) {
            observers.add(0, observer);
        }
    }

    public Region region() {
        return region;
    }

    public TableDefinition definition() {
        return definition;
    }

    public TableSettings settings() {
        return settings;
    }

    /** Changes the settings; a stream that they have no more ends, and one that they did not have begins. */
    public void setSettings(TableSettings settings) {
        StreamViewType before = this.settings.stream();
        if (before != settings.stream()) {
            endStream();
            this.settings = settings;
            beginStream();
        } else {
            this.settings = settings;
        }
        throughput.settingsChanged();
    }

    /** To be called once when the table is there: its stream, if it has one, begins. */
    void beginStream() {
        if (settings.stream() != null) {
            streams.enable(this);
        }
    }

    /** To be called when the table goes away. */
    void endStream() {
        if (settings.stream() != null) {
            streams.disable(this);
        }
    }

    /** The label of the stream that the table has, or had last; {@code null} when it never had one. */
    public @Nullable String latestStreamLabel() {
        return latestStreamLabel;
    }

    public void setLatestStreamLabel(String label) {
        latestStreamLabel = label;
    }

    /** What the table was restored from; {@code null} when it was not. */
    public @Nullable RestoreSummary restoreSummary() {
        return restoreSummary;
    }

    public void setRestoreSummary(RestoreSummary summary) {
        restoreSummary = summary;
    }

    public String name() {
        return definition.name();
    }

    public KeySchema keySchema() {
        return definition.keySchema();
    }

    public TableStatus status() {
        return status;
    }

    /** Sets the status; the indexes that the table was created with become active with it. */
    public void setStatus(TableStatus status) {
        this.status = status;
        if (status == TableStatus.ACTIVE) {
            indexes.activate();
            vectorIndexes.activate(this);
        }
    }

    /** The secondary indexes of this replica. */
    public TableIndexes indexes() {
        return indexes;
    }

    /**
     * Adds a global secondary index in status {@code CREATING} that is yet to be filled: {@link SecondaryIndex#fill} takes
     * in what the table holds. Changes of items reach it from now on.
     */
    public SecondaryIndex addIndex(IndexSettings index) {
        List<IndexSettings> with = new ArrayList<>(settings.indexes());
        with.add(index);
        settings = settings.toBuilder().indexes(with).build();
        SecondaryIndex added = indexes.add(index.definition());
        added.startBackfill();
        followIndexes();
        return added;
    }

    /** Takes an index away with all that it holds. */
    public void removeIndex(String name) {
        settings = settings.toBuilder()
                .indexes(settings.indexes().stream()
                        .filter(index -> !index.name().equals(name))
                        .toList())
                .build();
        indexes.remove(name);
        followIndexes();
    }

    /** The vector indexes of this replica. */
    public VectorIndexes vectorIndexes() {
        return vectorIndexes;
    }

    /** Adds a vector index in status {@code CREATING}, yet to be filled. Changes of items reach it from now on. */
    public VectorIndex addVectorIndex(VectorIndexDefinition index) {
        VectorIndex added = vectorIndexes.add(index);
        followIndexes();
        return added;
    }

    /** Takes a vector index away with all that it holds. */
    public void removeVectorIndex(String name) {
        vectorIndexes.remove(name);
        followIndexes();
    }

    /** What this replica knows of its global table; {@code null} for a regional table. */
    public @Nullable Membership membership() {
        return membership;
    }

    public void setMembership(@Nullable Membership membership) {
        this.membership = membership;
    }

    /** What the table's global table promises. */
    public Consistency consistency() {
        return consistency;
    }

    public void setConsistency(Consistency consistency) {
        this.consistency = consistency;
    }

    /** What it can serve. */
    public Throughput throughput() {
        return throughput;
    }

    public void setThroughput(Throughput throughput) {
        this.throughput = throughput;
    }

    /**
     * To be called before anything is read; fails when that cannot be done now.
     *
     * @param consistent whether the answer is to be strongly consistent; not, where it is {@code null}
     * @param globalIndex the global secondary index that is read, if any
     */
    public void prepareRead(@Nullable Boolean consistent, @Nullable String globalIndex) {
        throughput.beforeRead(globalIndex);
        if (Boolean.TRUE.equals(consistent)) {
            consistency.beforeStrongRead(this);
        }
    }

    /** To be called before an item is written; fails when that cannot be done now. */
    public void prepareWrite(ItemKey key) {
        throughput.beforeWrite();
        consistency.beforeWrite(this, key);
    }

    /** Whether the table belongs to a global table. */
    public boolean isReplica() {
        return membership != null;
    }

    /** Whether the table belongs to a global table of version 2017.11.29, which no description of it tells. */
    public boolean isLegacyReplica() {
        return legacyReplica;
    }

    public void setLegacyReplica(boolean legacy) {
        legacyReplica = legacy;
    }

    /** Whether the key that the table is encrypted with can be used; items can be neither read nor written otherwise. */
    public boolean isKeyAccessible() {
        return keyAccessible;
    }

    public void setKeyAccessible(boolean accessible) {
        keyAccessible = accessible;
    }

    /** Whether the table is a replica that is being made of another one, and cannot be used yet (CUR-28). */
    public boolean isJoining() {
        return membership != null && status == TableStatus.CREATING;
    }

    /**
     * Takes in what another replica holds, deletes included, with the versions it has there and all that their authors had
     * seen (CUR-6). A stream that begins afterwards tells nothing of it (CUR-5).
     */
    public void copy(ReplicaTable other) {
        other.store.tombstones().forEach(store::put);
        other.store.items().forEach(store::put);
        if (lagging != null) {
            store.items().forEach(lagging::set);
        }
        indexes.all().forEach(index -> index.fill(this));
    }

    /** Forgets what was deleted before the table became a replica: nobody else knows of it. */
    public void forgetDeleted() {
        store.forgetDeleted();
    }

    /** Tells a stream of every item, as if each had come just now. */
    public void retellItems() {
        List<ItemObserver> told = new ArrayList<>(observers);
        told.removeAll(List.of(indexes, vectorIndexes));
        items().forEach((key, stored) -> {
            ItemChange change = new ItemChange(this, key, null, stored, ItemChange.Cause.REPLICATION);
            told.forEach(observer -> observer.changed(change));
        });
    }

    /** Tells the observer of every change of an item from now on. */
    public void observe(ItemObserver observer) {
        observers.add(observer);
    }

    /** Tells the observer of nothing any more. */
    public void ignore(ItemObserver observer) {
        observers.remove(observer);
    }

    /** The item under this key, or {@code null}. */
    public @Nullable Map<String, AttributeValue> get(ItemKey key) {
        StoredItem stored = store.live(key);
        return stored == null ? null : stored.item();
    }

    /** Every item in scan order, as a read of this kind finds them. */
    public NavigableMap<ItemKey, StoredItem> items(boolean consistent) {
        LaggingCopy copy = copyFor(consistent);
        return copy == null ? items() : copy.items();
    }

    /** The item or tombstone under this key, as a read of this kind finds it. */
    public @Nullable StoredItem find(ItemKey key, boolean consistent) {
        LaggingCopy copy = copyFor(consistent);
        return copy == null ? stored(key) : copy.find(key);
    }

    private @Nullable LaggingCopy copyFor(boolean consistent) {
        return lagging == null || consistent || !propagation.nextReadLags() ? null : lagging;
    }

    /** The item under this key, or {@code null}, for an answer to show. */
    public @Nullable Map<String, AttributeValue> read(ItemKey key, boolean consistent) {
        StoredItem stored = find(key, consistent);
        shown(key, stored, consistent, null);
        return stored == null ? null : stored.image();
    }

    /** To be called when an answer shows what was found by other means than {@link #read}. */
    public void shown(ItemKey key, @Nullable StoredItem stored, boolean consistent, @Nullable String index) {
        listener.read(this, key, stored, consistent, index);
    }

    /** Every item in scan order. */
    public NavigableMap<ItemKey, StoredItem> items() {
        return store.items();
    }

    /** The bytes that all items take. */
    public long sizeBytes() {
        return store.sizeBytes();
    }

    /** What this replica remembers of deleted items (LWW-10). */
    public Map<ItemKey, StoredItem> tombstones() {
        return store.tombstones();
    }

    /** The item or tombstone under this key, or {@code null} when the key was never written here. */
    public @Nullable StoredItem stored(ItemKey key) {
        return store.get(key);
    }

    /** Writes an item. A put of what is there already is no new version (LWW-7). */
    public void put(ItemKey key, Map<String, AttributeValue> image) {
        StoredItem stored = store.get(key);
        if (stored == null || !image.equals(stored.image())) {
            write(key, stored, image, ItemChange.Cause.REQUEST, stamp(stored));
        }
    }

    /** Deletes an item. A delete of nothing is no version and leaves no tombstone (LWW-8). */
    public void delete(ItemKey key) {
        StoredItem live = store.live(key);
        if (live != null) {
            write(key, live, null, ItemChange.Cause.REQUEST, stamp(live));
        }
    }

    /**
     * Deletes an item whose time to live has ended; for the other replicas it is a delete like any other (TTL-2). Those of a
     * global table of version 2017.11.29 never hear of it, so that whatever is written elsewhere later wins here (TTL-6).
     */
    public void expire(ItemKey key) {
        StoredItem live = store.live(key);
        if (live != null) {
            Version version = legacyReplica ? versions.stamps().after(live.version()) : stamp(live);
            write(key, live, null, ItemChange.Cause.TIME_TO_LIVE, version);
        }
    }

    /** Lets the service write to an item that is there, in the same instant as the write before (REP-2). */
    public void amend(ItemKey key, Map<String, AttributeValue> image) {
        StoredItem live = Objects.requireNonNull(store.live(key));
        write(key, live, image, ItemChange.Cause.SERVICE, versions.stamps().after(live.version()));
    }

    /** Changes an item that is about to be deleted; no version of its own (REP-3). */
    public void mark(ItemKey key, Map<String, AttributeValue> image) {
        StoredItem live = Objects.requireNonNull(store.live(key));
        StoredItem marked = new StoredItem(image, live.version(), live.lineage());
        store.put(key, marked);
        tell(key, live, marked, ItemChange.Cause.REPLICATION);
    }

    private Version stamp(@Nullable StoredItem overwritten) {
        return versions.stamps().next(overwritten == null ? null : overwritten.version(), consistency);
    }

    private void write(
            ItemKey key,
            @Nullable StoredItem overwritten,
            @Nullable Map<String, AttributeValue> image,
            ItemChange.Cause cause,
            Version version) {
        Lineage lineage = Lineage.after(overwritten == null ? null : overwritten.lineage(), version);
        StoredItem written = new StoredItem(image, version, lineage);
        store.put(key, written);
        listener.written(new LocalWrite(this, key, overwritten, written, cause));
        // An application may have written the very attributes that the service adds.
        if (cause != ItemChange.Cause.SERVICE
                || !Objects.equals(image, overwritten == null ? null : overwritten.image())) {
            tell(key, overwritten, written, cause);
        }
    }

    private void tell(ItemKey key, @Nullable StoredItem before, StoredItem after, ItemChange.Cause cause) {
        if (!observers.isEmpty()) {
            ItemChange change = new ItemChange(this, key, before == null ? null : before.image(), after, cause);
            observers.forEach(observer -> observer.changed(change));
        }
    }

    /**
     * Meets a version from another Region and keeps the higher one (LWW-2). Either way this replica has now seen both, so
     * that whatever it writes next is no conflict with the loser.
     */
    public ArrivalOutcome receive(ItemKey key, StoredItem incoming) {
        StoredItem stored = store.get(key);
        if (stored != null && versions.order().compare(incoming.version(), stored.version()) <= 0) {
            store.put(key, stored.withLineage(incoming.lineage()));
            return ArrivalOutcome.DROPPED;
        }
        store.put(key, stored == null ? incoming : incoming.withLineage(stored.lineage()));
        if (Objects.equals(stored == null ? null : stored.image(), incoming.image())) {
            return ArrivalOutcome.IDENTICAL;
        }
        tell(key, stored, incoming, ItemChange.Cause.REPLICATION);
        return ArrivalOutcome.APPLIED;
    }
}
