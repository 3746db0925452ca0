package dev.globaltable.sdk;

import dev.globaltable.protocol.WireResponse;
import java.io.ByteArrayInputStream;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** An answer in the terms of the SDK's HTTP clients. */
final class WireAnswer {

    private static final byte[] NO_BODY = {};

    private final SdkHttpFullResponse response;
    private final byte[] body;

    private WireAnswer(SdkHttpFullResponse response, byte[] body) {
        this.response = response;
        this.body = body;
    }

    static WireAnswer of(WireResponse wire) {
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(wire.statusCode()).statusText(statusText(wire.statusCode()));
        wire.headers().forEach(response::putHeader);
        return new WireAnswer(response.build(), wire.body());
    }

    /** An answer whose response object travels by itself; what a client can still ask HTTP for is the request's id. */
    static WireAnswer typed(AwsResponse answered) {
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(200).statusText(statusText(200));
        AwsResponseMetadata metadata = answered.responseMetadata();
        if (metadata != null) {
            response.putHeader("x-amzn-RequestId", metadata.requestId());
        }
        response.putHeader("Content-Type", "application/x-amz-json-1.0");
        return new WireAnswer(response.build(), NO_BODY);
    }

    HttpExecuteResponse toSync() {
        return HttpExecuteResponse.builder()
                .response(response)
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    void tell(SdkAsyncHttpResponseHandler handler) {
        handler.onHeaders(response);
        handler.onStream(new BytesPublisher(body));
    }

    private static String statusText(int statusCode) {
        return switch (statusCode) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
