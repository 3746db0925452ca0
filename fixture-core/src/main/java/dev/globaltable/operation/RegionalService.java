package dev.globaltable.operation;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.table.RegionalTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** DynamoDB's endpoint in one Region: finds the operation for a request. */
public final class RegionalService {

    private final RegionalTables tables;
    private final RegionalStreams streams;
    private final PartiqlStatements partiql = new PartiqlStatements(this);
    private final NullStructures nullStructures = new NullStructures();
    private final Map<Class<? extends AwsRequest>, Operation<?>> operations = new LinkedHashMap<>();

    public RegionalService(RegionalTables tables, RegionalStreams streams, TableLifecycle lifecycle) {
        this.tables = tables;
        this.streams = streams;
        add(CreateTableRequest.class, new CreateTable(tables, lifecycle));
        add(DescribeTableRequest.class, new DescribeTable(tables, lifecycle));
        add(ListTablesRequest.class, new ListTables(tables));
        add(DeleteTableRequest.class, new DeleteTable(tables, lifecycle));
        add(PutItemRequest.class, new PutItem(tables));
        add(GetItemRequest.class, new GetItem(tables));
        add(UpdateItemRequest.class, new UpdateItem(tables));
        add(DeleteItemRequest.class, new DeleteItem(tables));
        add(BatchGetItemRequest.class, new BatchGetItem(tables));
        add(BatchWriteItemRequest.class, new BatchWriteItem(tables));
        add(TransactWriteItemsRequest.class, new TransactWriteItems(tables, new RequestTokens(lifecycle::nowMicros)));
        add(TransactGetItemsRequest.class, new TransactGetItems(tables));
        add(QueryRequest.class, new Query(tables));
        add(ScanRequest.class, new Scan(tables));
        add(SearchVectorsRequest.class, new SearchVectors(tables));
        add(ListStreamsRequest.class, new ListStreams(streams));
        add(DescribeStreamRequest.class, new DescribeStream(streams));
        add(GetShardIteratorRequest.class, new GetShardIterator(streams));
        add(GetRecordsRequest.class, new GetRecords(streams));
        add(ExecuteStatementRequest.class, partiql::executeStatement);
        add(BatchExecuteStatementRequest.class, partiql::batchExecuteStatement);
        add(ExecuteTransactionRequest.class, partiql::executeTransaction);
    }

    /** Adds an operation that this package does not know. */
    public <Q extends AwsRequest> void add(Class<Q> request, Operation<Q> operation) {
        operations.put(request, operation);
    }

    public RegionalTables tables() {
        return tables;
    }

    public RegionalStreams streams() {
        return streams;
    }

    /** Whether there is an operation for this request. */
    public boolean simulates(AwsRequest request) {
        return operations.containsKey(request.getClass())
                && (!PartiqlStatements.answers(request) || partiql.isProvided());
    }

    /** A request with empty structures where it has {@code null} for one, as operations read it. */
    public AwsRequest filled(AwsRequest request) {
        return nullStructures.filled(request);
    }

    /** Answers a request; fails as DynamoDB does, or with {@link NotSimulatedException}. */
    public AwsResponse.Builder execute(AwsRequest request) {
        // Each entry was added with the request class that its operation takes.
        @SuppressWarnings("unchecked")
        Operation<AwsRequest> operation = (Operation<AwsRequest>) operations.get(request.getClass());
        if (operation == null) {
            throw request instanceof ExportTableToPointInTimeRequest || request instanceof ImportTableRequest
                    ? NotSimulatedException.needing("Amazon S3", nameOf(request))
                    : NotSimulatedException.operation(nameOf(request));
        }
        return operation.execute(filled(request));
    }

    /** What a PartiQL statement is about, {@code null} if it is not valid, or nothing knows PartiQL. */
    public @Nullable StatementTarget statementTarget(String statement, List<AttributeValue> parameters) {
        return partiql.target(statement, parameters);
    }

    /** The API's name of a request's operation, such as {@code PutItem}. */
    public static String nameOf(AwsRequest request) {
        String name = request.getClass().getSimpleName();
        return name.substring(0, name.length() - "Request".length());
    }
}
