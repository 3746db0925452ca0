package dev.globaltable.differential;

import dev.globaltable.differential.generation.Members;
import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** Runs steps on a target. */
final class Execution {

    /** No walk of the test has as many pages; one that does goes round in a circle. */
    private static final int MOST_PAGES = 2_000;

    private Execution() {}

    static Outcome run(Step step, Target target) {
        return run(step.kind(), step.request(), target);
    }

    static Outcome run(Step.Kind kind, DynamoDbRequest request, Target target) {
        try {
            return new Outcome.Answer(
                    switch (kind) {
                        case CALL -> call(request, target);
                        case WALK -> Results.walk(request, pages(request, target));
                        case SEGMENTS -> Results.segments(segments(request, target));
                        case STREAM -> stream((DescribeTableRequest) request, target);
                    });
        } catch (AwsServiceException e) {
            return Outcome.Refusal.of(e);
        } catch (SdkClientException e) {
            return e.getClass().getSimpleName().equals("NotSimulatedException")
                    ? new Outcome.NotSimulated(String.valueOf(e.getMessage()))
                    : new Outcome.Crash(e.toString());
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome.Crash(describe(e));
        }
    }

    /** What an update of a table shows at once and what later differs; what comes of it is compared. */
    private static Object call(DynamoDbRequest request, Target target) {
        DynamoDbResponse response = target.execute(request);
        if (!(response instanceof UpdateTableResponse)) {
            return Results.call(request, response);
        }
        DescribeTableRequest describe = DescribeTableRequest.builder()
                .tableName(((UpdateTableRequest) request).tableName())
                .build();
        return Results.call(describe, target.execute(describe));
    }

    private static String describe(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static Object stream(DescribeTableRequest request, Target target) {
        String arn = ((DescribeTableResponse) target.execute(request)).table().latestStreamArn();
        return arn == null ? Map.of() : StreamReader.read(target, arn);
    }

    private static List<DynamoDbResponse> pages(DynamoDbRequest request, Target target) {
        List<DynamoDbResponse> pages = new ArrayList<>();
        DynamoDbRequest next = request;
        while (true) {
            DynamoDbResponse page = target.execute(next);
            pages.add(page);
            if (!(Members.get(page, "LastEvaluatedKey") instanceof Map<?, ?> last) || last.isEmpty()) {
                return pages;
            }
            if (pages.size() > MOST_PAGES) {
                throw new IllegalStateException("More than " + MOST_PAGES + " pages");
            }
            next = Members.with(request, "ExclusiveStartKey", last);
        }
    }

    private static List<DynamoDbResponse> segments(DynamoDbRequest request, Target target) {
        List<DynamoDbResponse> pages = new ArrayList<>();
        for (int segment = 0; segment < Step.SEGMENTS; segment++) {
            DynamoDbRequest part =
                    Members.with(Members.with(request, "TotalSegments", Step.SEGMENTS), "Segment", segment);
            pages.addAll(pages(part, target));
        }
        return pages;
    }
}
