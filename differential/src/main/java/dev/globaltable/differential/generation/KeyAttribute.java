package dev.globaltable.differential.generation;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A key attribute of a table or an index.
 *
 * @param kind the type it is defined with
 */
record KeyAttribute(String name, KeyKind kind) {

    /** A value that items of the test have: of the keys' own space for keys of tables, an ordinary one for others. */
    AttributeValue value(Choices choices) {
        if (isTableKey()) {
            return name.equals(Schema.PARTITION_KEY) ? kind.few(choices) : kind.value(choices);
        }
        return choices.oneIn(8) ? kind.value(choices) : Attributes.usual(name, choices);
    }

    private boolean isTableKey() {
        return name.equals(Schema.PARTITION_KEY) || name.equals(Schema.SORT_KEY);
    }
}
