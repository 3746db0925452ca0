package dev.globaltable.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * From the start of a JVM to the first answered {@code PutItem}, each time in a new one: the canned client, the
 * simulation with {@code -javaagent} and with dynamic attach. The ways take turns, so that a noisy machine disturbs all
 * alike.
 *
 * <p>Arguments: the path of the sdk-interceptor's jar, and how many rounds.
 */
public final class ColdStart {

    private ColdStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            firstPut(arguments[0].equals("canned"));
            System.out.println("answered");
            return;
        }
        Map<String, List<String>> ways = new LinkedHashMap<>();
        ways.put("canned", List.of());
        ways.put("routed, -javaagent", List.of("-javaagent:" + arguments[0]));
        ways.put("routed, dynamic attach", List.of());
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        int rounds = Integer.parseInt(arguments[1]);
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                micros.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                        .add(inNewJvm(way.getKey(), way.getValue()));
            }
        }
        report(micros);
    }

    private static void firstPut(boolean canned) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(Workload.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
        if (canned) {
            builder.httpClient(new CannedHttpClient());
        } else {
            Workload.simulation();
        }
        builder.build().putItem(put -> put.tableName("items").item(Workload.item(1, 1)));
    }

    private static long inNewJvm(String way, List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName(),
                way.startsWith("canned") ? "canned" : "routed"));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
        long micros = (System.nanoTime() - start) / 1000;
        if (process.waitFor() != 0 || !"answered".equals(answer)) {
            throw new IllegalStateException("Failed: " + command + "\n" + answer);
        }
        return micros;
    }

    private static void report(Map<String, List<Long>> micros) {
        double floor = median(micros.get("canned"));
        micros.forEach((way, times) -> System.out.printf(
                Locale.ROOT,
                "%-24s median %6.0f ms  (%.0f .. %.0f)  %.2f x canned%n",
                way,
                median(times) / 1000,
                Collections.min(times) / 1000.0,
                Collections.max(times) / 1000.0,
                median(times) / floor));
    }

    private static double median(List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
