package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.table.ArrivalOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/**
 * One thing that happened, at one instant of virtual time.
 *
 * @since 0.1.0
 */
public sealed interface HistoryEvent {

    /** The instant of virtual time (not of a Region's clock). */
    Instant time();

    /** Something that happened in one Region. */
    sealed interface InRegion extends HistoryEvent {

        /** The Region, which need not hold a replica. */
        Region region();
    }

    /**
     * A call of the API and its answer.
     *
     * @param id counts the calls of a simulation, from 1
     * @param time when the call was made
     * @param completed when it was answered; time stands still during a call, unless the call itself takes time
     * @param session the session that made it, as {@code Simulation.session} names it; empty when the test named none
     * @param operation the API's name for it, such as {@code PutItem}
     * @param response the answer, or {@code null} when the call failed
     * @param error the service's error, or {@code null} when the call succeeded
     * @param reads the versions that the answer rests on: what is returned, what was asked for by its key and is not there,
     *     and what a refused condition or a {@code ConditionCheck} looked at
     * @param writes the versions that the call made, with those they replaced, which conditions and updates have seen
     */
    record Operation(
            long id,
            Instant time,
            Instant completed,
            Region region,
            String session,
            String operation,
            AwsRequest request,
            @Nullable AwsResponse response,
            @Nullable AwsServiceException error,
            List<ItemRead> reads,
            List<ItemWrite> writes)
            implements InRegion {}

    /**
     * A DAX cluster answered from its caches, wholly or in part, without asking its Region's DynamoDB for what it had.
     *
     * @param operation the API's name for it, such as {@code GetItem}
     * @param cached when the oldest part of the answer was written into the cache
     */
    record CacheAnswered(
            Instant time, Region region, String operation, AwsRequest request, AwsResponse response, Instant cached)
            implements InRegion {}

    /** A table appeared, changed its status or went away. */
    record TableStatusChanged(Instant time, Region region, String table, String status) implements InRegion {

        /** The status of a table that no longer exists; DynamoDB has no word for it. */
        public static final String GONE = "GONE";

        boolean gone() {
            return status.equals(GONE);
        }
    }

    /** A backup was begun, became available or was deleted; one of a deleted table that is kept no longer tells nothing. */
    record BackupStatusChanged(Instant time, Region region, String backupArn, String status) implements InRegion {}

    /**
     * A replica was added to a global table, changed its status or left it, as the other members see it.
     *
     * @param status a {@code ReplicaStatus}, or {@link TableStatusChanged#GONE} when the others list it no more
     */
    record ReplicaStatusChanged(Instant time, Region region, String table, String status) implements InRegion {}

    /**
     * A strongly consistent global table got a witness, or lost it, as its replicas see it.
     *
     * @param region that of the witness
     * @param status a {@code WitnessStatus}, or {@link TableStatusChanged#GONE} when the replicas list it no more
     */
    record WitnessStatusChanged(Instant time, Region region, String table, String status) implements InRegion {}

    /**
     * A global table of version 2017.11.29 changed its status.
     *
     * @param status a {@code GlobalTableStatus}, or {@link TableStatusChanged#GONE} when its last replica has left
     */
    record GlobalTableStatusChanged(Instant time, String table, String status) implements HistoryEvent {}

    /**
     * The test brought a fault upon a Region or a replica, or took it away.
     *
     * @param table the table whose replica it is; empty for the whole Region
     */
    record FaultChanged(Instant time, Region region, String table, Fault fault) implements InRegion {}

    /** A fault that comes or goes. */
    enum Fault {
        REGION_DISABLED("Region disabled"),
        REGION_ENABLED("Region enabled"),
        KEY_DISABLED("key disabled"),
        KEY_ENABLED("key enabled"),
        REPLICATION_DENIED("replication denied"),
        REPLICATION_ALLOWED("replication allowed");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** What happened, in a few words. */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A new replica took over an item, or what is remembered of a deleted one, from the replica that it was made of.
     *
     * @param from the Region whose endpoint was asked for the new replica
     */
    record ItemCopied(Instant time, Region from, Region region, String table, ItemKey key, ItemVersion content)
            implements InRegion {}

    /**
     * A Region accepted a write that changed an item.
     *
     * @param overwritten the version that stood there before, if the key was ever written in this Region
     */
    record ItemWritten(
            Instant time,
            Region region,
            String table,
            ItemKey key,
            ItemVersion written,
            Optional<ItemVersion> overwritten)
            implements InRegion {}

    /** A version set out for another Region. */
    record VersionSent(Instant time, ReplicationMessage message) implements HistoryEvent {}

    /**
     * A version arrived in another Region.
     *
     * @param met the version that stood there, if any
     * @param conflict whether the two were written without knowledge of each other
     */
    record VersionArrived(
            Instant time,
            ReplicationMessage message,
            Optional<ItemVersion> met,
            ArrivalOutcome outcome,
            boolean conflict)
            implements HistoryEvent {}

    /**
     * A version will never arrive, because a later one of its item took its place before it got there (LWW-12).
     *
     * @param into the id of that one's message
     */
    record VersionCoalesced(Instant time, ReplicationMessage message, long into) implements HistoryEvent {}

    /** A version will never arrive, because the replica it was meant for is gone (CUR-36). */
    record VersionAbandoned(Instant time, ReplicationMessage message) implements HistoryEvent {}

    /**
     * A Region looked for items whose time to live had ended, and deleted them; the deletes follow.
     *
     * @param items how many
     * @param onDemand whether the test asked for it; otherwise it was time
     */
    record ItemsExpired(Instant time, Region region, String table, int items, boolean onDemand) implements InRegion {}

    /**
     * A call wrote an item in another Region than the table's declared write mode wants.
     *
     * @param region where it was written
     * @param expected where it should have been
     * @param request the call
     * @param caller the line of the application that made it, where it can be told; not part of the history's text
     */
    record StrayWrite(
            Instant time,
            Region region,
            String table,
            ItemKey key,
            Region expected,
            String operation,
            AwsRequest request,
            Optional<StackTraceElement> caller)
            implements InRegion {}

    /** From now on another Region takes all writes of a table. */
    record RegionPromoted(Instant time, String table, Region region) implements InRegion {}

    /** A link stopped or started to carry replication. */
    record LinkChanged(Instant time, Region from, Region to, String change) implements HistoryEvent {}

    /**
     * A Region's clock was set.
     *
     * @param ahead how far it is ahead of virtual time from now on, behind it where negative
     * @param driftPartsPerMillion how many microseconds it gains in each second
     */
    record ClockSkewed(Instant time, Region region, Duration ahead, long driftPartsPerMillion) implements InRegion {}

    /** The test moved virtual time. */
    record TimeAdvanced(Instant time, Instant target) implements HistoryEvent {}
}
