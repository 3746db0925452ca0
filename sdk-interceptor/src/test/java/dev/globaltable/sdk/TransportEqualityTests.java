package dev.globaltable.sdk;

import static dev.globaltable.sdk.Requests.get;
import static dev.globaltable.sdk.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.error.ServiceErrors;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a request brings to the simulation and what the answer brings back is the same on both transports. */
class TransportEqualityTests {

    private static final DynamoDbClient CLIENT =
            DynamoDbClient.builder().region(Region.EU_WEST_1).build();
    private static final DynamoDbAsyncClient ASYNC_CLIENT =
            DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build();

    @Nested
    class Values {

        static Stream<AttributeValue> values() {
            return Stream.of(
                    AttributeValue.fromS(""),
                    AttributeValue.fromS("plain"),
                    AttributeValue.fromS("quote \" backslash \\ line\nend tab\t bell\u0007 é € \uD83D\uDE00 \u2028"),
                    AttributeValue.fromN("-12345678901234567890123456789012345678E-10"),
                    AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1, 127, -128})),
                    AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
                    AttributeValue.fromBool(false),
                    AttributeValue.fromNul(true),
                    AttributeValue.fromSs(List.of("b", "a")),
                    AttributeValue.fromNs(List.of("2", "1.0")),
                    AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))),
                    AttributeValue.fromL(List.of()),
                    AttributeValue.fromM(Map.of()),
                    AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("deep", AttributeValue.fromN("1"))))),
                    AttributeValue.builder().build(),
                    AttributeValue.builder().s("two types").n("1").build());
        }

        @ParameterizedTest
        @MethodSource("values")
        void arriveAndComeBackEqual(AttributeValue value) {
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                try (StubAccount account = StubAccount.start("values").over(transport)) {
                    PutItemRequest request = PutItemRequest.builder()
                            .tableName("profiles")
                            .item(Map.of("id", AttributeValue.fromS("42"), "value", value))
                            .build();
                    CLIENT.putItem(request);
                    assertThat(account.arrivals().get(0).request().equalsBySdkFields(request))
                            .isTrue();
                    assertThat(CLIENT.getItem(get("42")).item()).isEqualTo(request.item());
                }
            }
        }

        @Test
        void thatAreNullInAMapAreLeftOutAsTheSdkLeavesThemOut() {
            Map<String, AttributeValue> item = new HashMap<>();
            item.put("id", AttributeValue.fromS("42"));
            item.put("nothing", null);
            item.put("map", AttributeValue.fromM(Collections.singletonMap("nothing", null)));
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                try (StubAccount account = StubAccount.start("values").over(transport)) {
                    CLIENT.putItem(request -> request.tableName("profiles").item(item));
                    assertThat(((PutItemRequest) account.arrivals().get(0).request()).item())
                            .isEqualTo(Map.of("id", AttributeValue.fromS("42"), "map", AttributeValue.fromM(Map.of())));
                }
            }
        }
    }

    @Nested
    class Responses {

        @Test
        void haveTheSameMembersWhetherSetOrNot() {
            assertThat(answers(() -> GetItemResponse.builder().build())).allSatisfy(response -> {
                assertThat(((GetItemResponse) response).hasItem()).isFalse();
                assertThat(response.equalsBySdkFields(GetItemResponse.builder().build()))
                        .isTrue();
            });
            assertThat(answers(() -> GetItemResponse.builder().item(Map.of()).build()))
                    .allSatisfy(response ->
                            assertThat(((GetItemResponse) response).hasItem()).isTrue());
        }

        @Test
        void keepTheOrderInWhichTheServiceWroteTheAttributes() {
            Map<String, AttributeValue> item = new LinkedHashMap<>();
            for (String name : List.of("zulu", "user", "alpha", "mike", "name")) {
                item.put(name, AttributeValue.fromM(Collections.singletonMap(name, AttributeValue.fromN("1"))));
            }
            assertThat(answers(() -> GetItemResponse.builder().item(item).build()))
                    .allSatisfy(response -> assertThat(
                                    ((GetItemResponse) response).item().keySet())
                            .containsExactly("zulu", "user", "alpha", "mike", "name"));
        }

        @Test
        void haveTimesToTheMillisecond() {
            Instant created = Instant.parse("2026-01-02T03:04:05.678Z");
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                try (StubAccount account = StubAccount.start("times").over(transport)) {
                    account.answerNext(() -> DescribeTableResponse.builder()
                            .table(table -> table.creationDateTime(created))
                            .build());
                    assertThat(CLIENT.describeTable(table -> table.tableName("profiles"))
                                    .table()
                                    .creationDateTime())
                            .isEqualTo(created);
                }
            }
        }

        @Test
        void bringTheIdOfTheRequestInMetadataAndHeader() {
            assertThat(answers(() -> GetItemResponse.builder().build())).allSatisfy(response -> {
                assertThat(response.responseMetadata().requestId()).isEqualTo("STUB0001");
                assertThat(response.sdkHttpResponse().firstMatchingHeader("x-amzn-RequestId"))
                        .hasValue("STUB0001");
                assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(200);
                assertThat(response.sdkHttpResponse().statusText()).hasValue("OK");
            });
        }

        /** The answers of both transports to both kinds of CLIENT. */
        private List<DynamoDbResponse> answers(Supplier<GetItemResponse> answer) {
            return Stream.of(Transport.TYPED, Transport.JSON)
                    .flatMap(transport -> Stream.<Function<StubAccount, DynamoDbResponse>>of(
                                    account -> CLIENT.getItem(get("42")),
                                    account -> ASYNC_CLIENT.getItem(get("42")).join())
                            .map(call -> {
                                try (StubAccount account =
                                        StubAccount.start("answers").over(transport)) {
                                    account.answerNext(answer::get);
                                    return call.apply(account);
                                }
                            }))
                    .toList();
        }
    }

    @Nested
    class Errors {

        static Stream<Arguments> errors() {
            Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("42"));
            return Stream.of(
                    Arguments.of(ServiceErrors.validation("One or more parameter values were invalid")),
                    Arguments.of(ServiceErrors.resourceNotFound("Requested resource not found")),
                    Arguments.of(ServiceErrors.conditionalCheckFailed(null)),
                    Arguments.of(ServiceErrors.conditionalCheckFailed(item)),
                    Arguments.of(ServiceErrors.provisionedThroughputExceeded(
                            "The level of configured provisioned throughput for the table was exceeded.",
                            ThrottlingReason.builder()
                                    .reason("TableWriteProvisionedThroughputExceeded")
                                    .resource("arn:aws:dynamodb:us-east-1:123456789012:table/items")
                                    .build())),
                    Arguments.of(ServiceErrors.transactionCanceled(List.of(
                            CancellationReason.builder().code("None").build(),
                            CancellationReason.builder()
                                    .code("ConditionalCheckFailed")
                                    .message("The conditional request failed")
                                    .item(item)
                                    .build()))),
                    Arguments.of(InternalServerErrorException.builder()
                            .statusCode(500)
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("InternalServerError")
                                    .errorMessage("Internal server error")
                                    .serviceName("DynamoDb")
                                    .build())
                            .build()));
        }

        @ParameterizedTest
        @MethodSource("errors")
        void areTheSameInEveryRespect(AwsServiceException error) {
            List<AwsServiceException> thrown = Stream.of(Transport.TYPED, Transport.JSON)
                    .flatMap(transport ->
                            Stream.of(thrownTo(CLIENT, transport, error), thrownTo(ASYNC_CLIENT, transport, error)))
                    .toList();
            assertThat(thrown).allSatisfy(e -> {
                assertThat(e).hasSameClassAs(error).isInstanceOf(DynamoDbException.class);
                assertThat(e.getMessage())
                        .isEqualTo(error.awsErrorDetails().errorMessage() + " (Service: DynamoDb, Status Code: "
                                + error.statusCode() + ", Request ID: STUB0001) (SDK Attempt Count: 1)");
                assertThat(e.statusCode()).isEqualTo(error.statusCode());
                assertThat(e.requestId()).isEqualTo("STUB0001");
                assertThat(e.awsErrorDetails().errorCode())
                        .isEqualTo(error.awsErrorDetails().errorCode());
                assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo(error.awsErrorDetails().errorMessage());
                assertThat(e.awsErrorDetails().serviceName()).isEqualTo("DynamoDb");
                assertThat(e.isThrottlingException()).isEqualTo(error.isThrottlingException());
                assertThat(e.isClockSkewException()).isFalse();
                assertThat(e.retryable()).isEqualTo(error.retryable());
                assertThat(e.awsErrorDetails().rawResponse())
                        .isEqualTo(thrown.get(0).awsErrorDetails().rawResponse());
                assertThat(e.awsErrorDetails().sdkHttpResponse().headers())
                        .isEqualTo(thrown.get(0)
                                .awsErrorDetails()
                                .sdkHttpResponse()
                                .headers());
            });
        }

        @Test
        void bringTheItemThatFailedACondition() {
            Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("42"));
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                var thrown = (ConditionalCheckFailedException)
                        thrownTo(CLIENT, transport, ServiceErrors.conditionalCheckFailed(item));
                assertThat(thrown.item()).isEqualTo(item);
            }
        }

        @Test
        void bringTheReasonsOfACancelledTransaction() {
            List<CancellationReason> reasons = List.of(
                    CancellationReason.builder().code("TransactionConflict").build());
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                var thrown = (TransactionCanceledException)
                        thrownTo(CLIENT, transport, ServiceErrors.transactionCanceled(reasons));
                assertThat(thrown.cancellationReasons()).isEqualTo(reasons);
            }
        }

        private AwsServiceException thrownTo(DynamoDbClient sync, Transport transport, AwsServiceException error) {
            DynamoDbClient once = withoutRetries(sync);
            try (StubAccount account = StubAccount.start("errors").over(transport)) {
                account.failNext(error);
                return catchThrowableOfType(AwsServiceException.class, () -> once.putItem(put("42", "Ada")));
            }
        }

        private AwsServiceException thrownTo(
                DynamoDbAsyncClient async, Transport transport, AwsServiceException error) {
            try (StubAccount account = StubAccount.start("errors").over(transport);
                    DynamoDbAsyncClient once = DynamoDbAsyncClient.builder()
                            .region(async.serviceClientConfiguration().region())
                            .overrideConfiguration(c -> c.retryStrategy(b -> b.maxAttempts(1)))
                            .build()) {
                account.failNext(error);
                return (AwsServiceException) catchThrowableOfType(
                                CompletionException.class,
                                () -> once.putItem(put("42", "Ada")).join())
                        .getCause();
            }
        }

        private DynamoDbClient withoutRetries(DynamoDbClient sync) {
            return DynamoDbClient.builder()
                    .region(sync.serviceClientConfiguration().region())
                    .overrideConfiguration(c -> c.retryStrategy(b -> b.maxAttempts(1)))
                    .build();
        }
    }

    @Nested
    class IdempotencyTokens {

        @Test
        void thatTheApplicationLeavesOutAreTheSameInEveryRun() {
            for (Transport transport : List.of(Transport.TYPED, Transport.JSON)) {
                try (StubAccount account = StubAccount.start("tokens").over(transport)) {
                    TransactWriteItemsRequest request =
                            TransactWriteItemsRequest.builder().build();
                    CLIENT.transactWriteItems(request);
                    ASYNC_CLIENT.transactWriteItems(request).join();
                    assertThat(account.arrivals())
                            .extracting(arrival -> ((TransactWriteItemsRequest) arrival.request()).clientRequestToken())
                            .containsExactly(
                                    "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002");
                }
            }
        }
    }
}
