package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.stream.RegionalStreams;
import dev.globaltable.stream.TableStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Stream;

/** {@code ListStreams}: the streams of one Region, those that were disabled within a day included. */
final class ListStreams implements Operation<ListStreamsRequest> {

    private static final int LIMIT_MAX = 100;

    private final RegionalStreams streams;

    ListStreams(RegionalStreams streams) {
        this.streams = streams;
    }

    @Override
    public ListStreamsResponse.Builder execute(ListStreamsRequest request) {
        new Constraints()
                .name("tableName", request.tableName())
                .atLeast("limit", request.limit(), 1)
                .length("exclusiveStartStreamArn", request.exclusiveStartStreamArn(), 37, 1024)
                .check();
        int limit = request.limit() == null ? LIMIT_MAX : request.limit();
        if (limit > LIMIT_MAX) {
            throw validation("One or more parameter values were invalid: Limit cannot be greater than the maximum"
                    + " allowed size: 100");
        }
        List<TableStream> rest = rest(request.exclusiveStartStreamArn()).stream()
                .filter(stream ->
                        request.tableName() == null || request.tableName().equals(stream.tableName()))
                .toList();
        List<TableStream> page = rest.subList(0, Math.min(limit, rest.size()));
        return ListStreamsResponse.builder()
                .streams(page.stream().map(ListStreams::describe).toList())
                .lastEvaluatedStreamArn(
                        rest.size() > limit ? page.get(limit - 1).arn() : null);
    }

    private Collection<TableStream> rest(@Nullable String startArn) {
        return startArn == null
                ? streams.all().values()
                : streams.all().tailMap(startArn, false).values();
    }

    private static Stream describe(TableStream stream) {
        return Stream.builder()
                .streamArn(stream.arn())
                .tableName(stream.tableName())
                .streamLabel(stream.label())
                .build();
    }
}
