package dev.globaltable.assertj;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.assertj.Profiles.EU;
import static dev.globaltable.assertj.Profiles.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.globaltable.check.Checks;
import dev.globaltable.timeline.Highlight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class GuaranteeAssertTests {

    private final Profiles profiles = new Profiles();

    @AfterEach
    void close() {
        profiles.close();
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message.stripTrailing());
    }

    private static Map<String, AttributeValue> key(String user) {
        return Map.of("userId", AttributeValue.fromS(user));
    }

    private static TransactWriteItem put(String user) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("profiles").item(key(user)))
                .build();
    }

    private static TransactGetItem get(String user) {
        return TransactGetItem.builder()
                .get(get -> get.tableName("profiles").key(key(user)))
                .build();
    }

    private void put(String session, Region region, String user, String name) {
        profiles.simulation.session(session).run(() -> profiles.put(region, user, name));
    }

    private void get(String session, Region region, String user) {
        profiles.simulation
                .session(session)
                .client(region)
                .getItem(get -> get.tableName("profiles").key(key(user)));
    }

    private void count(String session, Region region, String user) {
        profiles.simulation
                .session(session)
                .client(region)
                .updateItem(update -> update.tableName("profiles")
                        .key(key(user))
                        .updateExpression("ADD visits :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    @Test
    void aSessionReadsItsWritesInOneRegionAndNotAfterAFailover() {
        put("cart", US, "42", "Ada");
        get("cart", US, "42");
        assertThat(profiles.simulation.history()).session("cart").readsItsWrites();

        profiles.advanceMillis(300);
        get("cart", EU, "42");
        assertFails(
                () -> assertThat(profiles.simulation.history()).session("cart").readsItsWrites(), """
                Expected session cart to read its writes, but GetItem in eu-west-1 read a version of profiles/42 older than its session had written before.

                  A came before B, because session cart made them in this order;
                  yet B read an older version of profiles/42 than A wrote.

                     Time      us-east-1                                        eu-west-1
                  A  0.000000  cart: PutItem wrote {name: "Ada", userId: "42"}
                  B  0.300000                                                   cart: GetItem read (absent)
                Virtual time 0.300000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void aSessionSeesAnItemComeAndGo() {
        put("ada", US, "42", "Ada");
        get("bob", US, "42");
        get("bob", EU, "42");

        assertThat(profiles.table).history().session("bob").readsItsWrites();
        assertFails(() -> assertThat(profiles.table).history().session("bob").hasMonotonicReads(), """
                Expected session bob to have monotonic reads, but GetItem in eu-west-1 read a version of profiles/42 older than its session had read before.

                  A came before B, because session bob made them in this order;
                  yet B read an older version of profiles/42 than A read.

                     Time      us-east-1                                      eu-west-1
                  A  0.000000  bob: GetItem read {name: "Ada", userId: "42"}
                  B  0.000000                                                 bob: GetItem read (absent)
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void anAnswerComesBeforeItsQuestion() {
        profiles.simulation.network().pauseLink(US, EU);
        put("ada", US, "question", "why?");
        get("bob", US, "question");
        put("bob", EU, "answer", "because");
        get("eve", EU, "answer");
        get("eve", EU, "question");

        assertThat(profiles.table).history().session("eve").hasMonotonicReads().isPramConsistent();
        assertFails(() -> assertThat(profiles.table).isCausallyConsistent(), """
                Expected the history of table profiles to be causally consistent, but GetItem in eu-west-1 read a version of profiles/question older than one that happened before it.

                  A came before B, because B read what A wrote of profiles/question;
                  B came before C, because session bob made them in this order;
                  C came before D, because D read what C wrote of profiles/answer;
                  D came before E, because session eve made them in this order;
                  yet E read an older version of profiles/question than A wrote.

                     Time      us-east-1                                                        eu-west-1
                  A  0.000000  ada: PutItem wrote question: {name: "why?", userId: "question"}
                  B  0.000000  bob: GetItem read question: {name: "why?", userId: "question"}
                  C  0.000000                                                                   bob: PutItem wrote answer: {name: "because", userId: "answer"}
                  D  0.000000                                                                   eve: GetItem read answer: {name: "because", userId: "answer"}
                  E  0.000000                                                                   eve: GetItem read question: (absent)
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void countingInTwoRegionsLosesUpdates() {
        count("us", US, "42");
        assertThat(profiles.table).hasLostNoUpdates();

        count("eu", EU, "42");
        assertFails(() -> assertThat(profiles.table).hasLostNoUpdates(), """
                Expected the history of table profiles to have lost no updates, but two operations were computed from the same version of profiles/42; one of them is lost.

                  A came before B, because A was computed from a version of profiles/42 without what B wrote;
                  yet B was computed from a version of profiles/42 without what A wrote.

                     Time      us-east-1                                       eu-west-1
                  A  0.000000  us: UpdateItem wrote {userId: "42", visits: 1}
                  B  0.000000                                                  eu: UpdateItem wrote {userId: "42", visits: 1}
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void lastWriterWinsDropsAnAcknowledgedWrite() {
        profiles.conflict();

        assertFails(() -> assertThat(profiles.table).as("profiles of ours").hasLostNoUpdates(), """
                [profiles of ours] Expected the history of table profiles to have lost no updates, but PutItem in us-east-1 was acknowledged, and its version of profiles/42 was dropped by last-writer-wins.

                  A came before B, because B wrote a later version of profiles/42;
                  yet nobody who wrote profiles/42 after that had the version of A before them.

                     Time      us-east-1                                  eu-west-1
                  A  0.000000  PutItem wrote {name: "Ada", userId: "42"}
                  B  0.005000                                             PutItem wrote {name: "Grace", userId: "42"}
                Virtual time 0.805000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void staleReadsAreListed() {
        put("ada", US, "42", "Ada");
        get("bob", US, "42");
        assertThat(profiles.table).staleReads().isEmpty();

        profiles.advanceMillis(100);
        get("bob", EU, "42");
        assertThat(profiles.table).staleReads().hasSize(1).isNotEmpty();
        assertThat(profiles.simulation.history()).hasStalenessBelow(Duration.ofMillis(800));
        assertFails(() -> assertThat(profiles.table).staleReads().isEmpty(), """
                Expected no stale read in the history of table profiles, but found 1.

                  0.100000 GetItem of profiles/42 in eu-west-1 missed PutItem in us-east-1 at 0.000000
                Virtual time 0.100000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
        assertFails(() -> assertThat(profiles.simulation.history()).hasStalenessBelow(Duration.ofMillis(100)), """
                Expected the history to have no read that is out of date by 0.100000 s or more, but GetItem in eu-west-1 read a version of profiles/42 that was out of date for 0.1 s or more.

                  A came before B, because A was answered 0.1 s or more before B was called;
                  yet B read an older version of profiles/42 than A wrote.

                     Time      us-east-1                                       eu-west-1
                  A  0.000000  ada: PutItem wrote {name: "Ada", userId: "42"}
                  B  0.100000                                                  bob: GetItem read (absent)
                Virtual time 0.100000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void readsAndWritesOfTwoRegionsAreNotLinearizable() {
        put("ada", US, "42", "Ada");
        profiles.simulation
                .client(EU)
                .getItem(get -> get.tableName("profiles").key(key("42")).consistentRead(true));

        assertThat(profiles.simulation.history()).in(US).isLinearizable();
        assertFails(() -> assertThat(profiles.table).isLinearizable(), """
                Expected the history of table profiles to be linearizable, but the operations on profiles/42 fit into no order in which each happens at one moment between call and answer.

                  A came before B, because A was answered before B was called;
                  yet B read an older version of profiles/42 than A wrote.

                     Time      us-east-1                                       eu-west-1
                  A  0.000000  ada: PutItem wrote {name: "Ada", userId: "42"}
                  B  0.000000                                                  GetItem read (absent)
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void aTransactionIsWholeInItsRegionAndTornInAnother() {
        profiles.simulation.client(US).transactWriteItems(write -> write.transactItems(put("1"), put("2")));
        profiles.simulation
                .network()
                .deliver(profiles.simulation.network().inFlight().get(0));
        profiles.simulation.client(EU).transactGetItems(get -> get.transactItems(get("1"), get("2")));

        assertThat(profiles.simulation.history()).in(US).isSerializable().hasNoFracturedReads();
        assertFails(() -> assertThat(profiles.simulation.history()).isSerializable(), """
                Expected the history to be serializable, but G-single: 2 transactions depend on each other in a circle, one of them an anti-dependency.

                  A came before B, because B read what A wrote of profiles/1;
                  yet B read an older version of profiles/2 than A wrote.

                     Time      us-east-1                                                         eu-west-1
                  A  0.000000  TransactWriteItems wrote 1: {userId: "1"}, wrote 2: {userId: ...
                  B  0.000000                                                                    TransactGetItems read 1: {userId: "1"}, read 2: (absent)
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void undecidedIsNoPass() {
        put("ada", US, "42", "Ada");
        get("bob", US, "42");

        assertFails(
                () -> assertThat(profiles.simulation.history()).withBudget(1).isCausallyConsistent(), """
                Expected the history to be causally consistent, but causal consistency is undecided, which is no pass:

                  the budget of 1 steps is spent
                More to spend: assertThat(simulation.history()).withBudget(steps), a step is about ten nanoseconds.
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
        assertFails(
                () -> assertThat(profiles.simulation.history())
                        .keeps(Checks.noDroppedWrites().blackBox()),
                """
                Expected the history to keep no dropped writes, but no dropped writes is undecided, which is no pass:

                  values alone do not tell which of two versions last-writer-wins kept
                Virtual time 0.000000 s, seed 4711 (replay: -Dglobaltable.seed=4711).
                """);
    }

    @Test
    void aPicturePointsAtTheContradiction() {
        put("cart", US, "42", "Ada");
        get("cart", EU, "42");

        GuaranteeError error = catchThrowableOfType(
                GuaranteeError.class,
                () -> assertThat(profiles.simulation.history()).session("cart").readsItsWrites());

        assertThat(error.verdict().isViolated()).isTrue();
        assertThat(error.highlight())
                .contains(new Highlight(
                        "read your writes",
                        "GetItem in eu-west-1 read a version of profiles/42 older than its session had written before.",
                        List.of(
                                new Highlight.Step(1, "A, cart: PutItem wrote {name: \"Ada\", userId: \"42\"}"),
                                new Highlight.Step(2, "B, cart: GetItem read (absent)")),
                        List.of(
                                new Highlight.Relation(1, 2, "same session"),
                                new Highlight.Relation(2, 1, "did not see"))));
    }
}
