package dev.globaltable;

import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.history.HistoryEvent;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Who may do what, by identity policies and by denials for everybody. */
class AccessTests {

    private static final String PROFILES = "arn:aws:dynamodb:us-east-1:123456789012:table/profiles";
    private static final String READER = "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ";

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles")
                    .regions(US_EAST_1, EU_WEST_1)
                    .partitionKey("id"))
            .start();
    private final Access access = simulation.access();
    private final AccessPrincipal reader = access.user("reader");

    @AfterEach
    void close() {
        simulation.close();
    }

    static DynamoDbException refused(ThrowingCallable call, String message) {
        DynamoDbException denied = catchThrowableOfType(DynamoDbException.class, call);
        assertThat(denied).isExactlyInstanceOf(DynamoDbException.class);
        assertThat(denied.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(denied.statusCode()).isEqualTo(400);
        assertThat(denied.requestId()).hasSize(52);
        return denied;
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName("profiles").item(item("id", id)));
    }

    private static boolean has(DynamoDbClient client, String id) {
        return client.getItem(get -> get.tableName("profiles").key(item("id", id)))
                .hasItem();
    }

    @Nested
    class OfAPrincipal {

        @Test
        void everythingIsPermittedUntilItHasAPolicy() {
            put(reader.client(US_EAST_1), "1");

            assertThat(has(reader.client(US_EAST_1), "1")).isTrue();
        }

        @Test
        void onlyWhatAPolicyAllowsIsPermitted() {
            reader.attach(PolicyStatement.allow("dynamodb:GetItem").on("profiles"));

            assertThat(has(reader.client(US_EAST_1), "1")).isFalse();
            refused(
                    () -> put(reader.client(US_EAST_1), "1"),
                    READER + "dynamodb:PutItem on resource: " + PROFILES
                            + " because no identity-based policy allows the dynamodb:PutItem action");
            put(simulation.client(US_EAST_1), "1");
        }

        @Test
        void whatAnyPolicyDeniesIsRefusedWhateverAllowsIt() {
            reader.attach(PolicyStatement.allow("dynamodb:*"));
            reader.attach("""
                    {"Version": "2012-10-17", "Statement": {"Sid": "ReadOnly", "Effect": "Deny", "Action": ["dynamodb:put*"],
                     "Resource": "arn:aws:dynamodb:*:123456789012:table/prof*"}}""");

            assertThat(has(reader.client(US_EAST_1), "1")).isFalse();
            refused(
                    () -> put(reader.client(US_EAST_1), "1"),
                    READER + "dynamodb:PutItem on resource: " + PROFILES
                            + " with an explicit deny in an identity-based policy");
        }

        @Test
        void severalPoliciesAllowWhatOneOfThemAllows() {
            AttachedPolicy reading = reader.attach(PolicyStatement.allow("dynamodb:GetItem"));
            AttachedPolicy writing = reader.attach(PolicyStatement.allow("dynamodb:PutItem"));

            put(reader.client(US_EAST_1), "1");
            assertThat(has(reader.client(US_EAST_1), "1")).isTrue();

            writing.detach();
            refused(
                    () -> put(reader.client(US_EAST_1), "1"),
                    READER + "dynamodb:PutItem on resource: " + PROFILES
                            + " because no identity-based policy allows the dynamodb:PutItem action");
            reading.detach();
            put(reader.client(US_EAST_1), "2");
        }

        @Test
        void aRoleIsNamedByItsSession() {
            AccessPrincipal role = access.role("orders");
            role.attach(PolicyStatement.allow("dynamodb:GetItem"));

            refused(
                    () -> put(role.client(EU_WEST_1), "1"),
                    "User: arn:aws:sts::123456789012:assumed-role/orders/session is not authorized to perform:"
                            + " dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/profiles"
                            + " because no identity-based policy allows the dynamodb:PutItem action");
        }

        @Test
        void isToldByTheAccessKeyIdOfTheCall() {
            reader.withAccessKeyId("AKIAREADER").attach(PolicyStatement.deny("dynamodb:*"));
            GetItemRequest get = GetItemRequest.builder()
                    .tableName("profiles")
                    .key(item("id", "1"))
                    .build();
            String denied = READER + "dynamodb:GetItem on resource: " + PROFILES
                    + " with an explicit deny in an identity-based policy";

            refused(() -> simulation.execute(US_EAST_1, get, "reader"), denied);
            refused(() -> simulation.execute(US_EAST_1, get, "AKIAREADER"), denied);
            simulation.execute(US_EAST_1, get, "AKIAOTHER");
            simulation.execute(US_EAST_1, get);
        }

        @Test
        void isToldByTheBlockThatMakesTheCall() {
            reader.attach(PolicyStatement.allow("dynamodb:GetItem"));
            DynamoDbClient client = simulation.client(US_EAST_1);

            assertThat(reader.call(() -> has(client, "1"))).isFalse();
            refused(
                    () -> reader.run(() -> put(client, "1")),
                    READER + "dynamodb:PutItem on resource: " + PROFILES
                            + " because no identity-based policy allows the dynamodb:PutItem action");
            access.user("writer").run(() -> reader.run(() -> {}));
            put(client, "1");
        }

        @Test
        void isTheSameWhoeverAsksForItsName() {
            access.user("reader").attach(PolicyStatement.deny("dynamodb:PutItem"));

            refused(
                    () -> put(reader.client(US_EAST_1), "1"),
                    READER + "dynamodb:PutItem on resource: " + PROFILES
                            + " with an explicit deny in an identity-based policy");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> access.role("reader"))
                    .withMessage("The access key id \"reader\" is that of arn:aws:iam::123456789012:user/reader. Give"
                            + " arn:aws:sts::123456789012:assumed-role/reader/session another one.");
        }

        @Test
        void hasANameThatIamAllows() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> access.user("the reader"))
                    .withMessageStartingWith("Not the name of a user or role: \"the reader\".");
        }
    }

    @Nested
    class OfEverybody {

        private static final String SERVICE_CONTROL = " with an explicit deny in a service control policy";

        @Test
        void aRegionCanRefuseEveryCallWhileReplicationGoesOn() {
            DynamoDbClient eu = simulation.client(EU_WEST_1);
            AttachedPolicy outage =
                    access.deny(PolicyStatement.deny("dynamodb:*").in(EU_WEST_1));

            refused(
                    () -> has(eu, "1"),
                    "User: arn:aws:iam::123456789012:user/anybody is not authorized to perform: dynamodb:GetItem on"
                            + " resource: arn:aws:dynamodb:eu-west-1:123456789012:table/profiles" + SERVICE_CONTROL);
            put(simulation.client(US_EAST_1), "1");
            simulation.settle();
            outage.detach();

            assertThat(has(eu, "1")).isTrue();
        }

        @Test
        void theDenialLastsAsLongAsItsBlock() {
            try (AttachedPolicy denied = access.deny(PolicyStatement.deny("dynamodb:PutItem"))) {
                refused(
                        () -> put(reader.client(US_EAST_1), "1"),
                        READER + "dynamodb:PutItem on resource: " + PROFILES + SERVICE_CONTROL);
                assertThat(denied).isNotNull();
            }
            put(reader.client(US_EAST_1), "1");
        }

        @Test
        void aPermissionIsRefusedForItWouldDenyAllElse() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> access.deny(PolicyStatement.allow("dynamodb:*")))
                    .withMessage(
                            "The fixture does not simulate the Effect \"Allow\" for everybody in a policy. Leave it"
                                    + " out of the test, or use \"Deny\" here and \"Allow\" in the policy of a principal.");
        }

        @Test
        void comesBeforeThatATableIsMissingAndAfterThatNoneIsNamed() {
            access.deny(PolicyStatement.deny("dynamodb:*"));
            DynamoDbClient client = simulation.client(US_EAST_1);

            refused(
                    () -> client.describeTable(describe -> describe.tableName("nothing")),
                    "User: arn:aws:iam::123456789012:user/anybody is not authorized to perform: dynamodb:DescribeTable on"
                            + " resource: arn:aws:dynamodb:us-east-1:123456789012:table/nothing" + SERVICE_CONTROL);
            DynamoDbException invalid = catchThrowableOfType(
                    DynamoDbException.class, () -> client.getItem(get -> get.key(item("id", "1"))));
            assertThat(invalid.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        }

        @Test
        void isToldByTheHistoryAsEveryRefusedCallIs() {
            access.deny(PolicyStatement.deny("dynamodb:PutItem"));
            DynamoDbException denied =
                    catchThrowableOfType(DynamoDbException.class, () -> put(simulation.client(US_EAST_1), "1"));

            List<HistoryEvent.Operation> calls = simulation.history().events(HistoryEvent.Operation.class);

            assertThat(calls).hasSize(1);
            assertThat(calls.get(0).error()).isSameAs(denied);
            assertThat(simulation.history().events(HistoryEvent.ItemWritten.class))
                    .isEmpty();
        }
    }
}
