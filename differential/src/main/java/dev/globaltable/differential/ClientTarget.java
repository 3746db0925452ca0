package dev.globaltable.differential;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A target behind an endpoint, asked through the SDK's own client without retries. */
final class ClientTarget implements Target, AutoCloseable {

    /** What is said of an index that does not come or go. */
    static final String UNFINISHED = "The index is still being made or removed";

    private static final int MOST_POLLS = 1_000;
    private static final int POLL_MILLIS = 10;

    private final String name;
    private final URI endpoint;
    private final String account;
    private DynamoDbClient client;
    private DynamoDbStreamsClient streams;
    private int epoch;

    /** DynamoDB Local keeps the tables of each account apart. */
    ClientTarget(String name, URI endpoint, String account) {
        this.name = name;
        this.endpoint = endpoint;
        this.account = account;
        this.client = configured(DynamoDbClient.builder(), endpoint, account);
        this.streams = configured(DynamoDbStreamsClient.builder(), endpoint, account);
    }

    private void connect(String as) {
        client = configured(DynamoDbClient.builder(), endpoint, as);
        streams = configured(DynamoDbStreamsClient.builder(), endpoint, as);
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C configured(
            B builder, URI endpoint, String account) {
        return builder.endpointOverride(endpoint)
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
        epoch++;
        try {
            deleteTables();
        } catch (DynamoDbException e) {
            // It fails while it is busy with an index. Nobody has tables in an account that was never used.
            close();
            connect(account + "x" + epoch);
        }
    }

    private void deleteTables() {
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
        DynamoDbResponse response = Dispatch.call(client, withActions(withTokenOfItsOwn(request)));
        if (EngineTarget.takesTime(request)) {
            epoch++;
        }
        if (request instanceof UpdateTableRequest update && update.hasGlobalSecondaryIndexUpdates()) {
            awaitIndexes(update);
        }
        return response;
    }

    /** Indexes are made and removed in the background. */
    private void awaitIndexes(UpdateTableRequest update) {
        for (int i = 0; i < MOST_POLLS; i++) {
            if (isSettled(update)) {
                return;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new IllegalStateException(UNFINISHED);
    }

    private boolean isSettled(UpdateTableRequest update) {
        List<String> deleted = update.globalSecondaryIndexUpdates().stream()
                .filter(each -> each.delete() != null)
                .map(each -> each.delete().indexName())
                .toList();
        DescribeTableRequest describe =
                DescribeTableRequest.builder().tableName(update.tableName()).build();
        try {
            return client.describeTable(describe).table().globalSecondaryIndexes().stream()
                    .allMatch(
                            index -> index.indexStatus() == IndexStatus.ACTIVE && !deleted.contains(index.indexName()));
        } catch (DynamoDbException e) {
            // Seen while an index comes or goes.
            return false;
        }
    }

    @Override
    public DynamoDbStreamsResponse execute(DynamoDbStreamsRequest request) {
        if (request instanceof DescribeStreamRequest describe) {
            return streams.describeStream(describe);
        }
        return request instanceof GetRecordsRequest records
                ? streams.getRecords(records)
                : streams.getShardIterator((GetShardIteratorRequest) request);
    }

    /** Tokens outlive tables, but not the time that changes of tables take in the simulation. */
    private DynamoDbRequest withTokenOfItsOwn(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest write
                        && write.clientRequestToken() != null
                        && write.clientRequestToken().startsWith("token")
                ? write.toBuilder()
                        .clientRequestToken(write.clientRequestToken() + "-" + epoch)
                        .build()
                : request;
    }

    /**
     * AWS documents PUT as the action of an update that names none. DynamoDB Local loses such updates, and those after them, when
     * they create the item, so it is told.
     */
    private static DynamoDbRequest withActions(DynamoDbRequest request) {
        if (!(request instanceof UpdateItemRequest update) || !update.hasAttributeUpdates()) {
            return request;
        }
        Map<String, AttributeValueUpdate> updates = new TreeMap<>(update.attributeUpdates());
        updates.replaceAll((name, each) -> each.actionAsString() == null
                ? each.toBuilder().action(AttributeAction.PUT).build()
                : each);
        return update.toBuilder().attributeUpdates(updates).build();
    }

    @Override
    public void close() {
        client.close();
        streams.close();
    }
}
