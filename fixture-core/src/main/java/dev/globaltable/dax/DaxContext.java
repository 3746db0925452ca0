package dev.globaltable.dax;

import dev.globaltable.history.HistoryLog;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.time.VirtualTime;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * What a cluster stands in: its Region's tables and time.
 *
 * @param dynamoDb the Region's endpoint
 */
public record DaxContext(
        VirtualTime time, HistoryLog log, RegionalTables tables, Function<AwsRequest, AwsResponse> dynamoDb) {

    /** The answer is of the type that belongs to the request. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <R extends AwsResponse> R call(AwsRequest request) {
        return (R) dynamoDb.apply(request);
    }
}
