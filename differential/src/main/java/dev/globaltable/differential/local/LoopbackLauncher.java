package dev.globaltable.differential.local;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * Main class of the DynamoDB Local process: in memory, telemetry off, on a free loopback port that it prints.
 *
 * <p>DynamoDB Local itself listens on every interface and has no option against it, so its connectors are bound to loopback
 * before they start. The process ends when its standard input does, so that it never outlives the test.
 */
public final class LoopbackLauncher {

    /** What precedes the port number on standard output. */
    public static final String LISTENING = "listening on ";

    private static final String PACKAGE = "software.amazon.dynamodb.services.local.";

    private LoopbackLauncher() {}

    /** Starts the server and serves until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Method create = Class.forName(PACKAGE + "main.ServerRunner")
                .getMethod("createServerFromCommandLineArgs", String[].class);
        Object local = create.invoke(null, (Object) new String[] {"-inMemory", "-disableTelemetry", "-port", "65535"});
        Object connector = connector(local);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
        local.getClass().getMethod("start").invoke(local);
        out.println(LISTENING + connector.getClass().getMethod("getLocalPort").invoke(connector));
        endWithStandardInput();
    }

    private static Object connector(Object local) throws ReflectiveOperationException {
        Field field = Class.forName(PACKAGE + "server.DynamoDBProxyServer").getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(local);
        Object connectors = server.getClass().getMethod("getConnectors").invoke(server);
        if (Array.getLength(connectors) != 1) {
            throw new IllegalStateException("Expected one connector, found " + Array.getLength(connectors));
        }
        return Array.get(connectors, 0);
    }

    private static void endWithStandardInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever sent; only the end matters.
        }
        Runtime.getRuntime().halt(0);
    }
}
