package dev.globaltable.timeline;

import static dev.globaltable.timeline.TimelineModel.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Simulation;
import dev.globaltable.timeline.TimelineModel.Arrow;
import dev.globaltable.timeline.TimelineModel.Band;
import dev.globaltable.timeline.TimelineModel.Change;
import dev.globaltable.timeline.TimelineModel.Finding;
import dev.globaltable.timeline.TimelineModel.Kind;
import dev.globaltable.timeline.TimelineModel.Mark;
import dev.globaltable.timeline.TimelineModel.Seen;
import dev.globaltable.timeline.TimelineModel.StoredVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class TimelineModelTests {

    private static final int US = 0;
    private static final int EU = 1;

    private final Simulation simulation = Simulation.builder()
            .globalTable(GlobalTableDefinition.named("profiles")
                    .partitionKey("userId")
                    .replicationDelay("800ms"))
            .start();

    @AfterEach
    void close() {
        simulation.close();
    }

    private static Map<String, AttributeValue> key(String user) {
        return Map.of("userId", AttributeValue.fromS(user));
    }

    private static PutItemRequest.Builder putting(String user, String name) {
        return PutItemRequest.builder()
                .tableName("profiles")
                .item(Map.of("userId", AttributeValue.fromS(user), "name", AttributeValue.fromS(name)));
    }

    private void put(Region region, String name) {
        simulation.execute(region, putting("42", name).build());
    }

    private void get(Region region) {
        simulation.execute(
                region,
                GetItemRequest.builder().tableName("profiles").key(key("42")).build());
    }

    private void pass(long millis) {
        simulation.clock().advance(Duration.ofMillis(millis));
    }

    private TimelineModel model() {
        return ModelBuilder.of(simulation.history());
    }

    @Nested
    class OfOneWrite {

        @Test
        void aMarkAnArrowAndAnotherMark() {
            put(Region.US_EAST_1, "Ada");
            simulation.settle();

            TimelineModel model = model();
            assertThat(model.lanes()).containsExactly("us-east-1", "eu-west-1");
            assertThat(model.marks())
                    .extracting(Mark::at, Mark::lane, Mark::kind, Mark::text)
                    .containsExactly(
                            tuple(0L, US, Kind.WRITE, "PutItem profiles {name: \"Ada\", userId: \"42\"}"),
                            tuple(
                                    800_000L,
                                    EU,
                                    Kind.ARRIVAL,
                                    "#1 applied: profiles/42 = {name: \"Ada\", userId: \"42\"}"));
            assertThat(model.arrows()).containsExactly(new Arrow(1, 0, US, EU, 0, 1, 800_000, "applied"));
            assertThat(model.versions())
                    .containsExactly(new StoredVersion(
                            0,
                            1,
                            0,
                            "0.000000@us-east-1#1",
                            US,
                            "{name: \"Ada\", userId: \"42\"}",
                            "name: \"Ada\"",
                            false));
            assertThat(model.changes())
                    .containsExactly(new Change(0, 0, US, 0, "written", 0), new Change(1, 0, EU, 0, "arrived", 1));
        }

        @Test
        void whatIsStillUnderWayHasNoEnd() {
            put(Region.US_EAST_1, "Ada");

            assertThat(model().arrows()).containsExactly(new Arrow(1, 0, US, EU, 0, NONE, 800_000, "under way"));
        }

        @Test
        void thePictureGoesOnAsLongAsTheHistory() {
            put(Region.US_EAST_1, "Ada");
            pass(300);

            assertThat(model().end()).isEqualTo(300_000);
        }
    }

    @Nested
    class OfReads {

        @Test
        void aReadIsStaleWhileAnotherRegionHasSomethingNewer() {
            put(Region.US_EAST_1, "Ada");
            pass(300);
            get(Region.EU_WEST_1);
            simulation.settle();
            get(Region.EU_WEST_1);

            assertThat(model().marks())
                    .filteredOn(mark -> mark.kind() == Kind.READ)
                    .extracting(Mark::reads, Mark::findings)
                    .containsExactly(
                            tuple(
                                    List.of(new Seen(0, NONE, 0)),
                                    List.of(new Finding(
                                            "stale",
                                            "Stale: this call saw nothing of profiles/42, although v1 (name: \"Ada\") had"
                                                    + " been accepted in us-east-1. Message #1 with it was still"
                                                    + " under way, due at 0.8 s."))),
                            tuple(List.of(new Seen(0, 0, 0)), List.of()));
        }

        @Test
        void aRefusedConditionHasReadToo() {
            simulation.execute(Region.US_EAST_1, putting("42", "Ada").build());
            simulation.settle();
            simulation.execute(
                    Region.US_EAST_1,
                    DeleteItemRequest.builder()
                            .tableName("profiles")
                            .key(key("42"))
                            .build());
            assertThatThrownBy(() -> simulation.execute(
                            Region.EU_WEST_1,
                            putting("42", "Grace")
                                    .conditionExpression("attribute_not_exists(userId)")
                                    .build()))
                    .isInstanceOf(ConditionalCheckFailedException.class);

            Mark refused = model().marks().stream()
                    .filter(mark -> mark.kind() == Kind.REFUSED)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.brief()).isEqualTo("ConditionalCheckFailed");
            assertThat(refused.facts())
                    .containsEntry("Refused", "ConditionalCheckFailedException: The conditional request failed");
            assertThat(refused.findings())
                    .extracting(Finding::words)
                    .containsExactly(
                            "Stale: this call saw v1 (name: \"Ada\") of profiles/42, although v2 (deleted) had been accepted in"
                                    + " us-east-1. Message #2 with it was still under way, due at 1.6 s.");
        }

        @Test
        void aCallNamesItsSession() {
            simulation.session("cart").run(() -> get(Region.EU_WEST_1));

            assertThat(model().marks())
                    .extracting(Mark::session, Mark::operation)
                    .containsExactly(tuple("cart", 1L));
        }
    }

    @Nested
    class OfConflicts {

        @Test
        void theFirstMeetingExplainsTheLossAndEachMeetingShowsIt() {
            put(Region.US_EAST_1, "Ada");
            pass(5);
            put(Region.EU_WEST_1, "Grace");
            simulation.settle();

            TimelineModel model = model();
            assertThat(model.marks().subList(2, 4))
                    .extracting(Mark::name, Mark::losses)
                    .containsExactly(tuple("#1 LOST", List.of(0)), tuple("#2 applied", List.of(0)));
            assertThat(model.marks().get(2).findings())
                    .containsExactly(new Finding(
                            "lost",
                            "Lost in eu-west-1: v1 of profiles/42 (name: \"Ada\") met v2 (name: \"Grace\"), and neither writer"
                                    + " knew of the other. The higher timestamp wins (0.005 s over 0 s); both writers were told that they"
                                    + " succeeded."));
            assertThat(model.marks().get(3).findings()).isEmpty();
            assertThat(model.arrows()).extracting(Arrow::fate).containsExactly("lost", "applied");
        }

        @Test
        void aTransactionIsOneMarkWithAllItsVersions() {
            simulation.execute(
                    Region.US_EAST_1,
                    TransactWriteItemsRequest.builder()
                            .transactItems(
                                    TransactWriteItem.builder()
                                            .put(put ->
                                                    put.tableName("profiles").item(key("1")))
                                            .build(),
                                    TransactWriteItem.builder()
                                            .put(put ->
                                                    put.tableName("profiles").item(key("2")))
                                            .build())
                            .build());

            TimelineModel model = model();
            assertThat(model.marks())
                    .extracting(Mark::kind, Mark::written, Mark::items)
                    .containsExactly(tuple(Kind.WRITE, List.of(0, 1), List.of(0, 1)));
            assertThat(model.arrows()).extracting(Arrow::sent).containsExactly(0, 0);
        }
    }

    @Nested
    class OfWhatLasts {

        @Test
        void linksThatChangeTogetherAreOneBand() {
            put(Region.US_EAST_1, "Ada");
            simulation.network().isolate(Region.EU_WEST_1);
            pass(100);
            simulation.network().heal();

            assertThat(model().bands())
                    .containsExactly(new Band("cut", "", NONE, List.of(List.of(US, EU), List.of(EU, US)), 1, 2));
        }

        @Test
        void aWrongClockIsABandUntilItIsSetAgain() {
            simulation.clock().in(Region.EU_WEST_1).setAhead(Duration.ofMillis(-500));
            put(Region.EU_WEST_1, "Ada");
            simulation.clock().in(Region.EU_WEST_1).setAhead(Duration.ZERO);

            TimelineModel model = model();
            assertThat(model.bands()).containsExactly(new Band("skew", "clock 0.500000 s behind", EU, List.of(), 0, 2));
            assertThat(model.versions()).extracting(StoredVersion::stamp).containsExactly(-500_000L);
        }

        @Test
        void aFaultIsABand() {
            put(Region.US_EAST_1, "Ada");
            simulation.faults().disableRegion(Region.EU_WEST_1);

            assertThat(model().bands()).contains(new Band("fault", "Region disabled", EU, List.of(), 1, NONE));
        }
    }

    @Test
    void whereTheKeyCannotBeToldAllAttributesAreShown() {
        put(Region.US_EAST_1, "42");

        assertThat(model().versions()).extracting(StoredVersion::brief).containsExactly("name: \"42\", userId: \"42\"");
    }

    @Test
    void aScanReadsAllItsItems() {
        put(Region.US_EAST_1, "Ada");
        simulation.execute(Region.US_EAST_1, putting("43", "Grace").build());
        simulation.execute(
                Region.US_EAST_1, ScanRequest.builder().tableName("profiles").build());

        assertThat(model().marks().get(2).reads()).hasSize(2);
    }
}
