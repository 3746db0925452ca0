package dev.globaltable.replication;

import dev.globaltable.table.OtherReplica;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;

/** One replica of a global table, from the request that adds it until the others list it no more (reference 1.3). */
public final class Member {

    private final Region region;
    private final @Nullable Region source;
    private final long addedMicros;
    private final ReplicaOverrides asked;
    private ReplicaStatus status = ReplicaStatus.CREATING;
    private boolean listed;
    private boolean connected;
    private boolean changing = true;
    private boolean held;
    private @Nullable ReplicaTable table;

    /**
     * A member that is not there yet.
     *
     * @param source the Region whose endpoint was asked for it (CUR-2); {@code null} for the one that was there first
     */
    Member(Region region, @Nullable Region source, long addedMicros, ReplicaOverrides asked) {
        this.region = region;
        this.source = source;
        this.addedMicros = addedMicros;
        this.asked = asked;
    }

    public Region region() {
        return region;
    }

    /** Whether it was added in this Region later than at this instant. */
    boolean wasAddedBy(Region other, long afterMicros) {
        return other.equals(source) && addedMicros > afterMicros;
    }

    public ReplicaStatus status() {
        return status;
    }

    void setStatus(ReplicaStatus status) {
        this.status = status;
    }

    /** Whether the others show it. */
    public boolean isListed() {
        return listed;
    }

    void list() {
        listed = true;
    }

    /** Whether it takes part in replication. */
    boolean isConnected() {
        return connected;
    }

    void setConnected(boolean connected) {
        this.connected = connected;
    }

    /** Whether it is on its way in or out, or takes another setting. */
    boolean isChanging() {
        return changing;
    }

    void setChanging(boolean changing) {
        this.changing = changing;
    }

    /** Whether replication to and from it stands still. */
    boolean isHeld() {
        return held;
    }

    void setHeld(boolean held) {
        this.held = held;
    }

    /** Its table, {@code null} as long as there is none. */
    public @Nullable ReplicaTable table() {
        return table;
    }

    void setTable(ReplicaTable table) {
        this.table = table;
    }

    OtherReplica seenByOthers() {
        return new OtherReplica(region, status, asked, table);
    }
}
