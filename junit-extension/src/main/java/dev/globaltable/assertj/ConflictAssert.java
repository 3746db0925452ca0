package dev.globaltable.assertj;

import dev.globaltable.Simulation;
import dev.globaltable.history.Conflict;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.KeyValue;
import dev.globaltable.timeline.ItemText;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Assertions about one conflict.
 *
 * @since 0.1.0
 */
public final class ConflictAssert extends AbstractAssert<ConflictAssert, Conflict> {

    private final @Nullable Simulation simulation;

    ConflictAssert(Conflict actual, @Nullable Simulation simulation) {
        super(actual, ConflictAssert.class);
        this.simulation = simulation;
    }

    /**
     * The version that was written in this Region stays.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * clock.advance(Duration.ofMillis(5));
     * eu.rename("42", "Grace");
     * simulation.settle();
     * assertThat(profiles).conflicts().singleElement().wonBy(Region.EU_WEST_1);   // passes: the later write
     * assertThat(profiles).conflicts().singleElement().wonBy(Region.US_EAST_1);   // fails
     * }</pre>
     */
    public ConflictAssert wonBy(Region region) {
        Region winner = actual.winner().version().origin();
        return require(winner.equals(region), "be won by " + region.id(), winner.id() + " won");
    }

    /**
     * The version that was written in this Region is lost.
     *
     * <pre>{@code
     * assertThat(profiles).conflicts().singleElement().lostBy(Region.US_EAST_1);   // passes in the example of wonBy
     * assertThat(profiles).conflicts().singleElement().lostBy(Region.EU_WEST_1);   // fails
     * }</pre>
     */
    public ConflictAssert lostBy(Region region) {
        Region loser = actual.loser().version().origin();
        return require(loser.equals(region), "be lost by " + region.id(), loser.id() + " lost");
    }

    /**
     * The conflict is over the item with this partition key.
     *
     * <pre>{@code
     * assertThat(profiles).conflicts().singleElement().onItem("42");   // passes in the example of wonBy
     * assertThat(profiles).conflicts().singleElement().onItem("43");   // fails
     * }</pre>
     */
    public ConflictAssert onItem(Object partition) {
        return onItem(ItemKey.of(KeyValue.of(Attributes.of(partition))));
    }

    /** The conflict is over the item with this partition and sort key. */
    public ConflictAssert onItem(Object partition, Object sort) {
        return onItem(ItemKey.of(KeyValue.of(Attributes.of(partition)), KeyValue.of(Attributes.of(sort))));
    }

    private ConflictAssert onItem(ItemKey key) {
        return require(
                actual.key().equals(key),
                "be over item " + actual.table() + "/" + key,
                "it is over " + actual.table() + "/" + actual.key());
    }

    /**
     * The lost version was exactly this item; values as in {@link ReplicaItemAssert#isEqualTo(Map)}.
     *
     * <pre>{@code
     * conflict.hasLostImage(Map.of("userId", "42", "name", "Ada"));     // passes in the example of wonBy
     * conflict.hasLostImage(Map.of("userId", "42", "name", "Grace"));   // fails
     * }</pre>
     */
    public ConflictAssert hasLostImage(Map<String, ?> expected) {
        return image(actual.loser(), Attributes.item(expected), "lose");
    }

    /**
     * The version that stays was exactly this item; values as in {@link ReplicaItemAssert#isEqualTo(Map)}.
     *
     * <pre>{@code
     * conflict.hasWinningImage(Map.of("userId", "42", "name", "Grace"));   // passes in the example of wonBy
     * conflict.hasWinningImage(Map.of("userId", "42", "name", "Ada"));     // fails
     * }</pre>
     */
    public ConflictAssert hasWinningImage(Map<String, ?> expected) {
        return image(actual.winner(), Attributes.item(expected), "keep");
    }

    private ConflictAssert image(ItemVersion version, Map<String, AttributeValue> expected, String verb) {
        boolean same =
                version.item().filter(item -> Attributes.same(item, expected)).isPresent();
        return require(
                same,
                verb + " " + ItemText.cut(ItemText.of(expected), 80),
                "that version is " + ItemText.cut(Evidence.content(version), 80));
    }

    /**
     * The lost version was a delete: the item lives on.
     *
     * <pre>{@code
     * us.delete("42");
     * eu.rename("42", "Grace");   // later, without having seen the delete
     * simulation.settle();
     * assertThat(profiles).conflicts().singleElement().lostADelete();   // passes
     * }</pre>
     */
    public ConflictAssert lostADelete() {
        return require(
                actual.loser().isDelete(),
                "lose a delete",
                "it lost " + ItemText.cut(Evidence.content(actual.loser()), 80));
    }

    /** The version that stays is a delete: an update was lost to it. */
    public ConflictAssert wonByADelete() {
        return require(
                actual.winner().isDelete(),
                "be won by a delete",
                ItemText.cut(Evidence.content(actual.winner()), 80) + " won");
    }

    /**
     * Leads to AssertJ's assertions about the attributes that were lost; fails if the lost version was a delete.
     *
     * <pre>{@code
     * conflict.lostItem().containsEntry("name", AttributeValue.fromS("Ada"));   // passes in the example of wonBy
     * }</pre>
     */
    public MapAssert<String, AttributeValue> lostItem() {
        Map<String, AttributeValue> lost = actual.loser()
                .item()
                .orElseThrow(() ->
                        assertionError(ConflictMessages.other(actual, simulation, "lose an item", "it lost a delete")));
        return Assertions.assertThat(lost)
                .as("item lost by %s", actual.loser().version().origin());
    }

    /** The version that stays carries this timestamp, by the clock of the Region that wrote it (LWW-3). */
    public ConflictAssert hasWinnerStamp(Instant expected) {
        return stamp(actual.winner(), expected, "the winner");
    }

    /** The lost version carries this timestamp, by the clock of the Region that wrote it (LWW-3). */
    public ConflictAssert hasLoserStamp(Instant expected) {
        return stamp(actual.loser(), expected, "the loser");
    }

    private ConflictAssert stamp(ItemVersion version, Instant expected, String who) {
        Instant found = version.version().timestamp();
        return require(found.equals(expected), "be stamped " + expected + " by " + who, "found " + found);
    }

    /**
     * Both versions carry the same timestamp, so that the Region's name decided (LWW-4).
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * eu.rename("42", "Grace");   // at the same instant
     * simulation.settle();
     * assertThat(profiles).conflicts().singleElement().wasDecidedByTieBreak();   // passes
     * }</pre>
     */
    public ConflictAssert wasDecidedByTieBreak() {
        return require(actual.decidedByTieBreak(), "be decided by tie-break", "the timestamps differ");
    }

    /** The timestamps differ; the later one won. */
    public ConflictAssert wasDecidedByTimestamp() {
        return require(!actual.decidedByTieBreak(), "be decided by timestamp", "both timestamps are the same");
    }

    /** The two versions first met in this Region. */
    public ConflictAssert wasDetectedIn(Region region) {
        return require(
                actual.detectedIn().equals(region),
                "be detected in " + region.id(),
                "it was detected in " + actual.detectedIn().id());
    }

    private ConflictAssert require(boolean kept, String promised, String found) {
        isNotNull();
        if (!kept) {
            throwAssertionError(ConflictMessages.other(actual, simulation, promised, found));
        }
        return this;
    }
}
