package dev.globaltable.operation;

import dev.globaltable.table.ReplicaOverrides;
import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import dev.globaltable.table.ThroughputHistory;
import dev.globaltable.table.WarmUnits;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TableWarmThroughputDescription;

/** The throughput of a table, and how it is billed, as {@code DescribeTable} shows them. */
final class CapacityDescriptions {

    private CapacityDescriptions() {}

    static void describe(TableDescription.Builder description, ReplicaTable table, long nowMicros) {
        TableSettings settings = table.settings();
        ThroughputHistory history = settings.options().throughputHistory();
        ReplicaOverrides overrides = settings.options().overrides();
        ProvisionedThroughput provisioned = overrides.over(settings.provisioned());
        description
                .provisionedThroughput(throughput -> throughput
                        .lastIncreaseDateTime(history.increased())
                        .lastDecreaseDateTime(history.decreased())
                        .numberOfDecreasesToday(history.decreasesOn(instant(nowMicros)))
                        .readCapacityUnits(provisioned == null ? 0L : provisioned.readCapacityUnits())
                        .writeCapacityUnits(provisioned == null ? 0L : provisioned.writeCapacityUnits()))
                .onDemandThroughput(overrides.over(settings.options().onDemand()))
                .warmThroughput(warm(settings));
        // A table that never was on-demand does not say how it is billed.
        if (settings.billingMode() == BillingMode.PAY_PER_REQUEST || history.becameOnDemand() != null) {
            Instant since = history.becameOnDemand() == null
                    ? instant(table.definition().createdMicros())
                    : history.becameOnDemand();
            description.billingModeSummary(
                    mode -> mode.billingMode(settings.billingMode()).lastUpdateToPayPerRequestDateTime(since));
        }
    }

    static TableWarmThroughputDescription warm(TableSettings settings) {
        WarmUnits units = settings.options().warm() == null
                ? WarmUnits.of(settings.billingMode(), settings.provisioned())
                : settings.options().warm();
        return TableWarmThroughputDescription.builder()
                .readUnitsPerSecond(units.reads())
                .writeUnitsPerSecond(units.writes())
                .status(settings.options().warming() ? TableStatus.UPDATING : TableStatus.ACTIVE)
                .build();
    }

    /** The API counts in milliseconds. */
    private static Instant instant(long micros) {
        return Instant.EPOCH.plusMillis(micros / 1000);
    }
}
