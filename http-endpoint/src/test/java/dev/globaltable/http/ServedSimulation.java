package dev.globaltable.http;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.regions.Region;

/** An endpoint for each test, with the global table "profiles" in us-east-1 and eu-west-1, 800 ms apart; virtual time. */
final class ServedSimulation implements BeforeEachCallback, AfterEachCallback {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Simulation simulation;
    private HttpEndpoint endpoint;

    @Override
    public void beforeEach(ExtensionContext context) {
        simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("userId")
                        .replicationDelay("800ms"))
                .start();
        endpoint = HttpEndpoint.of(simulation).port(0).start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        endpoint.close();
        simulation.close();
    }

    Simulation simulation() {
        return simulation;
    }

    URI uri() {
        return Objects.requireNonNull(endpoint).uri();
    }

    /** A signed call; add to it, or replace what it has. */
    HttpRequest.Builder call(Region region, String operation, String body) {
        return HttpRequest.newBuilder(uri())
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", authorization(region))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static String authorization(Region region) {
        return "AWS4-HMAC-SHA256 Credential=any/20260101/" + region.id()
                + "/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0123456789abcdef";
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(Region region, String operation, String body) throws IOException, InterruptedException {
        return send(call(region, operation, body));
    }
}
