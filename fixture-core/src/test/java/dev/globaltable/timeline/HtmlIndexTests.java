package dev.globaltable.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.timeline.TimelineHeading.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class HtmlIndexTests {

    private static String page(String test, String origin, Verdict verdict, String message) {
        Map<String, AttributeValue> key = Map.of("userId", AttributeValue.fromS("42"));
        try (Simulation simulation = Simulation.builder()
                .globalTable(GlobalTableDefinition.named("profiles").partitionKey("userId"))
                .start()) {
            simulation.execute(
                    Region.US_EAST_1,
                    PutItemRequest.builder().tableName("profiles").item(key).build());
            simulation.execute(
                    Region.EU_WEST_1,
                    GetItemRequest.builder().tableName("profiles").key(key).build());
            return HtmlTimeline.of(simulation.history(), new TimelineHeading(test, origin, verdict, message, ""))
                    .substring(0, HtmlIndex.BEGINNING);
        }
    }

    private static String body(HtmlIndex index) {
        String text = index.text();
        return text.substring(text.indexOf("<body>"), text.indexOf("</body>"));
    }

    @Test
    void failedTestsComeFirstThenClassesAndTestsByName() {
        HtmlIndex index = new HtmlIndex();
        index.add("C/last.timeline.html", page("last()", "C", Verdict.FAILED, "expected: <1>\nbut was: 2"));
        index.add("C/first[1].timeline.html", page("first", "C", Verdict.PASSED, ""));
        index.add("A/a.timeline.html", page("a()", "A", Verdict.PASSED, ""));

        assertThat(body(index)).isEqualTo("""
                        <body>
                        <h1>What happened in each Region</h1>
                        <p>1 failed of 3 tests with a timeline</p>
                        <h2>C</h2>
                        <table>
                        <tr><td class="verdict failed">\u2717 failed</td><td class="name"><a href="C/last.timeline.html">last()</a></td>\
                        <td class="findings">1 stale read</td><td class="quiet">expected: &lt;1&gt;</td></tr>
                        <tr><td class="verdict passed">\u2713 passed</td><td class="name"><a href="C/first%5B1%5D.timeline.html">first</a></td>\
                        <td class="findings">1 stale read</td><td class="quiet"></td></tr>
                        </table>
                        <h2>A</h2>
                        <table>
                        <tr><td class="verdict passed">\u2713 passed</td><td class="name"><a href="A/a.timeline.html">a()</a></td>\
                        <td class="findings">1 stale read</td><td class="quiet"></td></tr>
                        </table>
                        """);
    }

    @Test
    void whatIsNoPageIsLeftOut() {
        HtmlIndex index = new HtmlIndex();
        index.add("x.html", "<html><title>x</title></html>");

        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void noTestNameOrMessageBreaksOut() {
        HtmlIndex index = new HtmlIndex();
        index.add("a.html", page("\"><b>\n<i>", "</h2><b>", Verdict.FAILED, "<script>\"</td>"));

        assertThat(index.text())
                .contains("&quot;&gt;&lt;b&gt; &lt;i&gt;", "&lt;/h2&gt;", "&lt;script&gt;&quot;&lt;/td&gt;")
                .doesNotContain("<b>", "<i>", "<script");
    }
}
