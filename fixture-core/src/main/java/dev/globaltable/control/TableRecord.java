package dev.globaltable.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the control plane keeps of one table beside what the table's own description shows. */
final class TableRecord {

    /** The name under which the table's own auto scaling is kept beside that of its indexes. */
    static final String TABLE = "";

    private final Set<String> writeAutoScaling = new TreeSet<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, ResourcePolicy> policies = new LinkedHashMap<>();
    private final Map<String, ContributorInsights> insights = new LinkedHashMap<>();
    private final Map<String, StreamingDestination> destinations = new LinkedHashMap<>();

    private @Nullable TimeToLive timeToLive;

    /** The global secondary indexes whose provisioned write capacity is scaled, and {@link #TABLE} for the table's own. */
    Set<String> writeAutoScaling() {
        return writeAutoScaling;
    }

    /** The tags by their keys, in the order in which they were first set. */
    Map<String, String> tags() {
        return tags;
    }

    /** The resource policies by the ARN they are attached to: the table's, or that of its stream. */
    Map<String, ResourcePolicy> policies() {
        return policies;
    }

    /** The state of Contributor Insights by index; the table's own under the empty name. */
    Map<String, ContributorInsights> insights() {
        return insights;
    }

    /** The Kinesis data streams that the table was ever told to write to, by ARN, in the order in which it was. */
    Map<String, StreamingDestination> destinations() {
        return destinations;
    }

    /** Time to live, {@code null} when it was never enabled. */
    @Nullable
    TimeToLive timeToLive() {
        return timeToLive;
    }

    void setTimeToLive(TimeToLive ttl) {
        timeToLive = ttl;
    }

    @Nullable
    ResourcePolicy policy(String arn) {
        return policies.get(arn);
    }
}
