package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.timeline.Highlight;
import dev.globaltable.timeline.HtmlTimeline;
import dev.globaltable.timeline.TimelineHeading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The page in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class TimelinePageTests {

    private static final String RIGHT = "\uE014";
    private static final String END = "\uE010";
    private static final String HOME = "\uE011";
    private static final List<Region> REGIONS = List.of(Region.US_EAST_1, Region.EU_WEST_1, Region.AP_SOUTHEAST_2);

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeAll
    void startBrowser() {
        browser = Browser.start()
                .orElseGet(
                        () -> Assumptions.abort(
                                "There is no chromedriver on the path, or no Chromium: the timeline is not tested in a browser."));
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertThat(browser.console()).isEmpty();
    }

    private static Simulation start() {
        return Simulation.builder()
                .seed(4711)
                .globalTable(GlobalTableDefinition.named("profiles")
                        .partitionKey("userId")
                        .regions(REGIONS.toArray(new Region[0]))
                        .replicationDelay("800ms"))
                .start();
    }

    private static void put(Simulation simulation, Region region, String user, String name) {
        simulation.execute(
                region,
                PutItemRequest.builder()
                        .tableName("profiles")
                        .item(Map.of("userId", AttributeValue.fromS(user), "name", AttributeValue.fromS(name)))
                        .build());
    }

    private static void get(Simulation simulation, Region region, String user) {
        simulation.execute(
                region,
                GetItemRequest.builder()
                        .tableName("profiles")
                        .key(Map.of("userId", AttributeValue.fromS(user)))
                        .build());
    }

    private void show(Simulation simulation, List<Highlight> highlights) throws IOException {
        browser.open(Files.writeString(
                folder.resolve("page.html"),
                HtmlTimeline.of(simulation.history(), TimelineHeading.of("a test"), highlights)));
    }

    @Nested
    class WithAFewEvents {

        @BeforeEach
        void twoUsersAndAConflict() throws IOException {
            try (Simulation simulation = start()) {
                simulation.session("cart").run(() -> put(simulation, Region.US_EAST_1, "42", "Ada"));
                simulation.clock().advance(Duration.ofMillis(5));
                put(simulation, Region.EU_WEST_1, "42", "</script><script>document.title = 'broken'</script>");
                put(simulation, Region.EU_WEST_1, "43", "Barbara");
                get(simulation, Region.US_EAST_1, "42");
                simulation.clock().advance(Duration.ofHours(5));
                simulation.settle();
                show(
                        simulation,
                        List.of(new Highlight(
                                "read-your-writes",
                                "It was not read.",
                                List.of(new Highlight.Step(1, "written"), new Highlight.Step(4, "not read")),
                                List.of(new Highlight.Relation(1, 4, "same session")))));
            }
        }

        private String position() {
            return browser.run("return document.getElementById('position').textContent");
        }

        private String selectedRow() {
            return browser.run("return document.querySelector('.row.selected .what').textContent");
        }

        @Test
        void theItemsTextStaysText() {
            assertThat(browser.run("return document.title")).isEqualTo("a test");
            assertThat(browser.run("return document.scripts.length")).isEqualTo("2");
        }

        @Test
        void theArrowKeysStepThroughTheEventsAndTheListFollows() {
            browser.press(HOME);
            assertThat(position()).isEqualTo("1 / 10");
            assertThat(selectedRow()).startsWith("PutItem profiles {name: \"Ada\"");

            browser.press(RIGHT);
            browser.press(RIGHT);
            assertThat(position()).isEqualTo("3 / 10");
            assertThat(selectedRow()).startsWith("PutItem profiles {name: \"Barbara\"");

            browser.press(END);
            assertThat(position()).isEqualTo("10 / 10");
        }

        @Test
        void theKeyNGoesToTheNextThingThatStandsOut() {
            browser.press(HOME);
            browser.press("n");
            assertThat(selectedRow()).startsWith("GetItem profiles {userId: \"42\"}");

            browser.press("n");
            assertThat(selectedRow()).contains("LOST");
        }

        @Test
        void aClickOnAMarkTellsWhatEachRegionHeldAndHowItCameThere() {
            browser.click(".mark.read .shape");

            assertThat(browser.run("return document.querySelector('#panel h3').textContent"))
                    .isEqualTo("GetItem at 0.005 s in us-east-1");
            assertThat(browser.run("return document.querySelector('#panel .finding.stale').textContent"))
                    .startsWith("Stale: this call saw v1");
            assertThat(
                            browser.run(
                                    "return [...document.querySelectorAll('#panel tbody tr')].map(row => row.cells[0].textContent + ' ' + row.cells[2].textContent).join('; ')"))
                    .isEqualTo("us-east-1 written here by PutItem at 0 s; eu-west-1 written here by PutItem at 0.005 s;"
                            + " ap-southeast-2 not there yet");
        }

        @Test
        void theWheelKeysAndButtonsZoomAndDraggingPans() {
            double before = Double.parseDouble(browser.run("return view.scale"));
            browser.press("+");
            browser.click("#zoom-in");
            browser.wheel(600, 420, -100);
            assertThat(Double.parseDouble(browser.run("return view.scale"))).isGreaterThan(before * 1.9);

            String left = browser.run("return view.left");
            browser.mouse("700", "420", "400");
            assertThat(Double.parseDouble(browser.run("return view.left"))).isGreaterThan(Double.parseDouble(left));

            browser.press("0");
            assertThat(browser.run("return view.left")).isEqualTo("0");
            assertThat(
                            browser.run(
                                    "return document.querySelectorAll('#front .mark').length + document.querySelectorAll('#front .cluster').length > 5"))
                    .isEqualTo("true");
        }

        @Test
        void aFilterByKeyLeavesTheEventsOfThatItem() {
            browser.run("setFilter('key', '43')");
            assertThat(browser.run("return document.getElementById('count').textContent"))
                    .isEqualTo("3 of 10");

            browser.run("document.getElementById('clear').click()");
            assertThat(browser.run("return document.getElementById('count').textContent"))
                    .isEqualTo("10");
        }

        @Test
        void aFilterByActorLeavesItsCallsAndWhereItsWritesArrive() {
            browser.run("setFilter('actor', 'cart')");

            assertThat(browser.run("return axis.shown.map(mark => mark.name).join()"))
                    .isEqualTo("PutItem,#1 LOST,#2 applied");
        }

        @Test
        void theKeyTTurnsTheLightOffAndOn() {
            String light = browser.run("return getComputedStyle(document.body).backgroundColor");
            browser.press("t");
            assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                    .isNotEqualTo(light);

            browser.press("t");
            assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(light);
        }

        @Test
        void aLongGapIsBrokenAndLabelledUnlessTheScaleIsTrue() {
            assertThat(browser.run("return document.querySelectorAll('.break').length"))
                    .isNotEqualTo("0");
            browser.press("s");
            assertThat(browser.run("return document.querySelectorAll('.break').length"))
                    .isEqualTo("0");
        }

        @Test
        void theStoryIsNumberedInThePictureAndTheMarksCanBeReachedAndRead() {
            assertThat(
                            browser.run(
                                    "return [...document.querySelectorAll('.badge-text')].map(text => text.textContent).join()"))
                    .isEqualTo("A,B");
            assertThat(browser.run("return document.querySelectorAll('.relation').length"))
                    .isEqualTo("1");
            assertThat(browser.run("return document.querySelector('.mark[tabindex=\"0\"]').getAttribute('aria-label')"))
                    .startsWith("0 s, us-east-1, PutItem profiles");
        }
    }

    @Nested
    class WithTenThousandEvents {

        @BeforeEach
        void manyUsers() throws IOException {
            try (Simulation simulation = start()) {
                for (int call = 0; call < 5_000; call++) {
                    Region region = REGIONS.get(call * 7 % 3);
                    if (call % 2 == 0) {
                        put(simulation, region, "user-" + call % 40, "name " + call);
                    } else {
                        get(simulation, region, "user-" + call * 3 % 40);
                    }
                    simulation.clock().advance(Duration.ofMillis(call % 90));
                }
                simulation.settle();
                show(simulation, List.of());
            }
        }

        @Test
        void itIsDrawnAndSteppedThroughInReasonableTime() {
            assertThat(Integer.parseInt(browser.run("return marks.length"))).isGreaterThanOrEqualTo(10_000);
            assertThat(browser.run("return document.querySelectorAll('.row').length < 40"))
                    .isEqualTo("true");

            double steps = Double.parseDouble(
                    browser.run(
                            "const from = performance.now(); for (let at = 0; at < 50; at++) { step(1); drawNow(); } return performance.now() - from"));
            double whole = Double.parseDouble(browser.run(
                    "const from = performance.now(); fitAll(); drawNow(); return performance.now() - from"));
            double filtered = Double.parseDouble(
                    browser.run(
                            "const from = performance.now(); setFilter('key', 'user-7'); drawNow(); return performance.now() - from"));

            // On a quiet machine a twentieth of that; a busy one shall not fail the build.
            assertThat(steps / 50).as("a step, in ms").isLessThan(400);
            assertThat(whole).as("everything in view, in ms").isLessThan(3000);
            assertThat(filtered).as("a filter, in ms").isLessThan(3000);
            System.out.printf("step %.1f ms, whole %.0f ms, filter %.0f ms%n", steps / 50, whole, filtered);
        }
    }
}
