package dev.globaltable.examples.failover;

import java.util.Optional;

/** Who sits where. */
public interface Bookings {

    /** Gives a free seat to a guest; says whether it was free. */
    boolean book(String seat, String guest);

    /** Who has the seat, as far as it is known here. */
    Optional<String> guest(String seat);
}
