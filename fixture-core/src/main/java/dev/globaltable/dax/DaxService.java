package dev.globaltable.dax;

import dev.globaltable.operation.RegionalService;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A cluster's endpoint: the operations that DAX has, in front of those of its Region. */
public final class DaxService {

    private final DaxContext context;
    private final ItemReads itemReads;
    private final ItemWrites itemWrites;
    private final QueryReads queryReads;

    public DaxService(DaxContext context, DaxSettings settings) {
        this.context = context;
        CachedAnswers answers = new CachedAnswers(context);
        ItemCache items = new ItemCache(context, settings);
        this.itemReads = new ItemReads(context, items, answers);
        this.itemWrites = new ItemWrites(context, settings, items);
        this.queryReads = new QueryReads(context, settings, answers);
    }

    /**
     * Answers a request from the caches or from DynamoDB.
     *
     * @throws UnsupportedOperationException if DAX has no such operation
     */
    public AwsResponse execute(AwsRequest request) {
        if (request instanceof GetItemRequest get) {
            return itemReads.get(get);
        }
        if (request instanceof BatchGetItemRequest batch) {
            return itemReads.batchGet(batch);
        }
        if (request instanceof QueryRequest query) {
            return queryReads.query(query);
        }
        if (request instanceof ScanRequest scan) {
            return queryReads.scan(scan);
        }
        return request instanceof TransactGetItemsRequest ? context.call(request) : write(request);
    }

    private AwsResponse write(AwsRequest request) {
        if (request instanceof PutItemRequest put) {
            return itemWrites.put(put);
        }
        if (request instanceof UpdateItemRequest update) {
            return itemWrites.update(update);
        }
        if (request instanceof DeleteItemRequest delete) {
            return itemWrites.delete(delete);
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return itemWrites.batchWrite(batch);
        }
        if (request instanceof TransactWriteItemsRequest transaction) {
            return itemWrites.transact(transaction);
        }
        throw new UnsupportedOperationException("DAX has no " + RegionalService.nameOf(request)
                + ", and AWS's DAX client refuses it in this way: give it to a client of DynamoDB itself. DAX has GetItem,"
                + " BatchGetItem, Query, Scan, PutItem, UpdateItem, DeleteItem, BatchWriteItem, TransactGetItems and"
                + " TransactWriteItems.");
    }
}
