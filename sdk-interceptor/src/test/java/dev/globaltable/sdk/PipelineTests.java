package dev.globaltable.sdk;

import static dev.globaltable.sdk.Requests.get;
import static dev.globaltable.sdk.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.error.ServiceErrors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.BackoffStrategy;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What an application hangs on to the SDK's pipeline works under a simulation as it does with AWS. */
class PipelineTests {

    private StubAccount account;

    @BeforeEach
    void startAccount() {
        account = StubAccount.start("account");
    }

    @AfterEach
    void closeAccount() {
        account.close();
    }

    @Nested
    class Interceptors {

        private final Recorder recorder = new Recorder();

        @Test
        void seeASignedRequestToTheTrueHost() {
            client(c -> c.addExecutionInterceptor(recorder)).putItem(put("42", "Ada"));
            SdkHttpRequest sent = recorder.sent.get(0);
            assertThat(sent.host()).isEqualTo("123456789012.ddb.eu-west-1.amazonaws.com");
            assertThat(sent.protocol()).isEqualTo("https");
            assertThat(sent.firstMatchingHeader("X-Amz-Target")).hasValue("DynamoDB_20120810.PutItem");
            assertThat(sent.firstMatchingHeader("Authorization"))
                    .hasValueSatisfying(header -> assertThat(header)
                            .startsWith("AWS4-HMAC-SHA256 Credential=AKIASIMULATEDACCOUNT/")
                            .contains("/eu-west-1/dynamodb/aws4_request"));
        }

        @Test
        void seeTheAnswerAsItTravels() {
            client(c -> c.addExecutionInterceptor(recorder)).getItem(get("42"));
            assertThat(recorder.received)
                    .singleElement()
                    .satisfies(response -> assertThat(response.httpResponse().headers())
                            .containsEntry("x-amzn-RequestId", List.of("STUB0001"))
                            .containsEntry("Content-Type", List.of("application/x-amz-json-1.0"))
                            .containsEntry("Content-Length", List.of("2"))
                            .containsEntry("x-amz-crc32", List.of("2745614147")));
        }

        @Test
        void ofAsynchronousClientsSeeTheSame() {
            try (DynamoDbAsyncClient async = DynamoDbAsyncClient.builder()
                    .region(Region.EU_WEST_1)
                    .overrideConfiguration(c -> c.addExecutionInterceptor(recorder))
                    .build()) {
                async.putItem(put("42", "Ada")).join();
            }
            assertThat(recorder.sent.get(0).firstMatchingHeader("Authorization"))
                    .isPresent();
            assertThat(recorder.received).hasSize(1);
        }

