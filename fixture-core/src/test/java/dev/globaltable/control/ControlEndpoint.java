package dev.globaltable.control;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.SimulationBuilder;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What the tests of the control plane begin with: regional tables, at once or in virtual time. */
final class ControlEndpoint {

    static final String ORDERS_ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
    static final Duration STATUS_DELAY = Duration.ofSeconds(10);

    private ControlEndpoint() {}

    /** A simulation without any global table. */
    static CheckedSimulation empty() {
        return CheckedSimulation.of(UnaryOperator.identity());
    }

    /** The same where each passing status lasts ten seconds. */
    static CheckedSimulation slow() {
        return CheckedSimulation.of((SimulationBuilder builder) -> builder.tableStatusDelay(STATUS_DELAY));
    }

    static Endpoint in(CheckedSimulation checked, Region region) {
        return new Endpoint(checked::simulation, region);
    }

    /** An on-demand table called orders with a partition key of type String. */
    static CreateTableRequest.Builder orders() {
        return CreateTableRequest.builder()
                .tableName("orders")
                .keySchema(key("pk", KeyType.HASH))
                .attributeDefinitions(attribute("pk", ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    /** The same with provisioned throughput. */
    static CreateTableRequest.Builder provisioned(long reads, long writes) {
        return orders().billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(
                        throughput -> throughput.readCapacityUnits(reads).writeCapacityUnits(writes));
    }

    static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    static TableDescription create(Endpoint endpoint, CreateTableRequest.Builder table) {
        return endpoint.<CreateTableResponse>call(table.build()).tableDescription();
    }

    static TableDescription described(Endpoint endpoint, String name) {
        return endpoint.<DescribeTableResponse>call(
                        DescribeTableRequest.builder().tableName(name).build())
                .table();
    }

    static DeleteTableRequest delete(String name) {
        return DeleteTableRequest.builder().tableName(name).build();
    }
}
