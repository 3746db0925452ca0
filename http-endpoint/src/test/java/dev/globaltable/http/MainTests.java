package dev.globaltable.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class MainTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(List.of(arguments));
    }

    @Nested
    class GoodOptions {

        @Test
        void haveDefaults() {
            Options options = OptionReader.read(List.of());

            assertThat(options.port()).isEqualTo(8000);
            assertThat(options.host()).isEmpty();
            assertThat(options.regions()).containsExactly(Region.US_EAST_1, Region.EU_WEST_1);
            assertThat(options.replicationDelay()).hasToString("1s");
            assertThat(options.seed()).isZero();
            assertThat(options.realTime()).isTrue();
            assertThat(options.eventsKept()).isEqualTo(100_000);
            assertThat(options.tableStatusDelay()).isEqualTo(Duration.ZERO);
            assertThat(options.timeToLiveDelay()).isEqualTo(Duration.ofMinutes(1));
            assertThat(options.globalTables()).isEmpty();
        }

        @Test
        void areReadInBothForms() {
            Options options = OptionReader.read(List.of(
                    "--port=0",
                    "--host",
                    "0.0.0.0",
                    "--regions",
                    "sa-east-1, us-west-2",
                    "--replication-delay=200ms..2s",
                    "--seed",
                    "-7",
                    "--history=5",
                    "--table-status-delay=2s",
                    "--time-to-live-delay",
                    "1h",
                    "--no-real-time"));

            assertThat(options.port()).isZero();
            assertThat(options.host()).isEqualTo(Optional.of("0.0.0.0"));
            assertThat(options.regions()).containsExactly(Region.SA_EAST_1, Region.US_WEST_2);
            assertThat(options.replicationDelay()).hasToString("200ms..2s");
            assertThat(options.seed()).isEqualTo(-7);
            assertThat(options.realTime()).isFalse();
            assertThat(options.eventsKept()).isEqualTo(5);
            assertThat(options.tableStatusDelay()).isEqualTo(Duration.ofSeconds(2));
            assertThat(options.timeToLiveDelay()).isEqualTo(Duration.ofHours(1));
        }

        @Test
        void giveGlobalTablesTheRegionsAndTheDelayWhereverTheyStand() {
            GlobalTableDefinition table = OptionReader.read(
                            List.of("--global-table", "scores:player:points=N", "--regions", "sa-east-1,us-west-2"))
                    .globalTables()
                    .get(0);

            assertThat(table.name()).isEqualTo("scores");
            assertThat(table.partitionKey()).isEqualTo(new GlobalTableDefinition.Key("player", ScalarAttributeType.S));
            assertThat(table.sortKey())
                    .isEqualTo(Optional.of(new GlobalTableDefinition.Key("points", ScalarAttributeType.N)));
            assertThat(table.regions()).containsExactly(Region.SA_EAST_1, Region.US_WEST_2);
            assertThat(table.replicationDelay()).hasToString("1s");
        }

        @Test
        void askForHelpOrTheVersion() throws InterruptedException {
            assertThat(run("--seed", "1", "--help")).isZero();
            assertThat(out.toString(UTF_8)).contains("java -jar global-table-endpoint.jar [options]", "--global-table");
            assertThat(run("--version")).isZero();
            assertThat(out.toString(UTF_8)).contains("global-table-endpoint (development)");
        }
    }

    @Nested
    class BadOptions {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "--prot 8000 | Unknown option \"--prot\". Expected one of --port, --host, --regions,"
                            + " --replication-delay, --global-table, --seed, --history, --table-status-delay, --time-to-live-delay, --real-time, --virtual-time, --help, --version."
                            + " See --help.",
                    "8000 | Unknown option \"8000\". Expected one of --port, --host, --regions, --replication-delay,"
                            + " --global-table, --seed, --history, --table-status-delay, --time-to-live-delay, --real-time, --virtual-time, --help, --version. See --help.",
                    "--port | --port needs a value. See --help for an example.",
                    "--port http | --port expects a whole number from 0 to 65535; found \"http\". Example: --port 8000, or 0"
                            + " for any that is free.",
                    "--port 70000 | --port expects a whole number from 0 to 65535; found \"70000\". Example: --port 8000, or"
                            + " 0 for any that is free.",
                    "--real-time=yes | --real-time takes no value. Leave out what follows \"=\".",
                    "--regions us-east-1,us-east-1 | --regions names a Region twice: \"us-east-1,us-east-1\". Name each"
                            + " once.",
                    "--replication-delay soon | --replication-delay: Not a replication delay: \"soon\". Expected a duration"
                            + " such as \"800ms\", \"1.5s\", \"2m\" or \"PT0.8S\", a range such as \"200ms..2s\", or one of"
                            + " the profiles degraded, far, instant, manual, near, skewed.",
                    "--table-status-delay soon | --table-status-delay expects a duration such as 800ms, 1.5s or 2m, up"
                            + " to 365 days; found \"soon\".",
                    "--time-to-live-delay P366D | --time-to-live-delay expects a duration such as 800ms, 1.5s or 2m, up to"
                            + " 365 days; found \"P366D\".",
                    "--global-table scores:id:id=N | --global-table: \"id\" is both the partition key and the sort key. Name"
                            + " two attributes, or leave out the sort key.",
                    "--global-table profiles | --global-table: Not a global table: \"profiles\". Expected"
                            + " name:partitionKey or name:partitionKey:sortKey, a key being an attribute's name, with its"
                            + " type after \"=\" unless it is S; for example profiles:userId or scores:player:points=N.",
                    "--global-table profiles:id=X | --global-table: Not the type of a key: \"X\" in \"id=X\". Expected S, N"
                            + " or B, as in points=N.",
                    "--global-table aaa:b --global-table aaa:c | --global-table: two tables have the same name: [aaa:b,"
                            + " aaa:c]. A name stands for one table in all Regions; give each its own."
                })
        void areToldWithExitCode2(String line, String expected) throws InterruptedException {
            assertThat(run(line.split(" "))).isEqualTo(2);
            assertThat(err.toString(UTF_8).trim()).isEqualTo(expected);
        }

        @Test
        void ofARegionNameTheRegionsThereAre() throws InterruptedException {
            assertThat(run("--regions", "us-east-1,mars-1")).isEqualTo(2);
            assertThat(err.toString(UTF_8))
                    .startsWith("--regions expects names of AWS Regions; found \"mars-1\". The Regions are"
                            + " af-south-1, ap-east-1, ")
                    .contains(", us-west-2.");
        }

        @Test
        void aGlobalTableNeedsTwoRegions() throws InterruptedException {
            assertThat(run("--regions", "us-east-1", "--global-table", "profiles:id"))
                    .isEqualTo(2);
            assertThat(err.toString(UTF_8)).contains("needs replicas in at least two Regions; found [us-east-1].");
        }
    }

    @Nested
    class Listening {

        @Test
        void onATakenPortFailsWithExitCode1() throws Exception {
            try (HttpEndpoint first = OptionReader.read(List.of("--port", "0")).start()) {
                String port = Integer.toString(first.uri().getPort());

                assertThat(run("--port", port)).isEqualTo(1);
                assertThat(err.toString(UTF_8))
                        .startsWith("Cannot listen on 127.0.0.1 port " + port + ": ")
                        .contains("Choose another port, or 0 for any that is free.");
            }
        }

        @Test
        void onAnUnknownHostFailsWithExitCode1() throws Exception {
            assertThat(run("--port", "0", "--host", "no.such.host.invalid")).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .startsWith("Unknown host: \"no.such.host.invalid\". Expected a host name or an IP address of this"
                            + " machine.");
        }

        @Test
        void aProcessSaysWhereAndEndsWhenItIsTold() throws Exception {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "--port",
                            "0",
                            "--virtual-time",
                            "--seed",
                            "7",
                            "--replication-delay",
                            "800ms")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                String line = lines.readLine();
                while (line != null && !line.startsWith("Listening")) {
                    line = lines.readLine();
                }
                assertThat(line)
                        .matches(
                                "Listening on http://127\\.0\\.0\\.1:\\d+ \\(us-east-1, eu-west-1; replication delay 800ms;"
                                        + " seed 7; virtual time\\)");
                process.destroy();
                assertThat(process.waitFor()).isEqualTo(143);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
