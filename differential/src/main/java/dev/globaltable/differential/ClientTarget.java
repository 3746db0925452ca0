package dev.globaltable.differential;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** A target behind an endpoint, asked through the SDK's own client without retries. */
final class ClientTarget implements Target, AutoCloseable {

    private final String name;
    private final DynamoDbClient client;

    /** DynamoDB Local keeps the tables of each account apart. */
    ClientTarget(String name, URI endpoint, String account) {
        this.name = name;
        this.client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClient(new LoopbackHttpClient(endpoint))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reset() {
        for (String table :
                client.listTables(ListTablesRequest.builder().build()).tableNames()) {
            try {
                delete(table);
            } catch (DynamoDbException e) {
                client.updateTable(UpdateTableRequest.builder()
                        .tableName(table)
                        .deletionProtectionEnabled(false)
                        .build());
                delete(table);
            }
        }
    }

    private void delete(String table) {
        client.deleteTable(DeleteTableRequest.builder().tableName(table).build());
    }

    @Override
    public DynamoDbResponse execute(DynamoDbRequest request) {
        return Dispatch.call(client, request);
    }

    @Override
    public void close() {
        client.close();
    }
}
