package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** The rules about changes of provisioned throughput, of a table or of an index. */
final class Provisioning {

    private static final long FREE_DECREASES_PER_DAY = 4;
    private static final long SECONDS_BETWEEN_DECREASES = 3600;
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "EEEE, MMMM d, uuuu 'at' h:mm:ss a 'Coordinated Universal Time'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Provisioning() {}

    static boolean raises(ProvisionedThroughput before, ProvisionedThroughput after) {
        return after.readCapacityUnits() > before.readCapacityUnits()
                || after.writeCapacityUnits() > before.writeCapacityUnits();
    }

    static boolean lowers(ProvisionedThroughput before, ProvisionedThroughput after) {
        return after.readCapacityUnits() < before.readCapacityUnits()
                || after.writeCapacityUnits() < before.writeCapacityUnits();
    }

    /** Fails when a throughput is asked for that is there already. */
    static void requireChange(
            String subject, String kind, ProvisionedThroughput current, ProvisionedThroughput requested) {
        if (current.equals(requested)) {
            throw validation("The provisioned throughput for the " + subject
                    + " will not change. The requested value equals the current value."
                    + " Current ReadCapacityUnits provisioned for the " + kind + ": " + current.readCapacityUnits()
                    + ". Requested ReadCapacityUnits: " + requested.readCapacityUnits()
                    + ". Current WriteCapacityUnits provisioned for the " + kind + ": " + current.writeCapacityUnits()
                    + ". Requested WriteCapacityUnits: " + requested.writeCapacityUnits()
                    + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher"
                    + " limits.");
        }
    }

    /** Why throughput cannot be lowered yet; {@code null} when it can. */
    static @Nullable String refusal(long decreasesToday, Instant last, Instant now) {
        Instant next = last.plusSeconds(SECONDS_BETWEEN_DECREASES);
        if (decreasesToday < FREE_DECREASES_PER_DAY || !now.isBefore(next)) {
            return null;
        }
        return "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the"
                + " first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every"
                + " 3600 seconds. Number of decreases today: " + decreasesToday + ". Last decrease at "
                + DAY_AND_TIME.format(last) + ". Next decrease can be made at " + DAY_AND_TIME.format(next);
    }
}
