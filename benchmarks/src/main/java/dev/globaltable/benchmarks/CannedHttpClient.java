package dev.globaltable.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The floor: an HTTP client that answers every request with the same bytes at once. */
final class CannedHttpClient implements SdkHttpClient {

    private static final String ITEM =
            "{\"id\":{\"S\":\"key-1\"},\"name\":{\"S\":\"Ada Lovelace\"},\"score\":{\"N\":\"1\"},"
                    + "\"active\":{\"BOOL\":true},\"tags\":{\"L\":[{\"S\":\"a\"},{\"S\":\"b\"}]}}";
    private static final byte[] EMPTY = bytes("{}");
    private static final byte[] ONE = bytes("{\"Item\":" + ITEM + "}");
    private static final byte[] MANY = bytes("{\"Count\":" + Workload.QUERIED + ",\"ScannedCount\":" + Workload.QUERIED
            + ",\"Items\":[" + String.join(",", Collections.nCopies(Workload.QUERIED, ITEM)) + "]}");

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answerTo(String target) {
        if (target.endsWith("GetItem")) {
            return ONE;
        }
        return target.endsWith("Query") ? MANY : EMPTY;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        byte[] body = answerTo(
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse(""));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(200)
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .putHeader("x-amzn-RequestId", "CANNED")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
