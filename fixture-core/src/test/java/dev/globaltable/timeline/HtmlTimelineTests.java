package dev.globaltable.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.timeline.TimelineHeading.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class HtmlTimelineTests {

    private static final String DATA = "<script type=\"application/json\" id=\"data\">";

    private final Simulation simulation = start();

    private static Simulation start() {
        return Simulation.builder()
                .seed(4711)
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("userId")
                        .replicationDelay("800ms"))
                .start();
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private static void put(Simulation simulation, Region region, String name) {
        simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("profiles")
                        .item(Map.of("userId", AttributeValue.fromS("42"), "name", AttributeValue.fromS(name)))
                        .build());
    }

    private static void get(Simulation simulation, Region region) {
        simulation.execute(
                region,
                GetItemRequest.builder()
                        .tableName("profiles")
                        .key(Map.of("userId", AttributeValue.fromS("42")))
                        .build());
    }

    private static void staleRead(Simulation simulation) {
        simulation.session("cart").run(() -> put(simulation, Region.US_EAST_1, "Ada"));
        simulation.clock().advance(Duration.ofMillis(300));
        simulation.session("cart").run(() -> get(simulation, Region.EU_WEST_1));
        simulation.settle();
    }

    private static TimelineHeading heading(String title, String message) {
        return new TimelineHeading(
                title, "com.example.ProfileTests", Verdict.FAILED, message, "-Dglobaltable.seed=4711");
    }

    private static final Highlight STORY = new Highlight(
            "read-your-writes",
            "Session cart does not read what it wrote.",
            List.of(new Highlight.Step(1, "cart writes Ada"), new Highlight.Step(2, "cart reads: no item")),
            List.of(new Highlight.Relation(1, 2, "same session")));

    private static String resource(String name) {
        try (InputStream text = HtmlTimelineTests.class.getResourceAsStream(name)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String data(String page) {
        int from = page.indexOf(DATA) + DATA.length();
        return page.substring(from, page.indexOf("</script>", from));
    }

    @Test
    void theDataOfAStaleReadIsTheOneInTheFile() {
        staleRead(simulation);

        String page =
                HtmlTimeline.of(simulation.history(), heading("reads its own write", "was: null"), List.of(STORY));

        assertThat(data(page)).isEqualTo(resource("stale-read.json"));
    }

    @Test
    void theSameHistoryGivesTheSameBytes() {
        staleRead(simulation);
        try (Simulation again = start()) {
            staleRead(again);

            assertThat(HtmlTimeline.of(again.history(), TimelineHeading.of("test")))
                    .isEqualTo(HtmlTimeline.of(simulation.history(), TimelineHeading.of("test")));
        }
    }

    @Test
    void thePageNeedsNothingFromOutside() {
        staleRead(simulation);

        String page = HtmlTimeline.of(simulation.history(), TimelineHeading.of("test"));

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .endsWith("</html>\n")
                .contains("default-src 'none'", "'use strict';", ".lane", "prefers-color-scheme: dark")
                .doesNotContain("https://", " src=", "@import", "{{", "<link rel=\"stylesheet\"");
        // The only address is the name of a name space, which nobody fetches.
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://");
    }

    @Test
    void theTestsNameIsThePagesTitle() {
        assertThat(HtmlTimeline.of(simulation.history(), TimelineHeading.of("a < b & \"c\"")))
                .contains("<title>a &lt; b &amp; &quot;c&quot;</title>");
    }

    @Test
    void noItemOrMessageBreaksOutOfTheData() {
        put(simulation, Region.US_EAST_1, "</script><script>alert(1)</script><!-- {{script}} \u2028 \ud800");

        String page = HtmlTimeline.of(
                simulation.history(), heading("</title><b>{{data}}", "</script><img src=x onerror=alert(1)>"));

        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page).doesNotContain("<b>", "<img", "alert(1)</script>", "<!--");
        assertThat(data(page)).contains("\\u003c/script>\\u003cscript>alert(1)", "{{script}}", "\\ud800");
    }

    @Test
    void anEmptyHistoryIsAPageToo() {
        try (Simulation empty = Simulation.builder().start()) {
            assertThat(data(HtmlTimeline.of(empty.history(), TimelineHeading.of("nothing"))))
                    .contains("\"lanes\":[]", "\"marks\":[]", "\"end\":0");
        }
    }
}
