package dev.globaltable.assertj;

import dev.globaltable.Network;
import dev.globaltable.history.ReplicationMessage;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about one direction between two Regions.
 *
 * @since 0.1.0
 */
public final class LinkAssert extends AbstractAssert<LinkAssert, Network> {

    private final Region from;
    private final Region to;

    LinkAssert(Network actual, Region from, Region to) {
        super(actual, LinkAssert.class);
        actual.isOpen(from, to);
        this.from = from;
        this.to = to;
    }

    /**
     * Versions get through.
     *
     * <pre>{@code
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).isOpen();   // passes
     *
     * network.isolate(Region.EU_WEST_1);
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).isOpen();   // fails
     * }</pre>
     */
    public LinkAssert isOpen() {
        return require(actual.isOpen(from, to), "be open", "it is cut or paused");
    }

    /**
     * Versions are held back: the link is cut or paused.
     *
     * <pre>{@code
     * network.isolate(Region.EU_WEST_1);
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).isClosed();   // passes
     *
     * network.heal();
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).isClosed();   // fails
     * }</pre>
     */
    public LinkAssert isClosed() {
        return require(!actual.isOpen(from, to), "be closed", "it is open");
    }

    /**
     * This many versions are in flight in this direction.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).hasInFlight(1);   // passes
     * assertThat(network).link(Region.EU_WEST_1, Region.US_EAST_1).hasInFlight(1);   // fails
     * }</pre>
     */
    public LinkAssert hasInFlight(int expected) {
        int found = inFlight().size();
        return require(
                found == expected, "have " + Evidence.count(expected, "version") + " in flight", "found " + found);
    }

    /**
     * Nothing is in flight in this direction.
     *
     * <pre>{@code
     * us.rename("42", "Ada");
     * assertThat(network).link(Region.EU_WEST_1, Region.US_EAST_1).hasNothingInFlight();   // passes
     * assertThat(network).link(Region.US_EAST_1, Region.EU_WEST_1).hasNothingInFlight();   // fails
     * }</pre>
     */
    public LinkAssert hasNothingInFlight() {
        int found = inFlight().size();
        return require(found == 0, "have nothing in flight", "found " + found);
    }

    private List<ReplicationMessage> inFlight() {
        return actual.inFlight(from, to);
    }

    private LinkAssert require(boolean kept, String promised, String found) {
        if (!kept) {
            throwAssertionError(NetworkMessages.link(actual, from, to, promised, found));
        }
        return this;
    }
}
