package dev.globaltable.dax;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * {@code Query} and {@code Scan}: whole answers, each under all parameters of its request. Nothing but time and lack of
 * room takes them away, and the item cache knows nothing of them.
 */
final class QueryReads {

    private static final @Nullable ConsumedCapacity NOTHING = null;
    private static final @Nullable AwsRequestOverrideConfiguration NONE = null;

    private final DaxContext context;
    private final CachedAnswers answers;
    private final boolean caching;
    private final LruCache<AwsRequest, AwsResponse> results;

    QueryReads(DaxContext context, DaxSettings settings, CachedAnswers answers) {
        this.context = context;
        this.answers = answers;
        this.caching = settings.queryTtlMicros() > 0;
        this.results = new LruCache<>(context.time(), settings.queryTtlMicros(), settings.resultsMax());
    }

    AwsResponse query(QueryRequest request) {
        return answer(request, request.consistentRead(), QueryReads::free);
    }

    AwsResponse scan(ScanRequest request) {
        return answer(request, request.consistentRead(), QueryReads::free);
    }

    private AwsResponse answer(
            AwsRequest request, @Nullable Boolean consistentRead, Function<AwsResponse, AwsResponse.Builder> copy) {
        if (!caching || Boolean.TRUE.equals(consistentRead)) {
            return context.call(request);
        }
        AwsRequest parameters = parameters(request);
        LruCache.Entry<AwsResponse> cached = results.find(parameters);
        if (cached == null) {
            AwsResponse response = context.call(request);
            results.put(parameters, response);
            return response;
        }
        return answers.give(request, copy.apply(cached.value()), cached.sinceMicros());
    }

    /** How the SDK is to send a request is no parameter of it; paginators say there that they are paginators. */
    private static AwsRequest parameters(AwsRequest request) {
        return request.overrideConfiguration().isEmpty()
                ? request
                : request.toBuilder().overrideConfiguration(NONE).build();
    }

    private static AwsResponse.Builder free(AwsResponse response) {
        return response instanceof QueryResponse query
                ? query.toBuilder().consumedCapacity(NOTHING)
                : ((ScanResponse) response).toBuilder().consumedCapacity(NOTHING);
    }
}
