package dev.globaltable.assertj;

import dev.globaltable.Network;
import dev.globaltable.history.ReplicationMessage;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Messages of failed assertions about links. */
final class NetworkMessages {

    private NetworkMessages() {}

    static Message inFlight(String what, Network network, List<ReplicationMessage> found, String expected) {
        Evidence evidence = new Evidence(network.simulation());
        return new Message("Expected " + what + " to have " + expected + ", but found " + found.size() + ".\n\n"
                + evidence.inFlight(found) + evidence.footer());
    }

    static Message link(Network network, Region from, Region to, String promised, String found) {
        Evidence evidence = new Evidence(network.simulation());
        return new Message("Expected the link " + from.id() + " -> " + to.id() + " to " + promised + ", but " + found
                + ".\n\n" + evidence.inFlight(network.inFlight()) + evidence.footer());
    }
}
