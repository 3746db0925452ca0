package dev.globaltable.http;

import dev.globaltable.Simulation;
import dev.globaltable.error.NotSimulatedException;
import dev.globaltable.protocol.JsonProtocol;
import dev.globaltable.protocol.WireResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** DynamoDB and its streams as their endpoints answer over HTTP. */
final class ServiceApi {

    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final String JSON = "application/json";

    private final SimulationHost host;

    ServiceApi(SimulationHost host) {
        this.host = host;
    }

    Answer answer(HttpCall call) {
        String origin = call.header("Origin");
        if (call.method().equals("OPTIONS")) {
            return CrossOrigin.preflight(call).fromService(host.simulation().newRequestId());
        }
        Answer answer = dispatch(call);
        return origin == null ? answer : CrossOrigin.allow(answer);
    }

    private Answer dispatch(HttpCall call) {
        Simulation simulation = host.simulation();
        if (!call.path().equals("/")) {
            return notOurs(simulation);
        }
        return switch (call.method()) {
            case "GET", "HEAD" ->
                Answer.of(
                                200,
                                "text/plain",
                                "healthy: dynamodb." + simulation.homeRegion().id() + ".amazonaws.com ")
                        .fromService(simulation.newRequestId());
            case "POST" -> post(call, simulation);
            default -> notOurs(simulation);
        };
    }

    private Answer post(HttpCall call, Simulation simulation) {
        String contentType = mediaType(call.header("Content-Type"));
        return switch (contentType) {
            case JSON_1_0 -> operation(call, simulation);
            case JSON -> operation(call, simulation).withContentType(JSON);
            default -> notOurs(simulation);
        };
    }

    private Answer operation(HttpCall call, Simulation simulation) {
        try {
            return Answer.of(execute(call, simulation));
        } catch (AwsServiceException refused) {
            return refusal(refused, simulation);
        } catch (NotSimulatedException absent) {
            return refusal(Refusals.notSimulated(absent), simulation);
        } catch (RuntimeException | StackOverflowError failed) {
            if (simulation.isClosed() && !simulation.equals(host.simulation())) {
                // A reset came in between: the call is for the simulation that there is now.
                return operation(call, host.simulation());
            }
            return refusal(Refusals.internalError(call.header("X-Amz-Target"), failed), simulation);
        }
    }

    private static WireResponse execute(HttpCall call, Simulation simulation) {
        String target = call.header("X-Amz-Target");
        if (!JsonProtocol.hasOperation(target)) {
            throw Refusals.unknownOperation();
        }
        CredentialScope scope = CredentialScope.of(call);
        AwsRequest request = JsonProtocol.readRequest(target, call.body());
        return JsonProtocol.writeResponse(simulation.execute(scope.region(), request, scope.accessKeyId()));
    }

    private static Answer refusal(AwsServiceException refused, Simulation simulation) {
        AwsServiceException identified = refused.requestId() != null
                ? refused
                : refused.toBuilder().requestId(simulation.newRequestId()).build();
        return Answer.of(JsonProtocol.writeError(identified));
    }

    Answer malformed(Throwable cause) {
        return refusal(Refusals.malformed(cause), host.simulation());
    }

    Answer tooLarge() {
        return refusal(Refusals.tooLarge(), host.simulation());
    }

    /** What no protocol of the service claims. */
    private static Answer notOurs(Simulation simulation) {
        return Answer.of(404, "application/xml", "<UnknownOperationException/>\n")
                .fromService(simulation.newRequestId());
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().toLowerCase(Locale.ROOT);
    }
}
