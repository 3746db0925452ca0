package dev.globaltable.differential;

import java.util.regex.Pattern;

/**
 * The phases of validation, in the service's order. DynamoDB Local looks for the table first and at the keys before the
 * expressions, so of two faults it reports the later one in this order.
 */
enum Phase {
    /** Constraints of the model. */
    MODEL("\\d+ validation errors? detected: .*|Value null at 'tableName' failed.*"),
    /** What the request alone shows: expressions, values, combinations of parameters. */
    REQUEST(".*"),
    /** Whether the table is there. */
    TABLE("Requested resource not found.*|Cannot do operations on a non-existent table"),
    /** What needs the table's keys. */
    SCHEMA("The provided key element does not match the schema"
            + "|The number of conditions on the keys is invalid"
            + "|One of the required keys was not given a value"
            + "|Invalid attribute value type"
            + "|One or more parameter values were invalid: (Type mismatch for key|Type mismatch for Index Key|Missing the key|Size limit exceeded|Size of hashkey|Aggregated size|Condition parameter type|Cannot update attribute|(Global s|S)econdary index \\S+ does not project).*"
            + "|One or more parameter values are not valid\\. (The AttributeValue for a key attribute|A value specified for a secondary index key|The update expression attempted).*"
            + "|Hash primary key values must be under.*"
            + "|Key attributes must be scalars.*"
            + "|(Filter Expression|QueryFilter) can only contain non-primary key attributes.*"
            + "|Query (condition missed key schema element|key condition not supported).*"
            + "|The table does not have the specified index.*"
            + "|Consistent reads are not supported on global secondary indexes"
            + "|Item size has exceeded the maximum allowed size"
            + "|Attempted conditional constraint is not an indexable operation"
            + "|Transaction request cannot include multiple operations on one item"
            + "|(The provided starting key|Exclusive [Ss]tart [Kk]ey|Type mismatch for attribute to update).*"),
    /** What needs the item. */
    ITEM("The conditional request failed"
            + "|Transaction cancelled, please refer cancellation reasons for specific reasons.*"
            + "|The provided expression refers to an attribute that does not exist in the item"
            + "|The document path provided in the update expression is invalid for update"
            + "|An operand in the update expression has an incorrect data type"
            + "|DynamoDB only supports precision up to 38 .*"
            + "|Number (over|under)flow.*"
            + "|Item size to update has exceeded.*");

    /** Faults that a request's own values may have, and an update only when it computes them. */
    private static final Pattern OF_VALUES = Pattern.compile("Number (over|under)flow.*|Item size has exceeded.*");

    private final Pattern messages;

    Phase(String messages) {
        this.messages = Pattern.compile(messages, Pattern.DOTALL);
    }

    /** The earliest phase in which the service may have found the fault. */
    static Phase earliest(String message) {
        return OF_VALUES.matcher(message).matches() ? REQUEST : of(message);
    }

    static Phase of(String message) {
        for (Phase phase : values()) {
            if (phase != REQUEST && phase.messages.matcher(message).matches()) {
                return phase;
            }
        }
        return REQUEST;
    }
}
