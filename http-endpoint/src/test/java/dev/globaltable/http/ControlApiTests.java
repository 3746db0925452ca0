package dev.globaltable.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.Network;
import dev.globaltable.Simulation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class ControlApiTests {

    @RegisterExtension
    final ServedSimulation served = new ServedSimulation();

    private HttpRequest.Builder request(String command) {
        return HttpRequest.newBuilder(served.uri().resolve("/_control/" + command));
    }

    private HttpResponse<String> get(String command) throws Exception {
        return served.send(request(command));
    }

    private HttpResponse<String> post(String command, String body) throws Exception {
        return served.send(request(command).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A command that must succeed. */
    private String act(String command, String body) throws Exception {
        HttpResponse<String> response = post(command, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private void put(Region region, String name) throws Exception {
        HttpResponse<String> response = served.send(
                region,
                "PutItem",
                "{\"TableName\":\"profiles\",\"Item\":{\"userId\":{\"S\":\"42\"},\"name\":{\"S\":\"" + name + "\"}}}");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private String nameIn(Region region) throws Exception {
        return served.send(region, "GetItem", "{\"TableName\":\"profiles\",\"Key\":{\"userId\":{\"S\":\"42\"}}}")
                .body()
                .replaceFirst("(?:.*\"name\":\\{\"S\":\"(\\w+)\"}.*|.*)", "$1");
    }

    @Nested
    class Time {

        @Test
        void isAdvanced() throws Exception {
            put(Region.US_EAST_1, "Ada");

            assertThat(act("advance", "{\"duration\":\"799ms\"}"))
                    .isEqualTo("{\"inFlight\":1,\"time\":\"2026-01-01T00:00:00.799Z\"}\n");
            assertThat(nameIn(Region.EU_WEST_1)).isEmpty();
            assertThat(act("advance", "{\"duration\":\"PT0.001S\"}"))
                    .isEqualTo("{\"inFlight\":0,\"time\":\"2026-01-01T00:00:00.800Z\"}\n");
            assertThat(nameIn(Region.EU_WEST_1)).isEqualTo("Ada");
        }

        @Test
        void isMovedAsFarAsSettlingNeeds() throws Exception {
            put(Region.US_EAST_1, "Ada");

            assertThat(act("settle", "")).isEqualTo("{\"inFlight\":0,\"time\":\"2026-01-01T00:00:00.800Z\"}\n");
        }

        @Test
        void ofARegionIsSetWrong() throws Exception {
            act("clock", "{\"region\":\"eu-west-1\",\"ahead\":\"-500ms\",\"driftPartsPerMillion\":100}");

            assertThat(served.simulation().clock().in(Region.EU_WEST_1).ahead()).isEqualTo(Duration.ofMillis(-500));
            act("advance", "{\"duration\":\"10s\"}");
            assertThat(served.simulation().clock().in(Region.EU_WEST_1).ahead()).isEqualTo(Duration.ofMillis(-499));
        }
    }

    @Nested
    class Links {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "partition | {'between':'us-east-1','and':['eu-west-1']} | heal | {'between':['us-east-1'],'and':'eu-west-1'}",
                    "isolate | {'region':'eu-west-1'} | heal | {}",
                    "isolate | {'region':'us-east-1'} | heal | {'region':'us-east-1'}",
                    "cut | {'from':'us-east-1','to':'eu-west-1'} | heal | {'from':'us-east-1','to':'eu-west-1'}",
                    "pause | {'region':'us-east-1'} | resume | {'region':'us-east-1'}",
                    "pause | {'from':'us-east-1','to':'eu-west-1'} | resume | {'from':'us-east-1','to':'eu-west-1'}"
                })
        void holdUpWhatIsWrittenUntilTheyOpen(String close, String closed, String open, String opened)
                throws Exception {
            act(close, closed.replace('\'', '"'));
            put(Region.US_EAST_1, "Ada");

            assertThat(act("settle", "")).contains("\"inFlight\":1");
            assertThat(nameIn(Region.EU_WEST_1)).isEmpty();
            act("advance", "{\"duration\":\"1s\"}");
            act(open, opened.replace('\'', '"'));
            assertThat(nameIn(Region.EU_WEST_1)).isEqualTo("Ada");
        }

        @Test
        void oneDirectionIsNotTheOther() throws Exception {
            act("cut", "{\"from\":\"us-east-1\",\"to\":\"eu-west-1\"}");

            assertThat(served.simulation().network().isOpen(Region.US_EAST_1, Region.EU_WEST_1))
                    .isFalse();
            assertThat(served.simulation().network().isOpen(Region.EU_WEST_1, Region.US_EAST_1))
                    .isTrue();
        }

        @Test
        void getADelayOfTheirOwn() throws Exception {
            act("delay", "{\"from\":\"us-east-1\",\"to\":\"eu-west-1\",\"delay\":\"5s\"}");
            put(Region.US_EAST_1, "Ada");

            assertThat(act("settle", "")).contains("\"time\":\"2026-01-01T00:00:05Z\"");
        }
    }

    @Nested
    class Versions {

        @Test
        void underWayAreListed() throws Exception {
            put(Region.US_EAST_1, "Ada");

            assertThat(get("in-flight").body())
                    .isEqualTo(
                            "{\"inFlight\":[{\"content\":{\"item\":{\"name\":{\"S\":\"Ada\"},\"userId\":{\"S\":\"42\"}},"
                                    + "\"origin\":\"us-east-1\",\"sequence\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"},"
                                    + "\"due\":\"2026-01-01T00:00:00.800Z\",\"from\":\"us-east-1\",\"id\":1,"
                                    + "\"key\":{\"partition\":{\"S\":\"42\"}},\"sent\":\"2026-01-01T00:00:00Z\","
                                    + "\"table\":\"profiles\",\"to\":\"eu-west-1\"}]}\n");
        }

        @Test
        void areDeliveredOneByOne() throws Exception {
            put(Region.US_EAST_1, "Ada");

            assertThat(act("deliver-next", ""))
                    .contains("\"delivered\":{\"content\":", "\"time\":\"2026-01-01T00:00:00.800Z\"");
            assertThat(act("deliver-next", "")).isEqualTo("{\"inFlight\":0,\"time\":\"2026-01-01T00:00:00.800Z\"}\n");
        }

        @Test
        void areDeliveredByTheirNumberInOrderUnlessToldOtherwise() throws Exception {
            put(Region.US_EAST_1, "Ada");
            put(Region.US_EAST_1, "Grace");

            assertThat(post("deliver", "{\"id\":2}").statusCode()).isEqualTo(409);
            act("deliver", "{\"id\":2,\"outOfOrder\":true}");
            assertThat(nameIn(Region.EU_WEST_1)).isEqualTo("Grace");
            act("deliver", "{\"id\":1}");
            assertThat(nameIn(Region.EU_WEST_1)).isEqualTo("Grace");
        }

        @Test
        void thatConflictedAreListedWithWhatWasLost() throws Exception {
            put(Region.US_EAST_1, "Ada");
            act("advance", "{\"duration\":\"5ms\"}");
            put(Region.EU_WEST_1, "Grace");
            act("settle", "");

            assertThat(get("conflicts").body())
                    .startsWith(
                            "{\"conflicts\":[{\"detected\":\"2026-01-01T00:00:00.800Z\",\"detectedIn\":\"eu-west-1\",")
                    .contains(
                            "\"loser\":{\"item\":{\"name\":{\"S\":\"Ada\"}",
                            "\"winner\":{\"item\":{\"name\":{\"S\":\"Grace\"}");
        }
    }

    @Nested
    class Views {

        @Test
        void tellTheStatus() throws Exception {
            put(Region.US_EAST_1, "Ada");
            act("isolate", "{\"region\":\"eu-west-1\"}");

            assertThat(get("status").body())
                    .isEqualTo("{\"clocks\":[{\"ahead\":\"PT0S\",\"region\":\"us-east-1\"},"
                            + "{\"ahead\":\"PT0S\",\"region\":\"eu-west-1\"}],\"conflicts\":0,\"globalTables\":"
                            + "[{\"converged\":false,\"inFlight\":1,\"name\":\"profiles\",\"regions\":[\"us-east-1\","
                            + "\"eu-west-1\"],\"replicationDelay\":\"800ms\"}],\"homeRegion\":\"us-east-1\",\"inFlight\":1,"
                            + "\"links\":[{\"from\":\"us-east-1\",\"open\":false,\"to\":\"eu-west-1\"},"
                            + "{\"from\":\"eu-west-1\",\"open\":false,\"to\":\"us-east-1\"}],\"realTime\":false,\"seed\":0,"
                            + "\"start\":\"2026-01-01T00:00:00Z\",\"time\":\"2026-01-01T00:00:00Z\"}\n");
        }

        @Test
        void tellTheHistoryAsText() throws Exception {
            put(Region.US_EAST_1, "Ada");
            act("settle", "");

            assertThat(get("history").body())
                    .isEqualTo(served.simulation().history().text())
                    .contains("us-east-1 -> eu-west-1 message 1 profiles/42 arrived");
        }

        @Test
        void tellTheHistoryAnEventPerLine() throws Exception {
            put(Region.US_EAST_1, "Ada");
            served.send(Region.AP_SOUTH_1, "DescribeTable", "{\"TableName\":\"profiles\"}");
            act("settle", "");

            String lines = get("history.jsonl").body();
            assertThat(lines.lines().count())
                    .isEqualTo(served.simulation().history().events().size() + 1L);
            assertThat(lines)
                    .startsWith(
                            "{\"event\":\"Simulation\",\"forgotten\":0,\"seed\":0,\"start\":\"2026-01-01T00:00:00Z\"}\n")
                    .contains(
                            "\"event\":\"Operation\",\"id\":1,\"operation\":\"PutItem\",\"reads\":[],\"region\":\"us-east-1\",\"request\":{",
                            "\"error\":{\"code\":\"ResourceNotFoundException\",\"message\":\"Requested resource not found:"
                                    + " Table: profiles not found\"},\"event\":\"Operation\"",
                            "{\"conflict\":false,\"event\":\"VersionArrived\",\"message\":{",
                            "\"outcome\":\"");
        }

        @Test
        void drawTheTimeline() throws Exception {
            put(Region.US_EAST_1, "Ada");

            assertThat(get("timeline").body()).contains("time (s)", "| eu-west-1", "due 0.800000");
        }

        @Test
        void listTheCommands() throws Exception {
            assertThat(served.send(HttpRequest.newBuilder(served.uri().resolve("/_control")))
                            .body())
                    .contains("{\"does\":\"moves the clock forward\",\"members\":[\"duration\"],\"method\":\"POST\","
                            + "\"path\":\"/_control/advance\"}");
        }
    }

    @Nested
    class GlobalTables {

        @Test
        void areCreated() throws Exception {
            act(
                    "global-tables",
                    "{\"name\":\"scores\",\"partitionKey\":\"player\",\"sortKey\":\"points=N\","
                            + "\"regions\":[\"ap-south-1\",\"us-east-1\"],\"replicationDelay\":\"2s\"}");

            assertThat(served.send(Region.AP_SOUTH_1, "ListTables", "{}").body())
                    .isEqualTo("{\"TableNames\":[\"scores\"]}");
            assertThat(served.send(Region.US_EAST_1, "DescribeTable", "{\"TableName\":\"scores\"}")
                            .body())
                    .contains(
                            "\"RegionName\":\"ap-south-1\"", "{\"AttributeName\":\"points\",\"AttributeType\":\"N\"}");
        }

        @Test
        void mayBeCreatedAgainOnceTheyAreDeleted() throws Exception {
            for (Region region : List.of(Region.EU_WEST_1, Region.US_EAST_1)) {
                served.send(region, "DeleteTable", "{\"TableName\":\"profiles\"}");
            }
            assertThat(get("status").body()).contains("\"name\":\"profiles\",\"regions\":[],");

            act("global-tables", "{\"name\":\"profiles\",\"partitionKey\":\"id\"}");

            assertThat(get("status").body())
                    .contains("\"name\":\"profiles\",\"regions\":[\"us-east-1\",\"eu-west-1\"],");
        }

        @Test
        void getTheRegionsAndTheDelayOfTheEndpointUnlessToldOtherwise() throws Exception {
            act("global-tables", "{\"name\":\"orders\",\"partitionKey\":\"id\"}");

            assertThat(get("status").body())
                    .contains(
                            "\"name\":\"orders\",\"regions\":[\"us-east-1\",\"eu-west-1\"],\"replicationDelay\":\"1s\"");
        }
    }

    @Nested
    class TimeToLive {

        @Test
        void endsWhenItIsToldTo() throws Exception {
            served.send(
                    Region.US_EAST_1,
                    "UpdateTimeToLive",
                    "{\"TableName\":\"profiles\",\"TimeToLiveSpecification\":{\"Enabled\":true,"
                            + "\"AttributeName\":\"ends\"}}");
            served.send(
                    Region.US_EAST_1,
                    "PutItem",
                    "{\"TableName\":\"profiles\",\"Item\":{\"userId\":{\"S\":\"42\"},\"ends\":{\"N\":\""
                            + served.simulation().clock().instant().getEpochSecond() + "\"}}}");
            act("advance", "{\"duration\":\"2s\"}");

            assertThat(act("expire-items", "{\"region\":\"us-east-1\",\"table\":\"profiles\"}"))
                    .isEqualTo("{\"expired\":1,\"inFlight\":1,\"time\":\"2026-01-01T00:00:02Z\"}\n");
        }
    }

    @Nested
    class Resetting {

        @Test
        void startsAnewWithTheTablesOfTheStart() throws Exception {
            try (HttpEndpoint own =
                    HttpEndpoint.of(Simulation.builder().seed(7)).start()) {
                HttpRequest.Builder reset = HttpRequest.newBuilder(own.uri().resolve("/_control/reset"))
                        .POST(HttpRequest.BodyPublishers.noBody());
                Simulation before = own.simulation();

                assertThat(served.send(reset).body()).isEqualTo("{\"inFlight\":0,\"time\":\"2026-01-01T00:00:00Z\"}\n");
                assertThat(own.simulation()).isNotSameAs(before);
                assertThat(own.simulation().seed()).isEqualTo(7);
            }
        }

        @Test
        void isNotPossibleForASimulationOfSomebodyElse() throws Exception {
            HttpResponse<String> response = post("reset", "");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.body())
                    .startsWith("{\"error\":\"This endpoint serves a simulation that it did not start,");
        }
    }

    @Nested
    class Mistakes {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "advance | {} | \"duration\" is missing. Expected a string.",
                    "advance | {\"duration\":5} | \"duration\" expects a string; found 5.",
                    "advance | {\"duration\":\"soon\"} | \"duration\" expects a duration such as \"800ms\", \"1.5s\", \"2m\""
                            + " or \"PT0.8S\"; found \"soon\".",
                    "advance | {\"time\":\"5s\"} | Unknown member \"time\". Expected one of [duration].",
                    "settle | {\"now\":true} | Unknown member \"now\". This command takes none.",
                    "advance | [1] | Expected a JSON object; found [1]. Example: {\"duration\":\"800ms\"}.",
                    "advance | {\"dur | Expected a JSON object; found {\"dur. Example: {\"duration\":\"800ms\"}.",
                    "isolate | {\"region\":\"sa-east-1\"} | No global table of this simulation has a replica in sa-east-1;"
                            + " there are replicas in [us-east-1, eu-west-1].",
                    "partition | {\"between\":\"us-east-1\"} | \"and\" is missing. Expected a Region or a list of Regions.",
                    "partition | {\"between\":7,\"and\":\"us-east-1\"} | \"between\" expects a Region or a list of Regions;"
                            + " found 7.",
                    "heal | {\"from\":\"us-east-1\"} | Expected no members, \"region\", \"between\" and \"and\", or \"from\""
                            + " and \"to\".",
                    "pause | {} | Expected \"region\", or \"from\" and \"to\".",
                    "clock | {\"region\":\"us-east-1\"} | Expected \"ahead\", \"driftPartsPerMillion\" or both.",
                    "clock | {\"region\":\"us-east-1\",\"ahead\":\"--5s\"} | \"ahead\" expects a duration such as \"500ms\""
                            + " or \"-1.5s\"; found \"--5s\".",
                    "clock | {\"region\":\"us-east-1\",\"driftPartsPerMillion\":1.5} | \"driftPartsPerMillion\" expects a"
                            + " whole number; found 1.5.",
                    "clock | {\"region\":\"us-east-1\",\"ahead\":\"5s\",\"driftPartsPerMillion\":1000000} | A clock gains or"
                            + " loses less than 1000000 parts per million; found 1000000. Example: 100, for 0.1 ms in"
                            + " each second.",
                    "clock | {\"region\":\"us-east-1\",\"ahead\":\"9000h\",\"driftPartsPerMillion\":1} | A clock is at most"
                            + " 365 days ahead or behind; found PT9000H. Example: Duration.ofMillis(-500).",
                    "advance | {\"duration\":\"PT9999999999H\"} | Virtual time moves by 36500 days at most; found"
                            + " PT9999999999H. To see a version arrive that nothing holds up use settle().",
                    "deliver | {\"id\":9} | No version 9 is under way. GET /_control/in-flight lists those that are.",
                    "deliver | {\"id\":1,\"outOfOrder\":\"yes\"} | No version 1 is under way. GET /_control/in-flight lists"
                            + " those that are.",
                    "global-tables | {\"name\":\"profiles\",\"partitionKey\":\"id\"} | There is a table \"profiles\" in"
                            + " us-east-1 already. Give the global table another name, or delete that table first.",
                    "global-tables | {\"name\":\"orders\",\"partitionKey\":\"id=X\"} | Not the type of a key: \"X\" in"
                            + " \"id=X\". Expected S, N or B, as in points=N."
                })
        void areToldWithStatus400(String command, String body, String expected) throws Exception {
            HttpResponse<String> response = post(command, body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo("{\"error\":\"" + expected.replace("\"", "\\\"") + "\"}\n");
        }

        /** Neither half of a command is done when the other half is wrong. */
        @Test
        void changeNothing() throws Exception {
            Network network = served.simulation().network();

            post("partition", "{\"between\":\"us-east-1\",\"and\":[\"eu-west-1\",\"sa-east-1\"]}");
            assertThat(network.isOpen(Region.US_EAST_1, Region.EU_WEST_1)).isTrue();

            network.isolate(Region.EU_WEST_1);
            post("heal", "{\"between\":\"us-east-1\",\"and\":[\"eu-west-1\",\"sa-east-1\"]}");
            assertThat(network.isOpen(Region.US_EAST_1, Region.EU_WEST_1)).isFalse();

            for (String wrong : List.of("\"x\"", "2000000")) {
                post("clock", "{\"region\":\"us-east-1\",\"ahead\":\"5s\",\"driftPartsPerMillion\":" + wrong + "}");
            }
            post("clock", "{\"region\":\"us-east-1\",\"ahead\":\"9000h\",\"driftPartsPerMillion\":500000}");
            act("advance", "{\"duration\":\"10s\"}");
            assertThat(served.simulation().clock().in(Region.US_EAST_1).ahead()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"advanse", "history/", "/status"})
        void inTheNameGetTheNamesThereAre(String command) throws Exception {
            HttpResponse<String> response = get(command);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body())
                    .startsWith("{\"error\":\"Unknown command \\\"" + command
                            + "\\\". Expected one of [status, in-flight,");
        }

        @Test
        void inTheMethodGetTheRightOne() throws Exception {
            HttpResponse<String> response = get("advance");

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("POST");
            assertThat(response.body()).isEqualTo("{\"error\":\"Expected POST /_control/advance; found GET.\"}\n");
        }

        @Test
        void ofABrowserAreNotEvenLookedAt() throws Exception {
            HttpResponse<String> response = served.send(request("settle")
                    .header("Origin", "http://localhost:3000")
                    .POST(HttpRequest.BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(403);
        }
    }
}
