package dev.globaltable.sdk;

import java.util.List;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeProvider;
import software.amazon.awssdk.services.dynamodb.auth.scheme.DynamoDbAuthSchemeParams;
import software.amazon.awssdk.services.dynamodb.auth.scheme.DynamoDbAuthSchemeProvider;
import software.amazon.awssdk.services.dynamodb.streams.auth.scheme.DynamoDbStreamsAuthSchemeParams;
import software.amazon.awssdk.services.dynamodb.streams.auth.scheme.DynamoDbStreamsAuthSchemeProvider;

/** Leaves requests unsigned: nobody sees a signature on the typed transport, and making one is a third of a call. */
final class Unsigned {

    private static final List<AuthSchemeOption> NO_AUTH =
            List.of(AuthSchemeOption.builder().schemeId("smithy.api#noAuth").build());

    private Unsigned() {}

    static AuthSchemeProvider insteadOf(SdkClientConfiguration client) {
        AuthSchemeProvider own = client.option(SdkClientOption.AUTH_SCHEME_PROVIDER);
        return own instanceof DynamoDbStreamsAuthSchemeProvider ? new Streams() : new Tables();
    }

    private static final class Tables implements DynamoDbAuthSchemeProvider {
        @Override
        public List<AuthSchemeOption> resolveAuthScheme(DynamoDbAuthSchemeParams params) {
            return NO_AUTH;
        }
    }

    private static final class Streams implements DynamoDbStreamsAuthSchemeProvider {
        @Override
        public List<AuthSchemeOption> resolveAuthScheme(DynamoDbStreamsAuthSchemeParams params) {
            return NO_AUTH;
        }
    }
}
