package dev.globaltable.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.PolicyStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class SdkClientTests {

    @RegisterExtension
    final ServedSimulation served = new ServedSimulation();

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("userId", AttributeValue.fromS(id));
    }

    private static Map<String, AttributeValue> item(String id, String name) {
        return Map.of("userId", AttributeValue.fromS(id), "name", AttributeValue.fromS(name));
    }

    private <B extends AwsClientBuilder<B, C>, C> C build(B builder, Region region) {
        return builder.endpointOverride(served.uri())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    @Nested
    class SynchronousClients {

        @Test
        void talkToTheirRegion() {
            try (DynamoDbClient us = build(DynamoDbClient.builder(), Region.US_EAST_1);
                    DynamoDbClient eu = build(DynamoDbClient.builder(), Region.EU_WEST_1)) {
                us.putItem(put -> put.tableName("profiles").item(item("42", "Ada")));

                assertThat(eu.getItem(get -> get.tableName("profiles").key(key("42")))
                                .hasItem())
                        .isFalse();
                served.simulation().clock().advance(Duration.ofMillis(800));
                assertThat(eu.getItem(get -> get.tableName("profiles").key(key("42")))
                                .item())
                        .isEqualTo(item("42", "Ada"));
            }
        }

        @Test
        void areToldApartByTheirAccessKeyIds() {
            AccessPrincipal reader = served.simulation().access().user("reader");
            reader.attach(PolicyStatement.allow("dynamodb:GetItem"));
            try (DynamoDbClient any = build(DynamoDbClient.builder(), Region.US_EAST_1);
                    DynamoDbClient readers = DynamoDbClient.builder()
                            .endpointOverride(served.uri())
                            .region(Region.US_EAST_1)
                            .credentialsProvider(reader.credentials())
                            .build()) {
                any.putItem(put -> put.tableName("profiles").item(item("42", "Ada")));

                assertThat(readers.getItem(get -> get.tableName("profiles").key(key("42")))
                                .item())
                        .isEqualTo(item("42", "Ada"));
                assertThatThrownBy(() ->
                                readers.putItem(put -> put.tableName("profiles").item(item("42", "Eve"))))
                        .isExactlyInstanceOf(DynamoDbException.class)
                        .hasMessageContaining(
                                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                                        + " dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/profiles"
                                        + " because no identity-based policy allows the dynamodb:PutItem action");
            }
        }

        @Test
        void createARegionalTableAndWaitForIt() {
            try (DynamoDbClient client = build(DynamoDbClient.builder(), Region.AP_SOUTH_1)) {
                client.createTable(create -> create.tableName("orders")
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .billingMode("PAY_PER_REQUEST"));
                client.waiter().waitUntilTableExists(table -> table.tableName("orders"));

                assertThat(client.listTables().tableNames()).containsExactly("orders");
            }
        }

        @Test
        void getTypedExceptionsWithTheItem() {
            try (DynamoDbClient client = build(DynamoDbClient.builder(), Region.US_EAST_1)) {
                client.putItem(put -> put.tableName("profiles").item(item("42", "Ada")));

                assertThatThrownBy(() -> client.putItem(put -> put.tableName("profiles")
                                .item(item("42", "Grace"))
                                .conditionExpression("attribute_not_exists(userId)")
                                .returnValuesOnConditionCheckFailure("ALL_OLD")))
                        .isInstanceOfSatisfying(
                                ConditionalCheckFailedException.class,
                                failed -> assertThat(failed.item()).isEqualTo(item("42", "Ada")));
            }
        }

        @Test
        void tryOnlyOnceWhatIsNotSimulated() {
            try (DynamoDbClient client = build(DynamoDbClient.builder(), Region.US_EAST_1)) {
                assertThatThrownBy(() -> client.exportTableToPointInTime(
                                export -> export.tableArn("arn:aws:dynamodb:us-east-1:123456789012:table/profiles")
                                        .s3Bucket("exports")))
                        .isInstanceOfSatisfying(DynamoDbException.class, refused -> {
                            assertThat(refused.statusCode()).isEqualTo(501);
                            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotSimulatedException");
                            assertThat(refused.awsErrorDetails().errorMessage()).contains("ExportTableToPointInTime");
                            assertThat(refused.numAttempts()).isEqualTo(1);
                        });
            }
        }

        @Test
        void mayUseTheJdksConnections() {
            DynamoDbClientBuilder builder = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create());
            try (DynamoDbClient client = build(builder, Region.US_EAST_1)) {
                client.putItem(put -> put.tableName("profiles").item(item("42", "x".repeat(300_000))));

                assertThat(client.getItem(get -> get.tableName("profiles").key(key("42")))
                                .item())
                        .isEqualTo(item("42", "x".repeat(300_000)));
            }
        }

        @Test
        void findTheStreamsOnTheSamePort() {
            try (DynamoDbStreamsClient streams = build(DynamoDbStreamsClient.builder(), Region.US_EAST_1)) {
                assertThat(streams.listStreams().streams())
                        .extracting(Stream::tableName)
                        .containsExactly("profiles");
            }
        }
    }

    @Nested
    class AsynchronousClients {

        @Test
        void haveManyCallsUnderWay() {
            try (DynamoDbAsyncClient client = build(DynamoDbAsyncClient.builder(), Region.US_EAST_1)) {
                List<CompletableFuture<?>> puts = new ArrayList<>();
                for (int id = 0; id < 40; id++) {
                    Map<String, AttributeValue> item = item("user " + id, "Ada");
                    puts.add(client.putItem(put -> put.tableName("profiles").item(item)));
                }
                puts.forEach(CompletableFuture::join);

                assertThat(client.scan(scan -> scan.tableName("profiles"))
                                .join()
                                .count())
                        .isEqualTo(40);
            }
        }
    }

    @Nested
    class ManyThreads {

        @Test
        void loseNoUpdateInOneRegion() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try (DynamoDbClient us = build(DynamoDbClient.builder(), Region.US_EAST_1)) {
                List<Future<?>> workers = new ArrayList<>();
                for (int worker = 0; worker < 16; worker++) {
                    workers.add(threads.submit(() -> {
                        for (int call = 0; call < 50; call++) {
                            us.updateItem(update -> update.tableName("profiles")
                                    .key(key("counter"))
                                    .updateExpression("ADD visits :one")
                                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
                        }
                    }));
                }
                for (Future<?> worker : workers) {
                    worker.get();
                }

                assertThat(us.getItem(get -> get.tableName("profiles").key(key("counter")))
                                .item()
                                .get("visits")
                                .n())
                        .isEqualTo("800");
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
