package dev.globaltable.differential.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** What a table has beside its items: settings and time to live; DynamoDB Local has no tags. */
final class SettingsGenerator {

    private static final List<Fault> TIME_TO_LIVE = List.of(
            Fault.member("no specification", "TimeToLiveSpecification", null),
            Fault.member("empty specification", "TimeToLiveSpecification", specification(null, null)),
            Fault.member("no attribute", "TimeToLiveSpecification", specification(null, true)),
            Fault.member("empty attribute", "TimeToLiveSpecification", specification("", true)),
            Fault.member("overlong attribute", "TimeToLiveSpecification", specification("a".repeat(256), true)),
            Fault.member("neither on nor off", "TimeToLiveSpecification", specification("expires", null)));

    private final Choices choices;
    private final Schema schema;

    SettingsGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    Step step() {
        return switch (choices.below(8)) {
            case 0, 1, 2, 3, 4 -> new UpdateTableGenerator(choices, schema).step();
            case 5 -> updateTimeToLive();
            case 6 ->
                fault(
                        DescribeTimeToLiveRequest.builder()
                                .tableName(schema.table())
                                .build(),
                        Faults.tableName());
            default -> Step.call(DescribeLimitsRequest.builder().build());
        };
    }

    /** No item of the test has the attribute, so that nothing expires. */
    private Step updateTimeToLive() {
        UpdateTimeToLiveRequest request = UpdateTimeToLiveRequest.builder()
                .tableName(schema.table())
                .timeToLiveSpecification(specification(choices.oneIn(5) ? "expires2" : "expires", !choices.oneIn(3)))
                .build();
        return fault(request, choices.oneIn(2) ? TIME_TO_LIVE : Faults.tableName());
    }

    private static TimeToLiveSpecification specification(@Nullable String attribute, @Nullable Boolean enabled) {
        return TimeToLiveSpecification.builder()
                .attributeName(attribute)
                .enabled(enabled)
                .build();
    }

    private Step fault(DynamoDbRequest request, List<Fault> faults) {
        return Fault.inject(choices, Step.Kind.CALL, request, faults);
    }
}
