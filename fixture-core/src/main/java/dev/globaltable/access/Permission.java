package dev.globaltable.access;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * An action on a resource that a request needs its caller to be permitted.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param region where it happens
 * @param resource an ARN, or {@code *} where an action has no resource
 * @param context the condition keys that the request itself fills
 */
record Permission(String action, Region region, String resource, Context context) {

    /** The ARN whose resource policy has a say: that of an index is its table's. */
    String governedBy() {
        int index = resource.indexOf("/index/");
        return index < 0 ? resource : resource.substring(0, index);
    }

    /** The name of the table that it is about; {@code null} where it is about none. */
    @Nullable
    String tableName() {
        int start = resource.indexOf(":table/");
        if (start < 0) {
            return null;
        }
        int from = start + ":table/".length();
        int end = resource.indexOf('/', from);
        return end < 0 ? resource.substring(from) : resource.substring(from, end);
    }
}
