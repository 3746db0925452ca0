package dev.globaltable.sdk;

import static dev.globaltable.sdk.Requests.get;
import static dev.globaltable.sdk.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Every kind of client that applications build is answered by the simulated account, on both transports. */
class RoutingTests {

    private static final DynamoDbClient BUILT_BEFORE =
            DynamoDbClient.builder().region(Region.EU_WEST_1).build();

    private static final DynamoDbAsyncClient ASYNC_BUILT_BEFORE =
            DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build();

    private StubAccount account;

    @BeforeEach
    void startAccount() {
        account = StubAccount.start("account", Region.EU_CENTRAL_1);
    }

    @AfterEach
    void closeAccount() {
        account.close();
    }

    @Nested
    class ASynchronousClient {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void createdWithNothingConfiguredTalksToTheHomeRegion(Transport transport) {
            account.over(transport);
            try (DynamoDbClient client = DynamoDbClient.create()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
                assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
            }
            assertThat(regionsReached()).containsOnly(Region.EU_CENTRAL_1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void builtForARegionTalksToThatRegion(Transport transport) {
            account.over(transport);
            try (DynamoDbClient client =
                    DynamoDbClient.builder().region(Region.AP_SOUTHEAST_2).build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
            assertThat(regionsReached()).containsOnly(Region.AP_SOUTHEAST_2);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void builtBeforeTheSimulationIsRoutedToo(Transport transport) {
            account.over(transport);
            assertThat(nameSeenBy(BUILT_BEFORE)).isEqualTo("Ada");
            assertThat(regionsReached()).containsOnly(Region.EU_WEST_1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void withAnHttpClientOfItsOwnIsRoutedToo(Transport transport) {
            account.over(transport);
            try (DynamoDbClient client =
                    inIreland().httpClient(UrlConnectionHttpClient.create()).build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void withAnEndpointOverrideTalksToTheRegionItIsBuiltFor(Transport transport) {
            account.over(transport);
            try (DynamoDbClient client = inIreland()
                    .endpointOverride(URI.create("http://localhost:8000"))
                    .build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
            assertThat(regionsReached()).containsOnly(Region.EU_WEST_1);
        }

        @ParameterizedTest
        @EnumSource(AccountIdEndpointMode.class)
        void isRoutedInEveryAccountIdMode(AccountIdEndpointMode mode) {
            try (DynamoDbClient client = inIreland().accountIdEndpointMode(mode).build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
        }

        @Test
        void withEndpointDiscoveryFindsNoEndpointAndIsRoutedAllTheSame() throws Exception {
            try (DynamoDbClient client =
                    inIreland().endpointDiscoveryEnabled(true).build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
                // The SDK asks for endpoints on a thread of its own.
                while (account.arrivals().size() < 3) {
                    Thread.sleep(1);
                }
            }
            assertThat(account.arrivals())
                    .extracting(arrival -> arrival.request().getClass().getSimpleName())
                    .containsOnlyOnce("DescribeEndpointsRequest");
        }
    }

    @Nested
    class Credentials {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void thatAreFixedAreAccepted(Transport transport) {
            isRoutedWith(transport, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")));
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void thatAreAnonymousAreAccepted(Transport transport) {
            isRoutedWith(transport, AnonymousCredentialsProvider.create());
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void ofAProfileThatTheMachineDoesNotHaveAreNotAskedFor(Transport transport) {
            isRoutedWith(transport, ProfileCredentialsProvider.create("no-such-profile"));
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void ofTheRequestThatWouldNeedTheNetworkAreNotAskedFor(Transport transport) {
            account.over(transport);
            AwsCredentialsProvider needsNetwork = () -> {
                throw new AssertionError("asked for credentials");
            };
            PutItemRequest request = put("42", "Ada").toBuilder()
                    .overrideConfiguration(overrides -> overrides.credentialsProvider(needsNetwork))
                    .build();
            try (DynamoDbClient client = inIreland().build()) {
                client.putItem(request);
            }
            assertThat(regionsReached()).containsOnly(Region.EU_WEST_1);
        }

        private void isRoutedWith(Transport transport, AwsCredentialsProvider credentials) {
            account.over(transport);
            try (DynamoDbClient client =
                    inIreland().credentialsProvider(credentials).build()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
        }
    }

    @Nested
    class AnAsynchronousClient {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void createdWithNothingConfiguredTalksToTheHomeRegion(Transport transport) {
            account.over(transport);
            try (DynamoDbAsyncClient client = DynamoDbAsyncClient.create()) {
                assertThat(nameSeenBy(client)).isEqualTo("Ada");
            }
            assertThat(regionsReached()).containsOnly(Region.EU_CENTRAL_1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void builtBeforeTheSimulationIsRoutedToo(Transport transport) {
            account.over(transport);
            assertThat(nameSeenBy(ASYNC_BUILT_BEFORE)).isEqualTo("Ada");
            assertThat(regionsReached()).containsOnly(Region.EU_WEST_1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void isAnsweredOnTheThreadOfTheCallerBeforeTheCallReturns(Transport transport) {
            account.over(transport);
            AtomicReference<Thread> completer = new AtomicReference<>();
            var future = ASYNC_BUILT_BEFORE.getItem(get("42")).thenRun(() -> completer.set(Thread.currentThread()));
            assertThat(future).isCompleted();
            assertThat(completer).hasValue(Thread.currentThread());
        }

        @Test
        void isClosedWithoutWaitingForAnEventLoopThatItNeverHad() {
            DynamoDbAsyncClient client = DynamoDbAsyncClient.create();
            nameSeenBy(client);
            long start = System.nanoTime();
            client.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Nested
    class OnTopOfAClient {

        @Test
        void theEnhancedClientIsRouted() {
            DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder()
                    .dynamoDbClient(BUILT_BEFORE)
                    .build();
            var profiles = enhanced.table("profiles", TableSchema.fromBean(Profile.class));
            profiles.putItem(new Profile("42", "Ada"));
            assertThat(profiles.getItem(Key.builder().partitionValue("42").build())
                            .getName())
                    .isEqualTo("Ada");
        }

        @Test
        void theEnhancedClientBuildsARoutedClientOfItsOwn() {
            var profiles = DynamoDbEnhancedClient.create().table("profiles", TableSchema.fromBean(Profile.class));
            profiles.putItem(new Profile("42", "Ada"));
            assertThat(regionsReached()).containsOnly(Region.EU_CENTRAL_1);
        }

        @Test
        void theAsynchronousEnhancedClientIsRouted() {
            DynamoDbEnhancedAsyncClient enhanced = DynamoDbEnhancedAsyncClient.builder()
                    .dynamoDbClient(ASYNC_BUILT_BEFORE)
                    .build();
            var profiles = enhanced.table("profiles", TableSchema.fromBean(Profile.class));
            profiles.putItem(new Profile("42", "Ada")).join();
            assertThat(profiles.getItem(Key.builder().partitionValue("42").build())
                            .join()
                            .getName())
                    .isEqualTo("Ada");
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void paginatorsTurnThePages(Transport transport) {
            account.over(transport);
            for (String id : List.of("1", "2", "3")) {
                BUILT_BEFORE.putItem(put(id, "name " + id));
            }
            assertThat(BUILT_BEFORE
                            .scanPaginator(scan -> scan.tableName("profiles"))
                            .items())
                    .extracting(item -> item.get("id").s())
                    .containsExactly("1", "2", "3");
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void asynchronousPaginatorsTurnThePages(Transport transport) {
            account.over(transport);
            for (String id : List.of("1", "2", "3")) {
                BUILT_BEFORE.putItem(put(id, "name " + id));
            }
            List<String> seen = new ArrayList<>();
            ASYNC_BUILT_BEFORE
                    .scanPaginator(scan -> scan.tableName("profiles"))
                    .items()
                    .subscribe(item -> seen.add(item.get("id").s()))
                    .join();
            assertThat(seen).containsExactly("1", "2", "3");
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void waitersWait(Transport transport) {
            account.over(transport);
            var waiter = DynamoDbWaiter.builder()
                    .client(BUILT_BEFORE)
                    .overrideConfiguration(waits -> waits.backoffStrategyV2(BackoffStrategy.retryImmediately()))
                    .build();
            var waited = waiter.waitUntilTableExists(table -> table.tableName("profiles"));
            assertThat(waited.attemptsExecuted()).isEqualTo(3);
            assertThat(waited.matched().response().orElseThrow().table().tableStatus())
                    .isEqualTo(TableStatus.ACTIVE);
        }

        @Test
        void aPluginOfTheRequestThatChangesTheRegionIsHeeded() {
            BUILT_BEFORE.putItem(put("42", "Ada").toBuilder()
                    .overrideConfiguration(overrides -> overrides.addPlugin(
                            client -> ((DynamoDbServiceClientConfiguration.Builder) client).region(Region.US_WEST_2)))
                    .build());
            assertThat(regionsReached()).containsOnly(Region.US_WEST_2);
        }
    }

    private String nameSeenBy(DynamoDbClient client) {
        client.putItem(put("42", "Ada"));
        return client.getItem(get("42")).item().get("name").s();
    }

    private String nameSeenBy(DynamoDbAsyncClient client) {
        client.putItem(put("42", "Ada")).join();
        Map<String, AttributeValue> item = client.getItem(get("42")).join().item();
        return item.get("name").s();
    }

    private List<Region> regionsReached() {
        return account.arrivals().stream().map(StubAccount.Arrival::region).toList();
    }

    private static DynamoDbClientBuilder inIreland() {
        return DynamoDbClient.builder().region(Region.EU_WEST_1);
    }

    /** What an application maps to an item. */
    @DynamoDbBean
    public static final class Profile {
        private String id;
        private String name;

        public Profile() {}

        Profile(String id, String name) {
            this.id = id;
            this.name = name;
        }

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }
}
