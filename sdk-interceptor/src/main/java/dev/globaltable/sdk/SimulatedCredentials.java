package dev.globaltable.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The credentials that routed calls are signed with. A provider of the application may want the network (STS, SSO, the
 * metadata service) or a profile that the machine does not have, so it is not asked; fixed and anonymous credentials, which
 * want nothing, stay.
 */
final class SimulatedCredentials {

    private static final String CLIENTS = "software.amazon.awssdk.services.dynamodb.";
    private static final int CALLERS = 16;
    private static final String ACCESS_KEY_ID = "AKIASIMULATEDACCOUNT";
    private static final String CREDENTIAL = "Credential=";

    private static final StaticCredentialsProvider PROVIDER =
            StaticCredentialsProvider.create(AwsBasicCredentials.builder()
                    .accessKeyId(ACCESS_KEY_ID)
                    .secretAccessKey("simulated")
                    .accountId("123456789012")
                    .build());

    private SimulatedCredentials() {}

    static IdentityProvider<? extends AwsCredentialsIdentity> insteadOf(
            IdentityProvider<? extends AwsCredentialsIdentity> provider) {
        return isHarmless(provider) ? provider : PROVIDER;
    }

    /** Replaces the credentials that the request itself brings. */
    static void replaceIn(ClientExecutionParams<SdkRequest, ?> call) {
        if (call.getInput() instanceof AwsRequest request
                && request.overrideConfiguration().isPresent()) {
            AwsRequestOverrideConfiguration overrides =
                    request.overrideConfiguration().get();
            if (overrides
                    .credentialsIdentityProvider()
                    .filter(provider -> !isHarmless(provider))
                    .isPresent()) {
                call.withInput(request.toBuilder()
                        .overrideConfiguration(overrides.toBuilder()
                                .credentialsProvider(PROVIDER)
                                .build())
                        .build());
            }
        }
    }

    static AwsCredentials get() {
        return PROVIDER.resolveCredentials();
    }

    /** Whether a DynamoDB client is among the callers; what other services' clients sign with is not ours to change. */
    static boolean areAskedForByDynamoDb() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(CALLERS)
                        .anyMatch(frame -> frame.getClassName().startsWith(CLIENTS)));
    }

    /**
     * The access key id of an unsigned call, as far as it is known without asking a provider that may want the network: that
     * of fixed credentials, of the request or else of the client.
     */
    static @Nullable String accessKeyIdOf(AwsRequest request, @Nullable IdentityProvider<?> ofClient) {
        Object provider = request.overrideConfiguration()
                .flatMap(AwsRequestOverrideConfiguration::credentialsIdentityProvider)
                .<Object>map(own -> own)
                .orElse(ofClient);
        return provider instanceof StaticCredentialsProvider fixed
                ? fixed.resolveCredentials().accessKeyId()
                : null;
    }

    /** The access key id that a call is signed with; {@code null} for that of the simulation. */
    static @Nullable String accessKeyIdIn(String authorization) {
        int start = authorization.indexOf(CREDENTIAL) + CREDENTIAL.length();
        int end = authorization.indexOf('/', start);
        if (start < CREDENTIAL.length() || end < 0) {
            return null;
        }
        String accessKeyId = authorization.substring(start, end);
        return accessKeyId.equals(ACCESS_KEY_ID) ? null : accessKeyId;
    }

    private static boolean isHarmless(Object provider) {
        return provider instanceof StaticCredentialsProvider || provider instanceof AnonymousCredentialsProvider;
    }
}
