package dev.globaltable.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;

/**
 * What a table's description tells beside its plain settings. Immutable.
 *
 * @param onDemand the most that an on-demand table may use, {@code null} for no bound
 * @param warm what the table can serve at once, {@code null} as long as that follows from how it was created
 * @param warming whether that is being raised
 * @param encryption {@code null} for the key that AWS owns
 * @param throughputHistory when the throughput was changed
 * @param classChanged when the table class was last changed
 * @param overrides what a replica has for itself
 */
public record TableOptions(
        @Nullable OnDemandThroughput onDemand,
        @Nullable WarmUnits warm,
        boolean warming,
        @Nullable SSEDescription encryption,
        ThroughputHistory throughputHistory,
        @Nullable Instant classChanged,
        ReplicaOverrides overrides) {

    /** What a table has when nothing is said. */
    public static final TableOptions DEFAULT =
            new TableOptions(null, null, false, null, ThroughputHistory.NONE, null, ReplicaOverrides.NONE);

    public TableOptions withOnDemand(@Nullable OnDemandThroughput value) {
        return new TableOptions(value, warm, warming, encryption, throughputHistory, classChanged, overrides);
    }

    public TableOptions withWarm(@Nullable WarmUnits value) {
        return new TableOptions(onDemand, value, warming, encryption, throughputHistory, classChanged, overrides);
    }

    public TableOptions withWarming(boolean value) {
        return new TableOptions(onDemand, warm, value, encryption, throughputHistory, classChanged, overrides);
    }

    public TableOptions withEncryption(@Nullable SSEDescription value) {
        return new TableOptions(onDemand, warm, warming, value, throughputHistory, classChanged, overrides);
    }

    public TableOptions withThroughputHistory(ThroughputHistory value) {
        return new TableOptions(onDemand, warm, warming, encryption, value, classChanged, overrides);
    }

    public TableOptions withClassChanged(Instant value) {
        return new TableOptions(onDemand, warm, warming, encryption, throughputHistory, value, overrides);
    }

    public TableOptions withOverrides(ReplicaOverrides value) {
        return new TableOptions(onDemand, warm, warming, encryption, throughputHistory, classChanged, value);
    }
}
