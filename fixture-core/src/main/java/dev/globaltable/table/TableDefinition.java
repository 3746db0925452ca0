package dev.globaltable.table;

import software.amazon.awssdk.regions.Region;

/**
 * What a table is for as long as it lives; what can be changed later are its {@link TableSettings}.
 *
 * @param id the {@code TableId}, another one in each Region (CUR-27)
 * @param createdMicros virtual time of the creation, in microseconds since the epoch
 */
public record TableDefinition(String name, String arn, String id, long createdMicros, KeySchema keySchema) {

    /** The account id that AWS's documentation uses. */
    private static final String ACCOUNT = "123456789012";

    /** The ARN of the table's stream of this label. */
    public String streamArn(String label) {
        return arn + "/stream/" + label;
    }

    /** The ARN of a table of the simulated account. */
    public static String arn(Region region, String name) {
        return "arn:" + partition(region) + ":dynamodb:" + region.id() + ":" + ACCOUNT + ":table/" + name;
    }

    /** The ARN of a global table of version 2017.11.29: it is in no Region (LEG-7). */
    public static String globalArn(String name) {
        return "arn:aws:dynamodb::" + ACCOUNT + ":global-table/" + name;
    }

    /**
     * The partition of AWS that a Region is in. By its name: the SDK's own metadata loads some 400 classes, a third of a
     * second of each test run.
     */
    public static String partition(Region where) {
        String region = where.id();
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
