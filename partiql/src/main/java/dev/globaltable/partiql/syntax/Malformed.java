package dev.globaltable.partiql.syntax;

import dev.globaltable.error.ServiceErrors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The error for a statement that cannot be parsed. */
final class Malformed {

    private Malformed() {}

    static DynamoDbException statement(String problem) {
        return ServiceErrors.validation("Statement wasn't well formed, can't be processed: " + problem);
    }
}
