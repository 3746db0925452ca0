package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.ORDERS_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.Simulation;
import dev.globaltable.operation.Endpoint;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class ResourcePolicyTests {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NOT_FOUND = "Resource-based policy not found for the provided ResourceArn: ";
    private static final String CANONICAL = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"dynamodb:GetItem",\
            "Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/orders"}]}""";
    private static final String AS_WRITTEN = """
            { "Statement": { "Effect": "allow", "Sid": "Read", "Action": ["dynamodb:GetItem"],
              "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
              "Principal": {"AWS": ["123456789012", "arn:aws:iam::123456789012:root"]} },
              "Version": "2012-10-17" }""";
    private static final String OTHER = CANONICAL.replace("GetItem", "Query");

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    @BeforeEach
    void createTable() {
        ControlEndpoint.create(us, ControlEndpoint.orders());
    }

    private static PutResourcePolicyRequest.Builder put(String policy) {
        return PutResourcePolicyRequest.builder().resourceArn(ORDERS_ARN).policy(policy);
    }

    private static GetResourcePolicyRequest get(String arn) {
        return GetResourcePolicyRequest.builder().resourceArn(arn).build();
    }

    private static DeleteResourcePolicyRequest.Builder delete() {
        return DeleteResourcePolicyRequest.builder().resourceArn(ORDERS_ARN);
    }

    private String putNow(String policy) {
        return us.<PutResourcePolicyResponse>call(put(policy).build()).revisionId();
    }

    @Test
    void isShownInOneFormHoweverItWasWritten() {
        String revision = putNow(AS_WRITTEN);

        GetResourcePolicyResponse response = us.call(get(ORDERS_ARN));

        assertThat(response.policy()).isEqualTo(CANONICAL);
        assertThat(response.revisionId()).isEqualTo(revision).isEqualTo("1767225600000");
    }

    @Test
    void keepsItsRevisionWhenItIsPutAgainInOtherWords() {
        String revision = putNow(AS_WRITTEN);
        checked.simulation().clock().advance(Duration.ofMinutes(1));

        assertThat(putNow(CANONICAL)).isEqualTo(revision);
        assertThat(putNow(OTHER)).isEqualTo("1767225660000");
    }

    @Test
    void isReplacedOnlyIfItIsTheExpectedOne() {
        us.refuses(
                put(CANONICAL).expectedRevisionId("1").build(),
                PolicyNotFoundException.class,
                NOT_FOUND
                        + "Requested update for policy with revision id 1, but table orders has no associated policy.");
        us.call(put(CANONICAL).expectedRevisionId("NO_POLICY").build());
        us.refuses(
                put(OTHER).expectedRevisionId("NO_POLICY").build(),
                PolicyNotFoundException.class,
                NOT_FOUND
                        + "Requested update for policy with revision id NO_POLICY, but the policy associated to target"
                        + " table orders with revision id 1767225600000 did not match.");

        us.refuses(
                put(OTHER).expectedRevisionId("1").build(),
                PolicyNotFoundException.class,
                NOT_FOUND
                        + "Requested update for policy with revision id 1, but the policy associated to target table"
                        + " orders with revision id 1767225600000 did not match.");
        us.call(put(OTHER).expectedRevisionId("1767225600000").build());

        assertThat(us.<GetResourcePolicyResponse>call(get(ORDERS_ARN)).policy()).isEqualTo(OTHER);
    }

    @Test
    void maySpeakOfEveryoneUnderACondition() {
        String bounded = CANONICAL
                .replace("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "\"*\"")
                .replace("}]}", ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"210987654321\"}}}]}");

        putNow(bounded);

        assertThat(us.<GetResourcePolicyResponse>call(get(ORDERS_ARN)).policy()).isEqualTo(bounded);
    }

    @Test
    void doesNotChangeWhileItsTableIsDeleted() {
        try (Simulation slow = Simulation.builder()
                .tableStatusDelay(ControlEndpoint.STATUS_DELAY)
                .start()) {
            Endpoint endpoint = new Endpoint(() -> slow, US_EAST_1);
            ControlEndpoint.create(endpoint, ControlEndpoint.orders());
            slow.clock().advance(ControlEndpoint.STATUS_DELAY);
            endpoint.call(put(CANONICAL).build());
            endpoint.call(ControlEndpoint.delete("orders"));
            String deleted = "Attempt to change a resource which is still in use: Table is being deleted: orders";

            endpoint.refuses(put(OTHER).build(), ResourceInUseException.class, deleted);
            endpoint.refuses(delete().build(), ResourceInUseException.class, deleted);
        }
    }

    @Test
    void isDeletedOnceAndThenAgainWithoutAWord() {
        String revision = putNow(CANONICAL);

        DeleteResourcePolicyResponse first = us.call(delete().build());
        DeleteResourcePolicyResponse second = us.call(delete().build());

        assertThat(first.revisionId()).isEqualTo(revision);
        assertThat(second.revisionId()).isNull();
        us.refuses(get(ORDERS_ARN), PolicyNotFoundException.class, NOT_FOUND + ORDERS_ARN);
        us.refuses(
                delete().expectedRevisionId(revision).build(),
                PolicyNotFoundException.class,
                NOT_FOUND + "Requested update for policy with revision id " + revision
                        + ", but table orders has no associated policy.");
    }

    @Test
    void ofAMissingTableIsRefused() {
        us.refuses(
                get(ORDERS_ARN + "2"),
                ResourceNotFoundException.class,
                "Requested resource not found: Table: orders2 not found");
        us.refuses(
                get(ORDERS_ARN.replace("us-east-1", "eu-west-1")),
                INVALID + "Invalid resource Arn: arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
        us.refuses(
                get(ORDERS_ARN.replace("123456789012", "210987654321")),
                "This action is only supported by accounts that match the resource owner\u2019s account.");
    }

    static Stream<Arguments> badPolicies() {
        String document = INVALID + "Invalid policy document: ";
        return Stream.of(
                arguments("", document + "This policy contains invalid Json"),
                arguments("[]", document + "This policy contains invalid Json"),
                arguments("{\"Statement\"", document + "This policy contains invalid Json"),
                arguments("null", document + "This text appears not to be a policy"),
                arguments("{}", document + "Syntax error at position (1,3)"),
                arguments("{\"Statement\":[]}", document + "Could not parse the policy: Statement is empty!"),
                arguments("{\"Statement\":[{}]}", document + "Missing required field Effect"),
                arguments(
                        CANONICAL.replace("\"Resource\":\"" + ORDERS_ARN + "\"", "\"Condition\":{}"),
                        document + "Missing required field Resource"),
                arguments(
                        CANONICAL.replace("}]}", "},{\"Sid\":\"Read\"}]}"),
                        document + "The Statement Ids in the policy are not unique"),
                arguments(
                        CANONICAL.replace("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "\"*\""),
                        "Resource-based policy grants unbounded access in one or more elements. Please revise the policy to"
                                + " ensure least-privilege form of access"),
                arguments(
                        CANONICAL.replace("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "\"123456789012\""),
                        INVALID + "Invalid principal in policy document."),
                arguments("{\"Version\":{},\"Statement\":[{}]}", document + "This policy contains invalid Json"),
                arguments("{\"Id\":null,\"Statement\":[{}]}", document + "This policy contains invalid Json"),
                arguments("{\"Statement\":[{\"Sid\":[]}]}", document + "This policy contains invalid Json"),
                arguments(CANONICAL.replace("\"Allow\"", "{}"), document + "This policy contains invalid Json"),
                arguments(
                        CANONICAL.replace("\"arn:aws:iam::123456789012:root\"", "[[]]"),
                        document + "This policy contains invalid Json"),
                arguments("[".repeat(20_000), document + "This policy contains invalid Json"),
                arguments(" ".repeat(20_480) + CANONICAL, INVALID + "Maximum policy size of 20480 bytes exceeded"));
    }

    @ParameterizedTest
    @MethodSource("badPolicies")
    void thatIsNoneIsRefused(String policy, String message) {
        us.refuses(put(policy).build(), message);

        us.refuses(get(ORDERS_ARN), PolicyNotFoundException.class, NOT_FOUND + ORDERS_ARN);
    }
}
