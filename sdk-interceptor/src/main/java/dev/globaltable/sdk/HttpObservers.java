package dev.globaltable.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.metrics.MetricCollector;
import software.amazon.awssdk.metrics.NoOpMetricCollector;

/** Tells whether application code hangs on to a client or a call that can see HTTP, and so tell the transports apart. */
final class HttpObservers {

    private static final String SDK = "software.amazon.awssdk.";

    private static final String SDK_SERVICES = SDK + "services.";

    private HttpObservers() {}

    @SuppressWarnings("deprecation") // Signers are deprecated, but where they are set the SDK still calls them.
    static boolean absentFrom(SdkClientConfiguration client) {
        return ofSdk(client.option(SdkClientOption.ENDPOINT_PROVIDER))
                && ofSdk(client.option(SdkClientOption.AUTH_SCHEME_PROVIDER))
                && ofSdk(client.option(SdkAdvancedClientOption.SIGNER))
                && interceptorsOfSdk(client.option(SdkClientOption.EXECUTION_INTERCEPTORS))
                && authSchemesOfSdk(client.option(SdkClientOption.AUTH_SCHEMES));
    }

    static boolean absentFrom(ClientExecutionParams<SdkRequest, ?> call) {
        MetricCollector metrics = call.getMetricCollector();
        if (metrics != null && !(metrics instanceof NoOpMetricCollector)) {
            return false;
        }
        return call.getInput()
                .overrideConfiguration()
                .map(HttpObservers::absentFrom)
                .orElse(true);
    }

    @SuppressWarnings("deprecation") // As above.
    private static boolean absentFrom(RequestOverrideConfiguration overrides) {
        return overrides.signer().isEmpty()
                && overrides.endpointProvider().isEmpty()
                && overrides.authSchemeProvider().isEmpty();
    }

    /**
     * The interceptors of a client without those of the SDK that only look after HTTP (user agent, trace id, checksums,
     * unknown hosts). The SDK's services bring interceptors that more depends on.
     */
    static List<ExecutionInterceptor> withoutHttpOnly(@Nullable List<ExecutionInterceptor> interceptors) {
        List<ExecutionInterceptor> kept = new ArrayList<>();
        if (interceptors != null) {
            for (ExecutionInterceptor interceptor : interceptors) {
                if (!ofSdk(interceptor) || interceptor.getClass().getName().startsWith(SDK_SERVICES)) {
                    kept.add(interceptor);
                }
            }
        }
        return kept;
    }

    private static boolean interceptorsOfSdk(@Nullable List<ExecutionInterceptor> interceptors) {
        if (interceptors != null) {
            for (ExecutionInterceptor interceptor : interceptors) {
                if (!ofSdk(interceptor)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean authSchemesOfSdk(@Nullable Map<String, ?> schemes) {
        if (schemes != null) {
            for (Object scheme : schemes.values()) {
                if (!ofSdk(scheme)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean ofSdk(@Nullable Object part) {
        return part == null || part.getClass().getName().startsWith(SDK);
    }
}
