package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.ORDERS_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.operation.Endpoint;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;

class TagTests {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static TagResourceRequest set(Tag... tags) {
        return set(List.of(tags));
    }

    private static TagResourceRequest set(List<Tag> tags) {
        return TagResourceRequest.builder().resourceArn(ORDERS_ARN).tags(tags).build();
    }

    private static UntagResourceRequest remove(String... keys) {
        return UntagResourceRequest.builder()
                .resourceArn(ORDERS_ARN)
                .tagKeys(keys)
                .build();
    }

    private static ListTagsOfResourceRequest list(String arn) {
        return ListTagsOfResourceRequest.builder().resourceArn(arn).build();
    }

    private List<Tag> tags() {
        return us.<ListTagsOfResourceResponse>call(list(ORDERS_ARN)).tags();
    }

    private static List<Tag> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> tag("tag" + n, "")).toList();
    }

    @Nested
    class OfATable {

        @Test
        void areSetReplacedAndRemoved() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.call(set(tag("team", "sales"), tag("Team", ""), tag("\u043a\u043b\u044e\u0447 a+b-c=d.e_f:g/h@i", "1")));
            us.call(set(tag("team", "orders")));
            us.call(remove("Team", "never-set"));

            assertThat(tags())
                    .containsExactlyInAnyOrder(
                            tag("team", "orders"), tag("\u043a\u043b\u044e\u0447 a+b-c=d.e_f:g/h@i", "1"));
        }

        @Test
        void areNoneAtFirst() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            ListTagsOfResourceResponse response = us.call(list(ORDERS_ARN));

            assertThat(response.hasTags()).isTrue();
            assertThat(response.tags()).isEmpty();
            assertThat(response.nextToken()).isNull();
        }

        @Test
        void areFiftyAtMost() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(set(numbered(0, 50)));
            us.call(set(numbered(10, 20)));

            us.refuses(
                    set(tag("one-more", "")), "Number of Tags exceed the current limit for the provided ResourceArn");
            us.refuses(
                    UntagResourceRequest.builder()
                            .resourceArn(ORDERS_ARN)
                            .tagKeys(numbered(0, 51).stream().map(Tag::key).toList())
                            .build(),
                    "Number of Tags exceed the current limit for the provided ResourceArn");

            assertThat(tags()).hasSize(50);
        }

        @Test
        void areGoneWithTheTable() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            us.call(set(tag("team", "sales")));
            us.call(ControlEndpoint.delete("orders"));

            us.refuses(
                    list(ORDERS_ARN),
                    ResourceNotFoundException.class,
                    "Requested resource not found: ResourceArn: " + ORDERS_ARN + " not found");
            ControlEndpoint.create(us, ControlEndpoint.orders());
            assertThat(tags()).isEmpty();
        }
    }

    @Nested
    class OfATableThatIsNotReady {

        @RegisterExtension
        final CheckedSimulation slow = ControlEndpoint.slow();

        private final Endpoint us = ControlEndpoint.in(slow, US_EAST_1);

        @Test
        void areNotFoundWhileItIsCreated() {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.refuses(
                    set(tag("team", "sales")),
                    ResourceNotFoundException.class,
                    "Requested resource not found: ResourceArn: " + ORDERS_ARN + " not found");
            slow.simulation().clock().advance(ControlEndpoint.STATUS_DELAY);
            us.call(set(tag("team", "sales")));
        }

        @Test
        void cannotBeChangedWhileItIsDeleted() {
            ControlEndpoint.create(us, ControlEndpoint.orders());
            slow.simulation().clock().advance(ControlEndpoint.STATUS_DELAY);
            us.call(ControlEndpoint.delete("orders"));

            us.refuses(
                    set(tag("team", "sales")),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table is being deleted: orders");
            us.refuses(
                    remove("team"),
                    ResourceInUseException.class,
                    "Attempt to change a resource which is still in use: Table is being deleted: orders");
        }

        @Test
        void ofANewTableAreFiftyAtMost() {
            us.refuses(
                    ControlEndpoint.orders().tags(numbered(0, 51)).build(),
                    "Number of Tags exceed the current limit for the provided ResourceArn");
        }
    }

    @Nested
    class Validation {

        static Stream<Arguments> badTags() {
            String long128 = "k".repeat(129);
            String long256 = "v".repeat(257);
            return Stream.of(
                    arguments(set(), "Atleast one Tag needs to be provided as Input."),
                    arguments(set(tag("good", ""), tag("", "")), "The Tag Key provided is invalid, Key: "),
                    arguments(set(tag(long128, "")), "The Tag Key provided is invalid, Key: " + long128),
                    arguments(set(tag("a#b", "")), "The Tag Key provided is invalid, Key: a#b"),
                    arguments(set(tag(null, "")), "The Tag Key provided is invalid, Key: null"),
                    arguments(
                            set(tag("good", ""), tag("bad", long256)),
                            "The Tag Value provided is invalid, Value: " + long256),
                    arguments(set(tag("bad", null)), "The Tag Value provided is invalid, Value: null"),
                    arguments(set(tag("bad", "100%")), "The Tag Value provided is invalid, Value: 100%"),
                    arguments(
                            set(tag("good", ""), tag("AWS:zone", "")),
                            "Tag Key cannot be prefixed with aws:, Key: AWS:zone"),
                    arguments(
                            set(tag("dup", "1"), tag("dup", "2")),
                            "Duplicate Tag Keys provided as input: Duplicate Tag Key found dup"),
                    arguments(remove(), "Atleast one Tag Key needs to be provided as Input."),
                    arguments(remove("aws:zone"), "Tag Key cannot be prefixed with aws:, Key: aws:zone"),
                    arguments(remove(long128), "The Tag Key provided is invalid, Key: " + long128));
        }

        @ParameterizedTest
        @MethodSource("badTags")
        void refusesAllTagsForOneThatIsWrong(AwsRequest request, String message) {
            ControlEndpoint.create(us, ControlEndpoint.orders());

            us.refuses(request, message);

            assertThat(tags()).isEmpty();
        }

        @Test
        void needsAnArnAndTags() {
            us.refuses(
                    TagResourceRequest.builder().build(),
                    "2 validation errors detected: Value null at 'resourceArn' failed to satisfy constraint: Member must"
                            + " not be null; Value null at 'tags' failed to satisfy constraint: Member must not be"
                            + " null");
            us.refuses(
                    list(""),
                    "1 validation error detected: Value '' at 'resourceArn' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 1");
        }

        @Test
        void knowsTheArnsOfTables() {
            us.refuses(list("orders"), INVALID + "ARNs must start with 'arn:': orders");
            us.refuses(
                    list(ORDERS_ARN + "/index/by-date"),
                    INVALID + "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: "
                            + ORDERS_ARN + "/index/by-date");
            us.refuses(
                    list("arn:aws:dynamodb:eu-west-1:123456789012:table/orders"),
                    "Invalid TableArn: Invalid ResourceArn provided as input"
                            + " arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:s3:::bucket",
                    "arn:aws:dynamodb:us-east-1:123456789012:global-table/orders",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/1"
                })
        void refusesOtherArns(String arn) {
            us.refuses(list(arn), INVALID + "Provided Arn is not a DynamoDB resource arn: " + arn);
        }
    }
}
