package dev.globaltable.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Messages that DynamoDB Local words differently from the service. Where the service's wording is known it is what the
 * simulation has to say.
 */
final class ServiceTexts {

    /** What both say of the same fault, as expressions for the whole text. */
    private record Wording(Pattern local, Pattern service) {}

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String MODEL = "\\d+ validation errors? detected: .*";

    private final List<Wording> wordings = new ArrayList<>();

    ServiceTexts() {
        tables();
        keys();
        values();
        model();
        reading();
        creation();
        transactions();
        statements();
        indexes();
        updates();
    }

    private void tables() {
        same("Cannot do operations on a non-existent table", "Requested resource not found(: Table: \\S+ not found)?");
        same("Cannot create preexisting table", "Table already exists: \\S+");
        violation(
                "Value null at 'tableName' failed to satisfy constraint: Member must not be null",
                "tableName",
                "Member must not be null");
        violation("Invalid table/index name\\..*", "\\w*[tT]ableName", "Member must have length .*");
        violation(
                "Invalid table/index name\\..*",
                "exclusiveStartTableName",
                "Member must satisfy regular expression pattern: .*");
    }

    private void keys() {
        String schema = "The provided key element does not match the schema";
        String type = Pattern.quote(INVALID + "Type mismatch for key");
        same("The number of conditions on the keys is invalid", schema);
        same("One of the required keys was not given a value", schema);
        same(
                "One of the required keys was not given a value",
                Pattern.quote(INVALID) + "Missing the key \\S+ in the item");
        // An empty item in a batch is a missing one to DynamoDB Local.
        same("Item to put in PutItem cannot be null", Pattern.quote(INVALID) + "Missing the key \\S+ in the item");
        same("Invalid attribute value type", schema);
        same(type, schema);
        same("Invalid attribute value type", type + " \\S+ expected: [SNB] actual: \\w+");
        same(type, type + " \\S+ expected: [SNB] actual: \\w+");
        String length =
                "Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes";
        same(length, Pattern.quote(INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes"));
        same(
                length,
                Pattern.quote(INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"));
        violation("Cannot have null key for GetItem, DeleteItem, or UpdateItem", "key", "Member must not be null");
        violation("Item to put in PutItem cannot be null", "item", "Member must not be null");
    }

    private void values() {
        String notANumber = "A value provided cannot be converted into a number";
        same(
                "(.*)" + notANumber + "(.*)",
                "(.*)The parameter cannot be converted to a numeric value(: .*)?( for key :\\w+)?");
        same(
                "(.*)DynamoDB only supports precision up to 38 digits(.*)",
                "(.*)Attempting to store more than 38 significant digits in a Number(.*)");
        same(
                "Nesting Levels have exceeded supported limits: Attributes .*",
                "Nesting Levels have exceeded supported limits");
        same(
                "(.*)" + Pattern.quote(INVALID) + "Input collection \\[.*] contains duplicates(.*)",
                "(.*)" + Pattern.quote(INVALID) + "Input collection \\[.*] contains duplicates\\.(.*)");
        same(
                "(.*)Input collection of type BS contains duplicates\\.(.*)",
                "(.*)Input collection \\[.*]of type BS contains duplicates\\.(.*)");
        same("Return values set to invalid value", "ReturnValues can only be ALL_OLD or NONE");
    }

    private void model() {
        same(
                "Return values set to invalid value",
                MODEL
                        + "'returnValues' failed to satisfy constraint: Member must satisfy enum value set: \\[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW].*");
        violation(
                "Limit must be greater than or equal to 1",
                "limit",
                "Member must have value greater than or equal to 1");
        violation("Limit in ListTables must be <= 100", "limit", "Member must have value less than or equal to 100");
        violation(
                "Select must be .*",
                "select",
                "Member must satisfy enum value set: \\[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]");
        violation("The table does not have the specified index: .*", "indexName", "Member must .*");
        violation(".*'(segment|totalSegments)'.*", "(segment|totalSegments)", "Member must have value .*");
        same(
                "(BatchGetItem must have some requests set|BatchWriteItem cannot have a null or no requests set)",
                MODEL
                        + "'requestItems' failed to satisfy constraint: Member must (not be null|have length greater than or equal to 1).*");
        same(
                "(The list of keys in RequestItems for BatchGetItem is required|Too many items requested for the BatchGetItem call).*",
                MODEL + "'requestItems\\.\\S+\\.member\\.keys' failed to satisfy constraint: Member must .*");
        same(
                "(The batch write request list for a table cannot be null or empty|Too many items requested for the BatchWriteItem call).*",
                MODEL
                        + "'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \\[Member must have length less than or equal to 25, Member must have length greater than or equal to 1].*");
    }

    private void reading() {
        same("Query condition missed key schema element", "Query condition missed key schema element: \\S+");
        String start = "The provided starting key is invalid";
        same(
                "(" + start
                        + "|Exclusive Start Key must have same size as table's key schema|Type mismatch for attribute to update)",
                start + ": The provided key element does not match the schema");
        same(
                "The provided starting key does not match the range key predicate",
                "The provided starting key is outside query boundaries based on provided conditions");
        same(
                "Exclusive start key must lie within the segment",
                start
                        + ": Invalid ExclusiveStartKey\\. Please use ExclusiveStartKey with correct Segment\\. TotalSegments: \\d+ Segment: \\d+");
        String key = "Filter Expression can only contain non-primary key attributes: Primary key attribute: \\S+";
        same(key, key);
        same(
                "If segment is specified, total segment must also be specified",
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
        same(
                "If total segments is specified, a particular segment must also be specified for this request",
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
        same(
                ".*'segment' failed to satisfy constraint: Member must have value less than or equal to .*",
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: \\d+ is not less than TotalSegments: \\d+");
        same(
                "Cannot have two attributes with the same name",
                Pattern.quote(INVALID) + "Duplicate value in attribute name: .*");
    }

    private void creation() {
        String schema = "Invalid KeySchema: ";
        violation("No defined key schema\\..*", "keySchema", "Member must .*");
        violation("Key Schema too big\\..*", "keySchema", "Member must have length less than or equal to 2");
        same(
                "(No Hash Key specified in schema|Invalid key order)\\..*",
                schema + "The first KeySchemaElement is not a HASH key type");
        same("Cannot have two attributes with the same name", "Attribute Name is duplicated: \\S+");
        same(
                "Invalid StreamViewType: .*",
                Pattern.quote(INVALID) + "Table is being created with a stream enabled, UpdateViewType is required");
        same("Too many hash keys specified\\..*", schema + "The second KeySchemaElement is not a RANGE key type");
        same(
                "Two keys can not have the same name",
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        violation(
                "(No Hash Key specified in schema|One or more keys is not specified as being hash or range|Attribute name must be specified)\\..*",
                "keySchema\\.\\d+\\.member\\.(keyType|attributeName)",
                "Member must .*");
        violation(
                "(Hash|Range) Key not specified in Attribute Definitions\\..*",
                "keySchema\\.\\d+\\.member\\.attributeName",
                "Member must have length .*");
        String undefined = Pattern.quote(INVALID)
                + "Some index key attributes are not defined in AttributeDefinitions\\. Keys: \\[.*], AttributeDefinitions: \\[.*]";
        same("(No Attribute Schema Defined|(Hash|Range) Key not specified in Attribute Definitions\\..*)", undefined);
        same(
                "(No Attribute Schema Defined|(Hash|Range) Key not specified in Attribute Definitions\\..*)",
                schema + "Some index key attribute have no definition");
        same(
                "The number of attributes in key schema must match the number of attributes defined in attribute definitions\\.",
                Pattern.quote(INVALID)
                        + "(Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions|Some AttributeDefinitions are not used\\. AttributeDefinitions: \\[.*], keys used: \\[.*])");
        violation(
                "(Member must satisfy enum value set: \\[B, N, S]|Invalid Attribute value\\. Must contain exactly one of the supported datatypes\\.)",
                "attributeDefinitions\\.\\d+\\.member\\.attributeType",
                "Member must .*");
        same(
                "No provisioned throughput specified for the table",
                Pattern.quote(INVALID)
                        + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        violation(
                "Table read and write throughput must be at least 1, and cannot be null",
                "provisionedThroughput\\.(read|write)CapacityUnits",
                "Member must .*");
    }

    private void transactions() {
        same(
                "",
                "DynamoDB rejected the request because you retried a request with a different payload but with an"
                        + " idempotent token that was already used\\.");
        same("The conditional request failed\\.", "The conditional request failed");
        same(
                "Member must have length less than or equal to 100",
                MODEL + "'transactItems' failed to satisfy constraint: .*");
    }

    private void statements() {
        same(
                "Only single item select is supported",
                "Select statements within BatchExecuteStatement must specify the primary key in the where clause\\.");
    }

    private void indexes() {
        String mismatch = Pattern.quote(INVALID) + "Type mismatch for Index Key";
        same(
                "(" + mismatch + "|Invalid attribute value type)",
                mismatch + " \\S+ Expected: [SNB] Actual: \\w+ IndexName: \\S+");
        same(
                "Local Secondary indices are not allowed on hash tables, only hash and range tables",
                Pattern.quote(INVALID)
                        + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        same(
                "(Attribute \\S+ is not defined in AttributeDefinitions|Local Secondary Index range key not specified in Attribute"
                        + " Definitions.*)",
                Pattern.quote(INVALID) + "Some index key attributes are not defined in AttributeDefinitions\\..*");
        same(
                Pattern.quote(INVALID) + "Size limit exceeded",
                Pattern.quote(INVALID) + "(Size of hashkey|Aggregated size of all range keys) has exceeded .*");
        same(
                "No provisioned throughput specified for the global secondary index",
                Pattern.quote(INVALID) + "ProvisionedThroughput (is not|must be) specified for index: \\S+");
        same("Exclusive Start Key must have same size as table's key schema", "The provided starting key is invalid");
        same(
                "The query can return at most one row and cannot be restarted\\. The provided starting key is invalid: .*",
                "The provided starting key is invalid: .*");
        same(
                "One or more parameter values are not valid\\. A value specified for a secondary index key is not supported\\. .*",
                "One or more parameter values are not valid\\. The update expression attempted to update a secondary index key to a"
                        + " value that is not supported\\. .*");
        same(
                "(The provided starting key is invalid: )?One or more parameter values are not valid\\. The AttributeValue for a key"
                        + " attribute cannot contain an empty (string|binary) value\\. Key: .*",
                "(The provided starting key is invalid: )?One or more parameter values are not valid\\. A value specified for a"
                        + " secondary index key is not supported\\. .*");
        // Of tables with a sort key, DynamoDB Local says it like the simulation.
        same(
                "One or more parameter values are not valid\\. A value specified for a secondary index key is not supported\\."
                        + " (The AttributeValue for a key attribute cannot contain an empty (string|binary) value\\.) IndexName: .*",
                "One or more parameter values are not valid\\. The AttributeValue for a key attribute cannot contain an empty"
                        + " (string|binary) value\\. Key: .*");
    }

    private void updates() {
        same("Requested resource not found", "Requested resource not found: Index \\S+ for table \\S+");
        same(
                "Cannot delete an index that is not a GlobalSecondaryIndex",
                "Cannot delete an index that is not a GlobalSecondaryIndex: \\S+");
        same(
                "Invalid StreamViewType: Stream StreamEnabled was false but a StreamViewType was present\\.",
                Pattern.quote(INVALID) + "If stream is being disabled, then UpdateViewType must not be specified");
        same(
                "The requested throughput value equals the current value",
                "The provisioned throughput for the (table|index \\S+) will not change\\. .*");
        same(
                "TimeToLive is active on a different AttributeName",
                "TimeToLive is active on a different AttributeName: current AttributeName is .*");
        same(
                "Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams\\.",
                Pattern.quote(INVALID) + "If stream is being enabled then UpdateViewType is required");
        same("Nothing to update", "At least one of ProvisionedThroughput, BillingMode, .* is required");
        same(
                "(Table already has an enabled stream|Table has no stream to disable)",
                "(Table already has an enabled stream|Table has no stream to disable): TableName: \\S+");
    }

    private void same(String local, String service) {
        wordings.add(new Wording(Pattern.compile(local, Pattern.DOTALL), Pattern.compile(service, Pattern.DOTALL)));
    }

    /** DynamoDB Local's own check stands for a constraint of the service model. */
    private void violation(String local, String member, String constraint) {
        same(
                local,
                "\\d+ validation errors? detected: (.*; )?Value .* at '" + member + "' failed to satisfy constraint: "
                        + constraint + "(; .*)?");
    }

    /** Whether the service says {@code service} where DynamoDB Local says {@code local}. */
    boolean correspond(String local, String service) {
        return wordings.stream()
                .anyMatch(wording -> wording.local().matcher(local).matches()
                        && wording.service().matcher(service).matches());
    }
}
