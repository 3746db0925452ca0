package dev.globaltable.sdk;

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

    private static final StaticCredentialsProvider PROVIDER =
            StaticCredentialsProvider.create(AwsBasicCredentials.builder()
                    .accessKeyId("AKIASIMULATEDACCOUNT")
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

    private static boolean isHarmless(Object provider) {
        return provider instanceof StaticCredentialsProvider || provider instanceof AnonymousCredentialsProvider;
    }
}
