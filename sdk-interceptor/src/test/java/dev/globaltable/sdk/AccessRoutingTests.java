package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.PolicyStatement;
import dev.globaltable.Simulation;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Who calls, when the application's own clients are routed to a simulation. */
class AccessRoutingTests {

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles")
                    .regions(Region.US_EAST_1, Region.EU_WEST_1)
                    .partitionKey("id"))
            .start();
    private final AccessPrincipal reader = simulation.access().user("reader");

    AccessRoutingTests() {
        reader.attach(PolicyStatement.allow("dynamodb:GetItem"));
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private static DynamoDbClient client(AwsCredentialsProvider credentials) {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }

    private void use(Transport transport) {
        Routes.of(simulation).use(transport);
    }

    private static boolean mayScan(DynamoDbClient client) {
        DynamoDbException denied =
                catchThrowableOfType(DynamoDbException.class, () -> client.scan(scan -> scan.tableName("profiles")));
        if (denied != null) {
            assertThat(denied).isExactlyInstanceOf(DynamoDbException.class);
            assertThat(denied.statusCode()).isEqualTo(400);
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(denied.awsErrorDetails().errorMessage())
                    .isEqualTo("User: arn:aws:iam::123456789012:user/reader is not authorized to perform: dynamodb:Scan"
                            + " on resource: arn:aws:dynamodb:us-east-1:123456789012:table/profiles because no"
                            + " identity-based policy allows the dynamodb:Scan action");
        }
        return denied == null;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void fixedCredentialsTellByTheirAccessKeyId(Transport transport) {
        use(transport);
        try (DynamoDbClient readers = client(reader.credentials());
                DynamoDbClient others =
                        client(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "any")))) {
            assertThat(mayScan(readers)).isFalse();
            assertThat(mayScan(others)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void thoseOfARequestComeBeforeThoseOfItsClient(Transport transport) {
        use(transport);
        try (DynamoDbClient others =
                client(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "any")))) {
            DynamoDbException denied = catchThrowableOfType(
                    DynamoDbException.class,
                    () -> others.scan(scan -> scan.tableName("profiles")
                            .overrideConfiguration(override -> override.credentialsProvider(reader.credentials()))));

            assertThat(denied.awsErrorDetails().errorMessage())
                    .startsWith("User: arn:aws:iam::123456789012:user/reader is not authorized");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aProviderThatMayWantTheNetworkIsNotAskedButABlockTells(Transport transport) {
        use(transport);
        AwsCredentialsProvider remote = () -> {
            throw new IllegalStateException("not in a test");
        };
        try (DynamoDbClient client = client(remote)) {
            assertThat(mayScan(client)).isTrue();
            assertThat(reader.call(() -> mayScan(client))).isFalse();
            assertThat(mayScan(client)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void asynchronousClientsTellInTheSameWay(Transport transport) {
        use(transport);
        try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(reader.credentials())
                .build()) {
            CompletionException denied = catchThrowableOfType(
                    CompletionException.class,
                    () -> client.scan(scan -> scan.tableName("profiles")).join());

            assertThat(denied.getCause())
                    .isExactlyInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("User: arn:aws:iam::123456789012:user/reader is not authorized");
        }
    }
}
