package dev.globaltable.operation;

import dev.globaltable.Simulation;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Reads the streams of one Region as an application does, through the API alone. */
public record StreamReader(Simulation simulation, Region region) {

    /** Makes a table of this Region with partition key "id" and a stream. */
    public void createTable(String table, StreamViewType view) {
        simulation.execute(
                region,
                CreateTableRequest.builder()
                        .tableName(table)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(view))
                        .build());
    }

    /** Every stream of a table, oldest first. */
    public List<String> arns(String table) {
        ListStreamsResponse streams = (ListStreamsResponse) simulation.execute(
                region, ListStreamsRequest.builder().tableName(table).build());
        return streams.streams().stream().map(Stream::streamArn).toList();
    }

    /** The table's last stream. */
    public String arn(String table) {
        List<String> arns = arns(table);
        return arns.get(arns.size() - 1);
    }

    public List<Shard> shards(String arn) {
        DescribeStreamResponse stream = (DescribeStreamResponse) simulation.execute(
                region, DescribeStreamRequest.builder().streamArn(arn).build());
        return stream.streamDescription().shards();
    }

    /** Every record of the table's last stream, shard by shard. */
    public List<Record> records(String table) {
        String arn = arn(table);
        List<Record> records = new ArrayList<>();
        shards(arn).forEach(shard -> records.addAll(shardRecords(arn, shard)));
        return records;
    }

    /** Every record of one shard. */
    public List<Record> shardRecords(String arn, Shard shard) {
        List<Record> records = new ArrayList<>();
        String iterator = iterator(arn, shard.shardId(), ShardIteratorType.TRIM_HORIZON);
        while (iterator != null) {
            GetRecordsResponse page = get(iterator);
            records.addAll(page.records());
            iterator = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    public String iterator(String arn, String shardId, ShardIteratorType type) {
        return ((GetShardIteratorResponse) simulation.execute(
                        region,
                        GetShardIteratorRequest.builder()
                                .streamArn(arn)
                                .shardId(shardId)
                                .shardIteratorType(type)
                                .build()))
                .shardIterator();
    }

    public GetRecordsResponse get(String iterator) {
        return (GetRecordsResponse) simulation.execute(
                region, GetRecordsRequest.builder().shardIterator(iterator).build());
    }
}
