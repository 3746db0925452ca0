package dev.globaltable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The SDK's client interfaces over a function. An operation has one method that takes its request; all other methods, such
 * as paginators and those that take the builder of a request, stand on these by themselves.
 */
final class DirectClient implements InvocationHandler {

    private final Region region;
    private final Function<AwsRequest, AwsResponse> endpoint;

    private DirectClient(Region region, Function<AwsRequest, AwsResponse> endpoint) {
        this.region = region;
        this.endpoint = endpoint;
    }

    static DynamoDbClient of(Region region, Function<AwsRequest, AwsResponse> endpoint) {
        return proxy(DynamoDbClient.class, new DirectClient(region, endpoint));
    }

    static DynamoDbAsyncClient asyncOf(Region region, Function<AwsRequest, AwsResponse> endpoint) {
        return proxy(DynamoDbAsyncClient.class, new DirectClient(region, endpoint));
    }

    private static <C> C proxy(Class<C> type, DirectClient handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof AwsRequest request) {
            if (AwsResponse.class.isAssignableFrom(method.getReturnType())) {
                return endpoint.apply(request);
            }
            if (method.getReturnType() == CompletableFuture.class) {
                return later(request);
            }
        }
        return switch (method.getName()) {
            case "serviceName" -> DynamoDbClient.SERVICE_NAME;
            case "close" -> null;
            case "serviceClientConfiguration" ->
                DynamoDbServiceClientConfiguration.builder().region(region).build();
            case "waiter" -> waiter(proxy);
            case "toString" -> "DirectClient[" + region.id() + "]";
            case "hashCode" -> region.hashCode();
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }

    private CompletableFuture<AwsResponse> later(AwsRequest request) {
        try {
            return CompletableFuture.completedFuture(endpoint.apply(request));
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private static Object waiter(Object proxy) {
        return proxy instanceof DynamoDbClient client
                ? DynamoDbWaiter.builder().client(client).build()
                : DynamoDbAsyncWaiter.builder()
                        .client((DynamoDbAsyncClient) proxy)
                        .build();
    }
}
