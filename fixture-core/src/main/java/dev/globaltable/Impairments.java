package dev.globaltable;

import static dev.globaltable.error.ServiceErrors.regionDisabled;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.ReplicaTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Which Regions are disabled and which replicas cannot be replicated, and what becomes of those that stay so (ISO-4). */
final class Impairments {

    private static final long HOUR_MICROS = 60L * 60 * 1_000_000;
    private static final long EXPULSION_MICROS = 20 * HOUR_MICROS;

    /** Strongly consistent replicas have seven days (STRONG-22). */
    private static final long LOSS_MICROS = 7 * 24 * HOUR_MICROS;

    private final AccountContext account;
    private final StatusChanges statuses;
    private final Set<Region> disabled = new LinkedHashSet<>();
    private final Map<ReplicaTable, Set<ReplicaStatus>> causes = new LinkedHashMap<>();
    private final Set<ReplicaTable> lost = new LinkedHashSet<>();

    Impairments(AccountContext account) {
        this.account = account;
        this.statuses = new StatusChanges(account.time(), account.log());
    }

    boolean isDisabled(Region region) {
        return disabled.contains(region);
    }

    /** Fails as the endpoint of a Region does that is disabled for the account. */
    void requireEnabled(Region region) {
        if (!disabled.isEmpty() && disabled.contains(region)) {
            throw regionDisabled();
        }
    }

    void disable(Region region) {
        disabled.add(region);
        account.globalTables().all().stream()
                .flatMap(group -> group.replicas().stream())
                .filter(replica -> (replica.isReplica() || replica.isLegacyReplica())
                        && replica.region().equals(region))
                .toList()
                .forEach(replica -> begin(replica, ReplicaStatus.REGION_DISABLED, 0));
    }

    void enable(Region region) {
        if (disabled.remove(region)) {
            new ArrayList<>(causes.keySet())
                    .stream()
                            .filter(table -> table.region().equals(region))
                            .forEach(table -> end(table, ReplicaStatus.REGION_DISABLED));
        }
    }

    void disableKey(ReplicaTable table) {
        table.setKeyAccessible(false);
        begin(
                table,
                ReplicaStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS,
                account.replicaRules().keyFaultDetection().toNanos() / 1000);
    }

    void enableKey(ReplicaTable table) {
        if (table.status() == TableStatus.ARCHIVING || table.status() == TableStatus.ARCHIVED) {
            return;
        }
        table.setKeyAccessible(true);
        end(table, ReplicaStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
    }

    void deny(ReplicaTable table) {
        if (table.isLegacyReplica()) {
            throw new IllegalStateException("The table \"" + table.name() + "\" in "
                    + table.region().id()
                    + " belongs to a global table of version 2017.11.29, and its replication cannot"
                    + " be denied: such a table must not have the resource policy that would do it. Cut or pause links"
                    + " with Simulation.network() instead.");
        }
        if (!table.isReplica()) {
            throw new IllegalStateException("The table \"" + table.name() + "\" in "
                    + table.region().id() + " is not replicated. Add a replica first, or name a replica.");
        }
        begin(table, ReplicaStatus.REPLICATION_NOT_AUTHORIZED, 0);
    }

    void allow(ReplicaTable table) {
        end(table, ReplicaStatus.REPLICATION_NOT_AUTHORIZED);
    }

    private void begin(ReplicaTable table, ReplicaStatus cause, long detectionMicros) {
        if (lost.contains(table)) {
            return;
        }
        if (!causes.computeIfAbsent(table, absent -> new LinkedHashSet<>()).add(cause)) {
            return;
        }
        GlobalTableGroup group = account.globalTables().find(table);
        if (group != null) {
            account.replicator().hold(group, memberOf(group, table), true);
        }
        if (detectionMicros == 0) {
            detect(table, cause);
        } else {
            account.time().at(account.time().nowMicros() + detectionMicros, () -> detect(table, cause));
        }
    }

    private void detect(ReplicaTable table, ReplicaStatus cause) {
        Set<ReplicaStatus> current = causes.get(table);
        if (current == null || !current.contains(cause)) {
            return;
        }
        show(table, cause);
        long stay = table.consistency().isStrong() ? LOSS_MICROS : EXPULSION_MICROS;
        account.time().at(account.time().nowMicros() + stay + 1, () -> expel(table, current));
    }

    /** Unless all was well in between, or the replica is leaving anyway. */
    private void expel(ReplicaTable table, Set<ReplicaStatus> episode) {
        GlobalTableGroup group = account.globalTables().find(table);
        if (causes.get(table) != episode || group == null || !table.isReplica()) {
            return;
        }
        Member member = memberOf(group, table);
        if (member.status() == ReplicaStatus.DELETING) {
            return;
        }
        if (group.isStrong()) {
            lose(table, group, member);
            return;
        }
        account.replicator().expel(group, member);
        statuses.tell(member, table.name(), HistoryEvent.TableStatusChanged.GONE);
        if (table.status() == TableStatus.REPLICATION_NOT_AUTHORIZED) {
            statuses.set(table, TableStatus.ACTIVE);
        }
    }

    /** A strongly consistent replica is not set free: it stays as it is, or is archived, and nothing brings it back. */
    private void lose(ReplicaTable table, GlobalTableGroup group, Member member) {
        lost.add(table);
        account.replicator().abandon(group, member);
        if (!table.isKeyAccessible()) {
            show(table, ReplicaStatus.ARCHIVING);
            account.time().at(account.time().nowMicros() + account.statusDelayMicros(), () -> {
                if (member.status() == ReplicaStatus.ARCHIVING) {
                    show(table, ReplicaStatus.ARCHIVED);
                }
            });
        }
    }

    private void end(ReplicaTable table, ReplicaStatus cause) {
        if (lost.contains(table)) {
            return;
        }
        Set<ReplicaStatus> current = causes.get(table);
        if (current == null || !current.remove(cause)) {
            return;
        }
        if (!current.isEmpty()) {
            show(table, current.iterator().next());
            return;
        }
        causes.remove(table);
        show(table, ReplicaStatus.ACTIVE);
        GlobalTableGroup group = account.globalTables().find(table);
        if (group != null) {
            account.replicator().hold(group, memberOf(group, table), false);
        }
    }

    /** A table has no status that tells of a disabled Region. */
    private void show(ReplicaTable table, ReplicaStatus status) {
        if (table.status() == TableStatus.DELETING) {
            return;
        }
        TableStatus own =
                status == ReplicaStatus.REGION_DISABLED ? TableStatus.ACTIVE : TableStatus.fromValue(status.toString());
        if (table.status() != own) {
            statuses.set(table, own);
        }
        GlobalTableGroup group = account.globalTables().find(table);
        if (group != null && table.isReplica()) {
            Member member = memberOf(group, table);
            if (member.status() != status) {
                group.setStatus(member, status);
                statuses.tell(member, table.name(), status.toString());
            }
        }
    }

    private static Member memberOf(GlobalTableGroup group, ReplicaTable table) {
        return Objects.requireNonNull(group.member(table.region()));
    }
}
