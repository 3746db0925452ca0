package dev.globaltable.dax;

import dev.globaltable.history.HistoryEvent;
import dev.globaltable.history.HistoryLog;
import dev.globaltable.operation.RegionalService;
import java.util.Collections;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;

/** Answers that did not come from DynamoDB: no request of its own has their id, and nothing is consumed by them. */
final class CachedAnswers {

    private static final DefaultAwsResponseMetadata NO_REQUEST_ID =
            DefaultAwsResponseMetadata.create(Collections.emptyMap());

    private final DaxContext context;

    CachedAnswers(DaxContext context) {
        this.context = context;
    }

    /** Closes an answer and tells the history of it. */
    AwsResponse give(AwsRequest request, AwsResponse.Builder answer, long sinceMicros) {
        AwsResponse response = answer.responseMetadata(NO_REQUEST_ID).build();
        context.log()
                .append(new HistoryEvent.CacheAnswered(
                        HistoryLog.instant(context.time().nowMicros()),
                        context.tables().region(),
                        RegionalService.nameOf(request),
                        request,
                        response,
                        HistoryLog.instant(sinceMicros)));
        return response;
    }
}
