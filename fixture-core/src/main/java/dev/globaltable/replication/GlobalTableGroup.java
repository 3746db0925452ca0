package dev.globaltable.replication;

import dev.globaltable.item.ItemKey;
import dev.globaltable.table.Consistency;
import dev.globaltable.table.Membership;
import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;

/**
 * The replicas of one global table, all equal (CUR-2): which there are, how far those are that come or go, and what each
 * knows of the others.
 */
public final class GlobalTableGroup {

    private static final long SOURCE_PROTECTION_MICROS = 24L * 60 * 60 * 1_000_000;

    private final String name;
    private final List<Member> members = new ArrayList<>();
    private final Map<Region, List<ReplicaTable>> others = new LinkedHashMap<>();
    private final ReplicationDelay delay;
    private final @Nullable StrongConsistency strong;
    private final boolean legacy;
    private long coalesceMicros;
    private boolean anyHeld;

    /** A group that begins with one table. */
    GlobalTableGroup(
            ReplicaTable first,
            long nowMicros,
            ReplicationDelay delay,
            @Nullable StrongConsistency strong,
            boolean legacy) {
        this.name = first.name();
        this.delay = delay;
        this.strong = strong;
        this.legacy = legacy;
        activate(addMember(first.region(), null, nowMicros, ReplicaOverrides.NONE), first);
    }

    public String name() {
        return name;
    }

    /** Every member, however far it is. */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /** Whether the group is of version 2017.11.29: its tables look like regional ones, also when one is left. */
    public boolean isLegacy() {
        return legacy;
    }

    /** Whether the group is strongly consistent in all its Regions. */
    public boolean isStrong() {
        return strong != null;
    }

    /** What keeps its Regions in step; {@code null} for a global table that is eventually consistent. */
    @Nullable
    StrongConsistency strong() {
        return strong;
    }

    /** The witness as the replicas list it; {@code null} when there is none. */
    public @Nullable Witness witness() {
        return strong == null ? null : strong.witness();
    }

    /** Lets the replicas list the witness so, or not at all. */
    public void setWitness(@Nullable Witness witness) {
        Objects.requireNonNull(strong).setWitness(witness);
    }

    /** For how long versions of an item are merged into one. */
    long coalesceMicros() {
        return coalesceMicros;
    }

    public void setCoalesceMicros(long micros) {
        coalesceMicros = micros;
    }

    /** What a write arrives in order with. */
    Transit.Lane lane(Region from, Region to, ItemKey key) {
        if (strong == null) {
            return Transit.Lane.ofItem(from, to, name, key);
        }
        return strong.isShuffled() ? Transit.Lane.ofItem(null, to, name, key) : Transit.Lane.ofTable(to, name);
    }

    ReplicationDelay delay() {
        return delay;
    }

    /** The tables that take part in replication. */
    public List<ReplicaTable> replicas() {
        List<ReplicaTable> replicas = new ArrayList<>();
        for (Member member : members) {
            ReplicaTable table = member.table();
            if (member.isConnected() && table != null) {
                replicas.add(table);
            }
        }
        return replicas;
    }

    /** The table that takes part in replication in this Region, or {@code null}. */
    @Nullable
    ReplicaTable find(Region region) {
        Member member = member(region);
        return member == null || !member.isConnected() ? null : member.table();
    }

    /** Whether this very table takes part in replication, not another one of the same name. */
    boolean contains(ReplicaTable table) {
        return table.equals(find(table.region()));
    }

    /** The member of this Region, however far it is, or {@code null}. */
    public @Nullable Member member(Region region) {
        for (Member member : members) {
            if (member.region().equals(region)) {
                return member;
            }
        }
        return null;
    }

    /** The replicas that hear of a write to this one. */
    List<ReplicaTable> others(ReplicaTable replica) {
        return others.getOrDefault(replica.region(), List.of());
    }

    /** Whether a member is on its way in or out: no other change of the group until it is there, or gone (CUR-12). */
    public boolean isChanging() {
        return members.stream().anyMatch(Member::isChanging);
    }

    /** Whether a replica that was added in this Region less than a day ago is still there (CUR-33). */
    public boolean needsSource(Region region, long nowMicros) {
        long dayAgo = nowMicros - SOURCE_PROTECTION_MICROS;
        return !legacy && members.stream().anyMatch(member -> member.wasAddedBy(region, dayAgo));
    }

    /** Adds a member that nobody lists yet. */
    public Member add(Region region, Region source, long nowMicros, ReplicaOverrides asked) {
        Member member = addMember(region, source, nowMicros, asked);
        showEachOther();
        return member;
    }

    private Member addMember(Region region, @Nullable Region source, long nowMicros, ReplicaOverrides asked) {
        Member member = new Member(region, source, nowMicros, asked);
        members.add(member);
        return member;
    }

    /** Keeps other changes away until this member's is over. */
    public void setChanging(Member member, boolean changing) {
        member.setChanging(changing);
    }

    /** Lets the others list a member. */
    public void list(Member member) {
        member.list();
        showEachOther();
    }

    /** Gives a member its table, which is not in use yet. */
    public void prepare(Member member, ReplicaTable table) {
        member.setTable(table);
        showEachOther();
    }

    /** Lets a member take part in replication. */
    void activate(Member member, ReplicaTable table) {
        member.setTable(table);
        member.setConnected(true);
        member.setChanging(false);
        member.setStatus(ReplicaStatus.ACTIVE);
        list(member);
    }

    public void setStatus(Member member, ReplicaStatus status) {
        member.setStatus(status);
        showEachOther();
    }

    void hold(Member member, boolean held) {
        member.setHeld(held);
        anyHeld = members.stream().anyMatch(Member::isHeld);
        if (strong != null) {
            strong.hold(member.region(), held);
        }
    }

    /** Lets a member that stands still stay so, without its part in replication. */
    void abandon(Member member) {
        member.setConnected(false);
        showEachOther();
    }

    /** Whether replication to and from this Region stands still, for this table alone. */
    boolean isHeld(Region region) {
        if (!anyHeld) {
            return false;
        }
        Member member = member(region);
        return member != null && member.isHeld();
    }

    /** Ends a member's part in replication; it is listed until it is dropped. */
    void disconnect(Member member) {
        hold(member, false);
        member.setConnected(false);
        member.setChanging(true);
        setStatus(member, ReplicaStatus.DELETING);
    }

    /** Forgets a member. */
    public void drop(Member member) {
        hold(member, false);
        members.remove(member);
        ReplicaTable table = member.table();
        if (table != null) {
            table.setMembership(null);
            table.setLegacyReplica(false);
            table.setConsistency(Consistency.EVENTUAL);
        }
        showEachOther();
    }

    /** The last one left is a regional table (CUR-22, CUR-31). */
    private void showEachOther() {
        others.clear();
        List<ReplicaTable> replicas = replicas();
        for (Member member : members) {
            ReplicaTable table = member.table();
            if (table != null) {
                others.put(
                        member.region(),
                        replicas.stream().filter(other -> !other.equals(table)).toList());
                boolean alone = legacy || members.size() == 1;
                table.setLegacyReplica(legacy && member.isConnected());
                table.setMembership(alone ? null : membershipOf(member));
                table.setConsistency(alone || strong == null ? Consistency.EVENTUAL : strong);
            }
        }
    }

    private Membership membershipOf(Member member) {
        return new Membership(members.stream()
                .filter(other -> !other.equals(member) && other.isListed())
                .map(Member::seenByOthers)
                .toList());
    }
}
