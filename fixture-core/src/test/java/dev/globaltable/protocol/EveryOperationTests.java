package dev.globaltable.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Every operation that the SDK's clients have, with the SDK's own marshaller and unmarshaller on the other side: what the
 * client sends arrives equal, and what the service answers comes back equal.
 */
class EveryOperationTests {

    private final Wire wire = new Wire();
    private final DynamoDbClient tables = DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http://localhost"))
            .httpClient(wire)
            .build();
    private final DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http://localhost"))
            .httpClient(wire)
            .build();

    @AfterEach
    void closeClients() {
        tables.close();
        streams.close();
    }

    static Stream<Arguments> operations() {
        return Stream.concat(operationsOf(DynamoDbClient.class), operationsOf(DynamoDbStreamsClient.class));
    }

    private static Stream<Arguments> operationsOf(Class<? extends SdkClient> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .filter(method -> AwsResponse.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> Arguments.argumentSet(method.getName(), client, method));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void carriesEveryMember(Class<? extends SdkClient> client, Method operation) throws Exception {
        for (int variant = 0; variant < 3; variant++) {
            assertCarried(client, operation, new Specimens(variant));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void carriesEmptyListsAndMaps(Class<? extends SdkClient> client, Method operation) throws Exception {
        assertCarried(client, operation, Specimens.withEmptyContainers());
    }

    private void assertCarried(Class<? extends SdkClient> client, Method operation, Specimens specimens)
            throws Exception {
        AwsRequest request = (AwsRequest) specimens.of(operation.getParameterTypes()[0]);
        AwsResponse response = (AwsResponse) specimens.of(operation.getReturnType());
        wire.response = response;
        Object received = operation.invoke(client == DynamoDbClient.class ? tables : streams, request);
        assertThat(wire.request).hasSameClassAs(request);
        assertThat(wire.request.equalsBySdkFields(request))
                .as("%s became %s", request, wire.request)
                .isTrue();
        assertThat(response.equalsBySdkFields(received))
                .as("%s became %s", response, received)
                .isTrue();
    }

    /** A service at the other end of the client's HTTP. */
    private static final class Wire implements SdkHttpClient {
        private @Nullable AwsRequest request;
        private @Nullable AwsResponse response;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest http) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    String target = http.httpRequest()
                            .firstMatchingHeader("X-Amz-Target")
                            .orElse(null);
                    try (InputStream body =
                            http.contentStreamProvider().orElseThrow().newStream()) {
                        return answer(JsonProtocol.answer(target, body.readAllBytes(), arrived -> {
                            request = arrived;
                            return response;
                        }));
                    }
                }

                @Override
                public void abort() {}
            };
        }

        private static HttpExecuteResponse answer(WireResponse wire) {
            SdkHttpFullResponse.Builder http = SdkHttpFullResponse.builder().statusCode(wire.statusCode());
            wire.headers().forEach(http::putHeader);
            return HttpExecuteResponse.builder()
                    .response(http.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(wire.body())))
                    .build();
        }

        @Override
        public void close() {}
    }
}
