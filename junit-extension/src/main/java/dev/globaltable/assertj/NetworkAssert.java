package dev.globaltable.assertj;

import dev.globaltable.Network;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.regions.Region;

/**
 * Assertions about what carries replication between Regions.
 *
 * @since 0.1.0
 */
public final class NetworkAssert extends AbstractAssert<NetworkAssert, Network> {

    NetworkAssert(Network actual) {
        super(actual, NetworkAssert.class);
    }

    /**
     * Leads to assertions about one direction between two Regions.
     *
     * @throws IllegalArgumentException if no table has a replica in one of them, or they are the same
     */
    public LinkAssert link(Region from, Region to) {
        isNotNull();
        return Descriptions.handOn(this, new LinkAssert(actual, from, to));
    }

    /**
     * This many versions are in flight on all links together.
     *
     * <pre>{@code
     * us.rename("42", "Ada");               // two other Regions
     * assertThat(network).hasInFlight(2);   // passes
     * assertThat(network).hasInFlight(1);   // fails
     * }</pre>
     */
    public NetworkAssert hasInFlight(int expected) {
        isNotNull();
        if (actual.inFlight().size() != expected) {
            throwAssertionError(NetworkMessages.inFlight(
                    "the network", actual, actual.inFlight(), Evidence.count(expected, "version") + " in flight"));
        }
        return this;
    }

    /**
     * Nothing is in flight on any link.
     *
     * <pre>{@code
     * simulation.settle();
     * assertThat(network).hasNothingInFlight();   // passes
     *
     * us.rename("42", "Ada");
     * assertThat(network).hasNothingInFlight();   // fails
     * }</pre>
     */
    public NetworkAssert hasNothingInFlight() {
        isNotNull();
        if (!actual.inFlight().isEmpty()) {
            throwAssertionError(
                    NetworkMessages.inFlight("the network", actual, actual.inFlight(), "nothing in flight"));
        }
        return this;
    }
}
