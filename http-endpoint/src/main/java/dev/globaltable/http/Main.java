package dev.globaltable.http;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/**
 * The endpoint as a program: {@code java -jar global-table-endpoint.jar --port 8000 --regions us-east-1,eu-west-1}.
 *
 * <p>Exit code 2 for options that cannot be used, 1 when it cannot listen.
 *
 * @since 0.1.0
 */
public final class Main {

    private static final String HELP = """
            Simulated Amazon DynamoDB global tables on a port, in DynamoDB's JSON protocol.

              java -jar global-table-endpoint.jar [options]

              --port <number>             where to listen; 0 for any free port (default 8000)
              --host <address>            on which address (default: loopback only). Nothing guards the port.
              --regions <a,b,...>         the Regions of global tables; the first is the home Region
                                          (default us-east-1,eu-west-1)
              --replication-delay <text>  of every global table: 800ms, 1.5s, 200ms..2s, or a profile: instant,
                                          manual, near, far, degraded, skewed (default 1s)
              --global-table <text>       a global table to start with, name:partitionKey[:sortKey]; keys are strings
                                          unless told otherwise, as in scores:player:points=N. May be repeated.
              --seed <number>             what every choice is drawn from (default 0)
              --history <number>          how many events of the history are kept, at least (default 100000)
              --table-status-delay <time> how long tables are CREATING, UPDATING, DELETING (default 0s)
              --time-to-live-delay <time> how long after its expiry an item is deleted (default 1m)
              --real-time                 virtual time follows the wall clock (default)
              --virtual-time              virtual time starts at 2026-01-01T00:00:00Z and stands still until the control
                                          API moves it; --no-real-time means the same
              --help, --version

            The Region of a call is the one it is signed for, whatever the key. The control API is under /_control.

              aws dynamodb list-tables --endpoint-url http://127.0.0.1:8000 --region eu-west-1
            """;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Listens until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = new Main(System.out, System.err).run(List.of(arguments));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    int run(List<String> arguments) throws InterruptedException {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return 0;
        }
        if (arguments.contains("--version")) {
            out.println("global-table-endpoint " + version());
            return 0;
        }
        try {
            serve(OptionReader.read(arguments));
            return 0;
        } catch (BadOptionException bad) {
            err.println(bad.getMessage());
            return 2;
        } catch (UncheckedIOException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private void serve(Options options) throws InterruptedException {
        try (HttpEndpoint endpoint = options.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(endpoint::close, "global-table-endpoint close"));
            out.println("Listening on " + endpoint.uri() + " ("
                    + options.regions().stream().map(Region::id).collect(Collectors.joining(", "))
                    + "; replication delay " + options.replicationDelay() + "; seed " + options.seed() + "; "
                    + (options.realTime() ? "real time" : "virtual time") + ")");
            out.flush();
            endpoint.awaitClose();
        }
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
