package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;

/** One method of the SDK that calls a method of {@link InterceptorHooks} first. */
enum SdkHook {
    SYNC_CALL(
            "software/amazon/awssdk/awscore/client/handler/AwsSyncClientHandler",
            "execute",
            "(Lsoftware/amazon/awssdk/core/client/handler/ClientExecutionParams;)Lsoftware/amazon/awssdk/core/SdkResponse;",
            "onExecute",
            "(Lsoftware/amazon/awssdk/core/client/handler/ClientExecutionParams;)V"),
    ASYNC_CALL(
            "software/amazon/awssdk/awscore/client/handler/AwsAsyncClientHandler",
            "execute",
            "(Lsoftware/amazon/awssdk/core/client/handler/ClientExecutionParams;)Ljava/util/concurrent/CompletableFuture;",
            "onExecute",
            "(Lsoftware/amazon/awssdk/core/client/handler/ClientExecutionParams;)V"),
    REGION(
            "software/amazon/awssdk/regions/providers/AwsRegionProviderChain",
            "getRegion",
            "()Lsoftware/amazon/awssdk/regions/Region;",
            "onGetRegion",
            "(Lsoftware/amazon/awssdk/regions/providers/AwsRegionProviderChain;)Lsoftware/amazon/awssdk/regions/Region;"),
    CREDENTIALS(
            "software/amazon/awssdk/auth/credentials/DefaultCredentialsProvider",
            "resolveCredentials",
            "()Lsoftware/amazon/awssdk/auth/credentials/AwsCredentials;",
            "onResolveCredentials",
            "()Lsoftware/amazon/awssdk/auth/credentials/AwsCredentials;"),
    TRANSPORT(
            "software/amazon/awssdk/core/internal/http/loader/DefaultSdkHttpClientBuilder",
            "buildWithDefaults",
            "(Lsoftware/amazon/awssdk/utils/AttributeMap;)Lsoftware/amazon/awssdk/http/SdkHttpClient;",
            "onBuildDefaultTransport",
            "(Lsoftware/amazon/awssdk/http/SdkHttpClient$Builder;Lsoftware/amazon/awssdk/utils/AttributeMap;)Lsoftware/amazon/awssdk/http/SdkHttpClient;"),
    ASYNC_TRANSPORT(
            "software/amazon/awssdk/core/internal/http/loader/DefaultSdkAsyncHttpClientBuilder",
            "buildWithDefaults",
            "(Lsoftware/amazon/awssdk/utils/AttributeMap;)Lsoftware/amazon/awssdk/http/async/SdkAsyncHttpClient;",
            "onBuildDefaultAsyncTransport",
            "(Lsoftware/amazon/awssdk/http/async/SdkAsyncHttpClient$Builder;Lsoftware/amazon/awssdk/utils/AttributeMap;)Lsoftware/amazon/awssdk/http/async/SdkAsyncHttpClient;");

    private final String type;
    private final String method;
    private final String descriptor;
    private final String hook;
    private final String hookDescriptor;

    SdkHook(String type, String method, String descriptor, String hook, String hookDescriptor) {
        this.type = type;
        this.method = method;
        this.descriptor = descriptor;
        this.hook = hook;
        this.hookDescriptor = hookDescriptor;
    }

    static boolean isTarget(String internalName) {
        return of(internalName) != null;
    }

    static @Nullable SdkHook of(String internalName) {
        for (SdkHook hook : values()) {
            if (hook.type.equals(internalName)) {
                return hook;
            }
        }
        return null;
    }

    boolean isIn(String methodName, String methodDescriptor) {
        return method.equals(methodName) && descriptor.equals(methodDescriptor);
    }

    /** Whether the hook's answer, when it has one, is the method's answer. */
    boolean answers() {
        return !hookDescriptor.endsWith(")V");
    }

    /** Whether the hook wants the instance besides what the method is given. */
    boolean takesInstance() {
        return !parameters(hookDescriptor).equals(parameters(descriptor));
    }

    boolean takesParameter() {
        return !descriptor.startsWith("()");
    }

    String className() {
        return type.replace('/', '.');
    }

    String answerType() {
        return descriptor.substring(descriptor.indexOf(")L") + 2, descriptor.length() - 1);
    }

    String hookName() {
        return hook;
    }

    String hookDescriptor() {
        return hookDescriptor;
    }

    private static String parameters(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')'));
    }
}
