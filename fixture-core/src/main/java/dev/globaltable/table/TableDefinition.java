package dev.globaltable.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/**
 * What a table was created with.
 *
 * @param id the {@code TableId}, another one in each Region (CUR-27)
 * @param createdMicros virtual time of the creation, in microseconds since the epoch
 * @param provisioned the provisioned throughput, {@code null} for on-demand tables
 * @param stream what the table's stream shows, {@code null} when it has none
 * @param tableClass {@code null} when the request did not say
 */
public record TableDefinition(
        String name,
        String arn,
        String id,
        long createdMicros,
        KeySchema keySchema,
        List<AttributeDefinition> attributeDefinitions,
        BillingMode billingMode,
        @Nullable ProvisionedThroughput provisioned,
        @Nullable StreamViewType stream,
        @Nullable TableClass tableClass,
        boolean deletionProtected) {

    /** The account id that AWS's documentation uses. */
    private static final String ACCOUNT = "123456789012";

    public TableDefinition {
        attributeDefinitions = List.copyOf(attributeDefinitions);
    }

    /** The ARN of a table of the simulated account. */
    public static String arn(Region region, String name) {
        return "arn:" + partition(region.id()) + ":dynamodb:" + region.id() + ":" + ACCOUNT + ":table/" + name;
    }

    /** By the Region's name: the SDK's own metadata loads some 400 classes, a third of a second of each test run. */
    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        if (region.startsWith("eusc-")) {
            return "aws-eusc";
        }
        if (region.startsWith("us-isob-")) {
            return "aws-iso-b";
        }
        if (region.startsWith("eu-isoe-")) {
            return "aws-iso-e";
        }
        if (region.startsWith("us-isof-")) {
            return "aws-iso-f";
        }
        return region.startsWith("us-iso-") ? "aws-iso" : "aws";
    }
}