        @Test
        void mayChangeTheRequest() {
            ExecutionInterceptor renamer = new ExecutionInterceptor() {
                @Override
                public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                    return put("42", "Grace");
                }
            };
            DynamoDbClient client = client(c -> c.addExecutionInterceptor(renamer));
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                account.over(transport);
                client.putItem(put("42", "Ada"));
                assertThat(plainClient().getItem(get("42")).item().get("name").s())
                        .isEqualTo("Grace");
            }
        }

        @Test
        void seeFailures() {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            DynamoDbClient client = client(c -> c.addExecutionInterceptor(new ExecutionInterceptor() {
                @Override
                public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
                    seen.set(context.exception());
                }
            }));
            account.failNext(ServiceErrors.conditionalCheckFailed(null));
            assertThatThrownBy(() -> client.putItem(put("42", "Ada"))).isSameAs(seen.get());
        }

        @Test
        void areWhatMakesAClientUseJson() {
            account.answerNext(() -> GetItemResponse.builder().build());
            assertThat(plainClient().getItem(get("42")).sdkHttpResponse().firstMatchingHeader("x-amz-crc32"))
                    .isEmpty();
            assertThat(client(c -> c.addExecutionInterceptor(recorder))
                            .getItem(get("42"))
                            .sdkHttpResponse()
                            .firstMatchingHeader("x-amz-crc32"))
                    .isPresent();
        }
    }

    @Nested
    class Metrics {

        private final List<MetricCollection> published = new ArrayList<>();
        private final MetricPublisher publisher = new MetricPublisher() {
            @Override
            public void publish(MetricCollection metrics) {
                published.add(metrics);
            }

            @Override
            public void close() {}
        };

        @Test
        void ofAClientArePublishedAndTellOfTheWholeWire() {
            GetItemResponse response =
                    client(c -> c.addMetricPublisher(publisher)).getItem(get("42"));
            assertThat(response.sdkHttpResponse().firstMatchingHeader("x-amz-crc32"))
                    .isPresent();
            assertThat(published).singleElement().satisfies(metrics -> {
                assertThat(metrics.metricValues(CoreMetric.OPERATION_NAME)).containsExactly("GetItem");
                assertThat(metrics.metricValues(CoreMetric.API_CALL_SUCCESSFUL)).containsExactly(true);
                assertThat(metrics.metricValues(CoreMetric.SERVICE_ENDPOINT))
                        .containsExactly(URI.create("https://123456789012.ddb.eu-west-1.amazonaws.com"));
                assertThat(metrics.children().get(0).metricValues(CoreMetric.AWS_REQUEST_ID))
                        .containsExactly("STUB0001");
            });
        }

        @Test
        void ofARequestArePublishedAndTellOfTheWholeWire() {
            GetItemResponse response = plainClient()
                    .getItem(get("42").toBuilder()
                            .overrideConfiguration(c -> c.addMetricPublisher(publisher))
                            .build());
            assertThat(response.sdkHttpResponse().firstMatchingHeader("x-amz-crc32"))
                    .isPresent();
            assertThat(published).hasSize(1);
        }

        @Test
        void countTheRetries() {
            account.failNext(throttled());
            client(c -> c.addMetricPublisher(publisher)).getItem(get("42"));
            assertThat(published.get(0).metricValues(CoreMetric.RETRY_COUNT)).containsExactly(1);
        }
    }

    @Nested
    @Timeout(5)
    class Retries {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void happenAsTheClientIsConfiguredAndWaitInVirtualTime(Transport transport) {
            account.over(transport).failNext(throttled()).failNext(throttled()).failNext(throttled());
            plainClient().putItem(put("42", "Ada"));
            assertThat(account.arrivals()).hasSize(4);
            assertThat(account.elapsed()).isEqualTo(Duration.ofMillis(25 + 50 + 100));
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void ofAsynchronousClientsStayOnTheThreadOfTheCaller(Transport transport) {
            account.over(transport).failNext(throttled()).failNext(throttled());
            try (DynamoDbAsyncClient async =
                    DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build()) {
                assertThat(async.putItem(put("42", "Ada"))).isCompleted();
            }
            assertThat(account.arrivals())
                    .hasSize(3)
                    .extracting(StubAccount.Arrival::thread)
                    .containsOnly(Thread.currentThread().getName());
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        @SuppressWarnings("deprecation") // Applications still have retry policies.
        void ofARetryPolicyWaitInVirtualTimeToo(Transport transport) {
            account.over(transport).failNext(throttled()).failNext(throttled());
            BackoffStrategy minute = FixedDelayBackoffStrategy.create(Duration.ofMinutes(1));
            client(c -> c.retryPolicy(RetryPolicy.builder(RetryMode.STANDARD)
                            .numRetries(2)
                            .backoffStrategy(minute)
                            .throttlingBackoffStrategy(minute)
                            .build()))
                    .putItem(put("42", "Ada"));
            assertThat(account.arrivals()).hasSize(3);
            assertThat(account.elapsed()).isEqualTo(Duration.ofMillis(25 + 50));
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void endWhenTheStrategySaysSo(Transport transport) {
            account.over(transport).failNext(throttled()).failNext(throttled());
            DynamoDbClient client = client(c -> c.retryStrategy(strategy -> strategy.maxAttempts(2)));
            assertThatThrownBy(() -> client.putItem(put("42", "Ada")))
                    .isInstanceOfSatisfying(
                            ProvisionedThroughputExceededException.class,
                            e -> assertThat(e.numAttempts()).isEqualTo(2));
            assertThat(account.arrivals()).hasSize(2);
        }

        @Test
        void asOftenAsTheApplicationWantsDoNotOverflowTheStack() {
            int attempts = 400;
            for (int i = 1; i < attempts; i++) {
                account.failNext(throttled());
            }
            try (DynamoDbAsyncClient async = DynamoDbAsyncClient.builder()
                    .region(Region.EU_WEST_1)
                    .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .circuitBreakerEnabled(false)
                            .maxAttempts(attempts)
                            .build()))
                    .build()) {
                async.putItem(put("42", "Ada")).join();
            }
            assertThat(account.arrivals()).hasSize(attempts);
        }

        @Test
        void ofEarlierSimulationsDoNotUseUpTheOnesOfALaterOne() {
            DynamoDbClient client = client(c -> c.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
            account.close();
            for (int simulation = 0; simulation < 60; simulation++) {
                try (StubAccount next = StubAccount.start("simulation " + simulation)) {
                    next.failNext(throttled()).failNext(throttled()).failNext(throttled());
                    assertThatThrownBy(() -> client.putItem(put("42", "Ada")))
                            .isInstanceOf(ProvisionedThroughputExceededException.class);
                    assertThat(next.arrivals()).as("simulation %d", simulation).hasSize(3);
                }
            }
        }
    }

    @Nested
    class Timeouts {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void ofACallAreKept(Transport transport) {
            account.over(transport).answerNext(PipelineTests::slowAnswer);
            DynamoDbClient client = client(c -> c.apiCallTimeout(Duration.ofMillis(50)));
            assertThatThrownBy(() -> client.getItem(get("42"))).isInstanceOf(ApiCallTimeoutException.class);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void ofAnAttemptAreKept(Transport transport) {
            account.over(transport).answerNext(PipelineTests::slowAnswer);
            DynamoDbClient client = client(c ->
                    c.apiCallAttemptTimeout(Duration.ofMillis(50)).retryStrategy(strategy -> strategy.maxAttempts(1)));
            assertThatThrownBy(() -> client.getItem(get("42"))).isInstanceOf(ApiCallAttemptTimeoutException.class);
        }
    }

    @Nested
    class CompletionExecutors {

        private final ThreadPoolExecutor unbound = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, "unbound"));

        CompletionExecutors() {
            unbound.prestartAllCoreThreads();
        }

        @AfterEach
        void stopExecutor() {
            unbound.shutdownNow();
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        @SuppressWarnings("try") // The other account is there for threads that are not bound to be refused.
        void ofTheApplicationCompleteFuturesUnderTheSimulation(Transport transport) throws Exception {
            account.over(transport);
            AtomicReference<Thread> completer = new AtomicReference<>();
            try (StubAccount other = StubAccount.start("other");
                    RoutingScope scope = SimulationRouting.bind(account.route());
                    DynamoDbAsyncClient async = DynamoDbAsyncClient.builder()
                            .region(Region.EU_WEST_1)
                            .asyncConfiguration(c ->
                                    c.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, unbound))
                            .build()) {
                CountDownLatch registered = new CountDownLatch(1);
                unbound.execute(() -> await(registered));
                var name = async.putItem(put("42", "Ada")).thenApply(stored -> {
                    completer.set(Thread.currentThread());
                    return plainClient().getItem(get("42")).item().get("name").s();
                });
                registered.countDown();
                assertThat(name.get()).isEqualTo("Ada");
            }
            assertThat(completer.get().getName()).isEqualTo("unbound");
        }

        private void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class WhatIsNotSimulated {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void reachesTheCallerOfASynchronousClientAsItIs(Transport transport) {
            account.over(transport);
            DynamoDbClient client = plainClient();
            assertThatThrownBy(client::describeLimits)
                    .isInstanceOf(NotSimulatedException.class)
                    .hasMessage(
                            "The fixture does not simulate DescribeLimits. Leave the call out of the test, or replace"
                                    + " it with operations that are simulated.");
            assertThat(account.arrivals()).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void isTheCauseInTheFutureOfAnAsynchronousClient(Transport transport) {
            account.over(transport);
            try (DynamoDbAsyncClient async =
                    DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build()) {
                assertThatThrownBy(() -> async.describeLimits().join())
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOf(NotSimulatedException.class)
                        .hasMessage("The fixture does not simulate DescribeLimits. Leave the call out of the test, or"
                                + " replace it with operations that are simulated.");
            }
            assertThat(account.arrivals()).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void isSaidByStreamsClientsToo(Transport transport) {
            account.over(transport);
            try (DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder()
                            .region(Region.EU_WEST_1)
                            .build();
                    DynamoDbStreamsAsyncClient asyncStreams = DynamoDbStreamsAsyncClient.builder()
                            .region(Region.EU_WEST_1)
                            .build()) {
                assertThatThrownBy(streams::listStreams).isInstanceOf(NotSimulatedException.class);
                assertThatThrownBy(() -> asyncStreams.listStreams().join())
                        .hasCauseInstanceOf(NotSimulatedException.class);
            }
        }
    }

    @Nested
    class WhatTheSimulationDidNotExpect {

        @ParameterizedTest
        @EnumSource(Transport.class)
        void reachesTheCallerOfASynchronousClientAsItIs(Transport transport) {
            IllegalStateException defect = new IllegalStateException("defect");
            account.over(transport).failNext(defect);
            DynamoDbClient client = plainClient();
            assertThatThrownBy(() -> client.getItem(get("42"))).isSameAs(defect);
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void isTheCauseInTheFutureOfAnAsynchronousClient(Transport transport) {
            IllegalStateException defect = new IllegalStateException("defect");
            account.over(transport).failNext(defect);
            try (DynamoDbAsyncClient async =
                    DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build()) {
                assertThatThrownBy(() -> async.getItem(get("42")).join())
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOf(SdkClientException.class)
                        .hasRootCause(defect);
            }
        }

        @ParameterizedTest
        @EnumSource(Transport.class)
        void isSeenWhenItIsAnError(Transport transport) {
            AssertionError defect = new AssertionError("defect");
            account.over(transport).answerNext(() -> {
                throw defect;
            });
            DynamoDbClient client = plainClient();
            assertThatThrownBy(() -> client.getItem(get("42"))).isSameAs(defect);
            account.answerNext(() -> {
                throw defect;
            });
            try (DynamoDbAsyncClient async =
                    DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build()) {
                assertThatThrownBy(() -> async.getItem(get("42")).join()).hasRootCause(defect);
            }
        }
    }

    private static GetItemResponse slowAnswer() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return GetItemResponse.builder().build();
    }

    private static RuntimeException throttled() {
        return ServiceErrors.provisionedThroughputExceeded(
                "The level of configured provisioned throughput for the table was exceeded.",
                ThrottlingReason.builder()
                        .reason("TableWriteProvisionedThroughputExceeded")
                        .build());
    }

    private static DynamoDbClient plainClient() {
        return client(c -> {});
    }

    private static DynamoDbClient client(Consumer<ClientOverrideConfiguration.Builder> overrides) {
        return DynamoDbClient.builder()
                .region(Region.EU_WEST_1)
                .overrideConfiguration(overrides)
                .build();
    }

    private static final class Recorder implements ExecutionInterceptor {
        private final List<SdkHttpRequest> sent = new ArrayList<>();
        private final List<Context.AfterTransmission> received = new ArrayList<>();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.add(context.httpRequest());
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            received.add(context);
        }
    }
}
