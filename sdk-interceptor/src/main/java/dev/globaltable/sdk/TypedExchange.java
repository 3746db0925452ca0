package dev.globaltable.sdk;

import dev.globaltable.protocol.JsonProtocol;
import dev.globaltable.protocol.WireResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.core.http.HttpResponseHandler;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.runtime.transform.Marshaller;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * One attempt of a call on the typed transport: carries the request object past the places where the pipeline has only HTTP,
 * and the response object back.
 *
 * <p>An interceptor, which runs right before the transport on the transport's thread, hands the exchange over in a thread
 * local and leaves it in the call's attributes, where the response handler finds it. Errors come back as the JSON the
 * service would send, so the SDK makes the exception itself, as it does on the JSON transport.
 */
final class TypedExchange {

    /** Opens an exchange for each attempt. */
    static final ExecutionInterceptor INTERCEPTOR = new Opening();

    private static final ExecutionAttribute<TypedExchange> ATTRIBUTE =
            new ExecutionAttribute<>("dev.globaltable.sdk.TypedExchange");
    private static final ThreadLocal<@Nullable TypedExchange> HANDED_OVER = new ThreadLocal<>();

    private static final SdkHttpFullRequest BARE_REQUEST = SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("https")
            .host("dynamodb")
            .encodedPath("/")
            .build();
    private static final Marshaller<SdkRequest> MARSHALLER = request -> BARE_REQUEST;
    private static final HttpResponseHandler<SdkResponse> RESPONSES = TypedExchange::responseOf;

    private final AwsRequest request;
    private @Nullable AwsResponse response;

    private TypedExchange(AwsRequest request) {
        this.request = request;
    }

    /** Takes JSON out of a call whose configuration has the typed transport. */
    @SuppressWarnings(
            "unchecked") // The response handler gives back what the simulation answered to this call's request.
    static void prepare(ClientExecutionParams<SdkRequest, ?> call) {
        ((ClientExecutionParams<SdkRequest, SdkResponse>) call)
                .withMarshaller(MARSHALLER)
                .withResponseHandler(RESPONSES);
    }

    /** The exchange that this thread's pipeline opened last. */
    static TypedExchange takeOver() {
        TypedExchange exchange = HANDED_OVER.get();
        if (exchange == null) {
            throw new IllegalStateException("The SDK called the transport on thread \""
                    + Thread.currentThread().getName() + "\" without announcing it first; this SDK version needs -D"
                    + Transport.PROPERTY + "=json");
        }
        HANDED_OVER.remove();
        return exchange;
    }

    /** Has the request answered; gives what there is to say in HTTP. */
    WireAnswer answer(SimulatedEndpoint endpoint) {
        try {
            AwsResponse answered = endpoint.answer(JsonProtocol.asItArrives(request), null);
            response = answered;
            return WireAnswer.typed(answered);
        } catch (AwsServiceException e) {
            WireResponse error = JsonProtocol.writeError(e);
            return WireAnswer.of(error);
        }
    }

    private static SdkResponse responseOf(SdkHttpFullResponse http, ExecutionAttributes attributes) {
        AwsResponse response = attributes.getAttribute(ATTRIBUTE).response;
        if (response == null) {
            throw new IllegalStateException("A typed call succeeded without a response");
        }
        return response;
    }

    private static final class Opening implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            TypedExchange exchange = new TypedExchange((AwsRequest) context.request());
            attributes.putAttribute(ATTRIBUTE, exchange);
            HANDED_OVER.set(exchange);
        }
    }
}
