package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.differential.generation.SequenceGenerator;
import dev.globaltable.differential.generation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class ShrinkerTests {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    @Test
    void onlyTheStepThatCausesTheDifferenceAndTheOneThatShowsItRemain() {
        Sequence sequence = new Sequence(new Forgetful(false), new Forgetful(true));
        List<Step> steps = new ArrayList<>(new SequenceGenerator(1, 30)
                .sequence(0).stream()
                        .filter(step -> !(step.request() instanceof PutItemRequest))
                        .map(step -> step.with(get("other")))
                        .toList());
        steps.add(10, steps.get(0).with(put()));
        steps.add(steps.get(0).with(get("a").toBuilder().consistentRead(true).build()));
        String signature = sequence.lastDifference(steps).orElseThrow().signature();

        List<Step> shortest = new Shrinker(sequence, signature).shrink(steps);

        assertThat(shortest.stream().map(Step::request))
                .containsExactly(
                        PutItemRequest.builder().tableName("table").item(KEY).build(), get("a"));
    }

    private static PutItemRequest put() {
        return PutItemRequest.builder()
                .tableName("table")
                .item(Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1")))
                .returnValues("ALL_OLD")
                .build();
    }

    private static GetItemRequest get(String key) {
        return GetItemRequest.builder()
                .tableName("table")
                .key(Map.of("pk", AttributeValue.fromS(key)))
                .build();
    }

    /** Knows one item; when forgetful it does not. */
    private static final class Forgetful implements Target {
        private final boolean forgets;
        private boolean put;

        Forgetful(boolean forgets) {
            this.forgets = forgets;
        }

        @Override
        public DynamoDbStreamsResponse execute(DynamoDbStreamsRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String name() {
            return "forgetful " + forgets;
        }

        @Override
        public void reset() {
            put = false;
        }

        @Override
        public DynamoDbResponse execute(DynamoDbRequest request) {
            if (request instanceof PutItemRequest put && put.item().containsKey("pk")) {
                this.put = true;
            }
            boolean found = put
                    && !forgets
                    && request instanceof GetItemRequest get
                    && KEY.equals(get.key())
                    && get.tableName() != null;
            return found
                    ? GetItemResponse.builder().item(KEY).build()
                    : GetItemResponse.builder().build();
        }
    }
}
