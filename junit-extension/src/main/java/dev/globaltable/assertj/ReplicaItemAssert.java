package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.item.ItemVersion;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Assertions about one item as one Region holds it.
 *
 * @since 0.1.0
 */
public final class ReplicaItemAssert extends AbstractAssert<ReplicaItemAssert, SimulatedItem> {

    private final Region region;

    ReplicaItemAssert(SimulatedItem actual, Region region) {
        super(actual, ReplicaItemAssert.class);
        actual.versionIn(region);
        this.region = region;
    }

    /** Leads to assertions about the same item in another Region. */
    public ReplicaItemAssert in(Region other) {
        return Descriptions.handOn(this, new ReplicaItemAssert(actual, other));
    }

    /** Leads to assertions about the same item across all Regions. */
    public ItemAssert inAllRegions() {
        return Descriptions.handOn(this, new ItemAssert(actual));
    }

    /**
     * A newer version exists, in another replica or under way: a read in this Region answers with the past.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.EU_WEST_1).item("42").isStale();   // passes
     * assertThat(profiles).in(Region.US_EAST_1).item("42").isStale();   // fails
     * }</pre>
     */
    public ReplicaItemAssert isStale() {
        requireWritten("be stale in");
        if (!actual.isStaleIn(region)) {
            throwAssertionError(ItemMessages.notStale(actual, region));
        }
        return this;
    }

    /**
     * No newer version exists: a read in this Region answers with the last write that counts.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).item("42").isFresh();   // passes
     * assertThat(profiles).in(Region.EU_WEST_1).item("42").isFresh();   // fails
     * }</pre>
     */
    public ReplicaItemAssert isFresh() {
        ItemVersion newest = requireWritten("be fresh in");
        if (actual.isStaleIn(region)) {
            throwAssertionError(ItemMessages.notFresh(actual, region, newest));
        }
        return this;
    }

    /**
     * The Region holds no such item: it was deleted there, or never got there.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.EU_WEST_1).item("42").isAbsent();   // passes
     * assertThat(profiles).in(Region.US_EAST_1).item("42").isAbsent();   // fails
     * }</pre>
     */
    public ReplicaItemAssert isAbsent() {
        if (actual.in(region).isPresent()) {
            throwAssertionError(ItemMessages.notAbsent(actual, region));
        }
        return this;
    }

    /**
     * The Region holds the item, in whatever version.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).item("42").exists();   // passes
     * assertThat(profiles).in(Region.EU_WEST_1).item("42").exists();   // fails
     * }</pre>
     */
    public ReplicaItemAssert exists() {
        present("exist");
        return this;
    }

    /**
     * The Region holds exactly these attributes. Values are {@link AttributeValue}s or plain ones, as in {@link
     * #hasAttribute(String, Object)}; numbers are equal when their values are.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).item("42").isEqualTo(Map.of("userId", "42", "name", "Ada"));  // passes
     * assertThat(profiles).in(Region.US_EAST_1).item("42").isEqualTo(Map.of("userId", "42"));                 // fails
     * }</pre>
     */
    public ReplicaItemAssert isEqualTo(Map<String, ?> expected) {
        Map<String, AttributeValue> expectedItem = Attributes.item(expected);
        Map<String, AttributeValue> found = present("exist");
        if (!Attributes.same(found, expectedItem)) {
            throwAssertionError(ItemMessages.notEqual(actual, region, expectedItem));
        }
        return this;
    }

    /**
     * As {@link #isEqualTo(Map)} when the argument is a map.
     *
     * @throws IllegalArgumentException if it is none
     */
    @Override
    public ReplicaItemAssert isEqualTo(@Nullable Object expected) {
        if (expected instanceof Map<?, ?> map) {
            return isEqualTo(Attributes.item(map));
        }
        throw new IllegalArgumentException(
                "An item is compared with a map of attributes, for example Map.of(\"userId\", \"42\"); found "
                        + expected + ".");
    }

    /**
     * The Region's item has this attribute with this value: an {@link AttributeValue}, or a String, Number, Boolean,
     * {@code byte[]}, List or Map that stands for one, or {@code null} for DynamoDB's NULL.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).item("42").hasAttribute("name", "Ada");     // passes
     * assertThat(profiles).in(Region.US_EAST_1).item("42").hasAttribute("name", "Grace");   // fails
     * }</pre>
     */
    public ReplicaItemAssert hasAttribute(String name, @Nullable Object value) {
        AttributeValue expected = Attributes.of(value);
        Optional<AttributeValue> found = Optional.ofNullable(present("exist").get(name));
        if (found.filter(there -> Attributes.same(there, expected)).isEmpty()) {
            throwAssertionError(ItemMessages.otherAttribute(actual, region, name, expected, found));
        }
        return this;
    }

    /**
     * The Region's item has no such attribute.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(profiles).in(Region.US_EAST_1).item("42").doesNotHaveAttribute("email");   // passes
     * assertThat(profiles).in(Region.US_EAST_1).item("42").doesNotHaveAttribute("name");    // fails
     * }</pre>
     */
    public ReplicaItemAssert doesNotHaveAttribute(String name) {
        AttributeValue found = present("exist").get(name);
        if (found != null) {
            throwAssertionError(ItemMessages.unexpectedAttribute(actual, region, name, found));
        }
        return this;
    }

    private Map<String, AttributeValue> present(String promise) {
        return actual.in(region).orElseThrow(() -> assertionError(ItemMessages.absent(actual, region, promise)));
    }

    private ItemVersion requireWritten(String promise) {
        return actual.newest()
                .orElseThrow(() -> assertionError(ItemMessages.neverWritten(
                        actual, "Expected item " + actual + " to " + promise + " " + region.id())));
    }
}
