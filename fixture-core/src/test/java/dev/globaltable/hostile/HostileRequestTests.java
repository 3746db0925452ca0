package dev.globaltable.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whole requests as JSON: by the model with nonsense in them, broken byte by byte, nested without end. */
@Timeout(30)
class HostileRequestTests {

    private static final String NOISE = "{}[]\",:0-9eE.\\u\u00ff\u0000 tfn";
    private static final String NOT_JSON = "{\"__type\":\"com.amazon.coral.service#SerializationException\"}";

    @RegisterExtension
    final Target target = new Target();

    private static Map<String, AwsRequest> operations() throws ReflectiveOperationException {
        Map<String, AwsRequest> operations = new TreeMap<>();
        for (Method method : DynamoDbClient.class.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 1
                    && AwsRequest.class.isAssignableFrom(parameters[0])
                    && !method.getName().endsWith("Paginator")) {
                AwsRequest.Builder builder =
                        (AwsRequest.Builder) parameters[0].getMethod("builder").invoke(null);
                String name = method.getName();
                operations.put(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), builder.build());
            }
        }
        return operations;
    }

    static Stream<String> operationNames() throws ReflectiveOperationException {
        return operations().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operationNames")
    void nonsenseInRequestsOfTheModelIsRefused(String operation) throws ReflectiveOperationException {
        AwsRequest request = operations().get(operation);
        int rounds = target.simulates(request) ? 150 : 3;
        for (int sanity : new int[] {4, 30}) {
            Requests requests = new Requests(operation.hashCode(), sanity);
            for (int round = 0; round < rounds; round++) {
                String body = requests.body((SdkPojo) request);
                try {
                    target.send(operation, utf8(body));
                } catch (RuntimeException | StackOverflowError defect) {
                    throw new AssertionError(operation + " " + body, defect);
                }
            }
        }
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] whole = utf8("{\"TableName\":\"people\",\"Item\":{\"id\":{\"S\":\"1\"},\"a\":{\"L\":[{\"N\":\"1.5e3\"},"
                + "{\"M\":{\"\\u00e9\":{\"BOOL\":true}}},{\"BS\":[\"YQ==\"]}]}},\"ConditionExpression\":\"a = :a\","
                + "\"ExpressionAttributeValues\":{\":a\":{\"NS\":[\"1\",\"2\"]}},\"ReturnValues\":\"ALL_OLD\"}");
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] broken = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                broken[random.nextInt(broken.length)] = (byte) NOISE.charAt(random.nextInt(NOISE.length()));
            }
            target.send("PutItem", Arrays.copyOf(broken, 1 + random.nextInt(broken.length)));
            target.send("PutItem", broken);
        }
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefused(String bomb) {
        assertThat(target.send("GetItem", utf8(bomb))).startsWith("{\"__type\":\"com.amazon.coral.");
    }

    static Stream<String> bombs() {
        return Stream.of(
                "[".repeat(1_000_000),
                "{\"a\":".repeat(500_000),
                "{\"Key\":{\"id\":" + "{\"L\":[".repeat(200_000),
                "{\"Key\":{\"id\":" + "{\"M\":{\"a\":".repeat(190) + "{\"S\":\"x\"}" + "}}".repeat(190) + "}}",
                "{\"ConsistentRead\":" + "1".repeat(1_000_000) + "}",
                "{\"Key\":{\"id\":{\"N\":\"" + "9".repeat(1_000_000) + "\"}},\"TableName\":\"people\"}",
                "{\"Key\":{\"id\":{\"N\":\"1e" + "9".repeat(1_000_000) + "\"}},\"TableName\":\"people\"}",
                "{\"Key\":{\"id\":{\"N\":\"0." + "0".repeat(1_000_000) + "1\"}},\"TableName\":\"people\"}",
                "{\"TableName\":\"" + "\\ud800".repeat(100_000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void hugeNumbersWhereAnIntegerIsWantedAreRefused(String number) {
        assertThat(target.send("Scan", utf8("{\"TableName\":\"people\",\"Limit\":" + number + "}")))
                .startsWith("{\"__type\":\"com.amazon.coral.");
    }

    static Stream<String> numbers() {
        return Stream.of(
                "1".repeat(1_000_000),
                "-" + "9".repeat(2_000_000),
                "1e99999999999",
                "1e-99999999999",
                "1e2147483647",
                "1e-2147483648",
                "1." + "0".repeat(1_000_000) + "e-1",
                "1e" + "9".repeat(1_000_000));
    }

    @Test
    void whatIsNotJsonSaysNothing() {
        assertThat(target.send("GetItem", utf8("[".repeat(10)))).isNotEqualTo(NOT_JSON);
        assertThat(target.send("GetItem", new byte[] {(byte) 0xff, (byte) 0xfe}))
                .isEqualTo(NOT_JSON);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
