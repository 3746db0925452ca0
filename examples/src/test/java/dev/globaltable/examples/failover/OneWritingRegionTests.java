package dev.globaltable.examples.failover;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.WriteMode;
import dev.globaltable.junit.GlobalTableExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Two ways to have one Region that writes and others that read: a global table in AWS's mode "write to one Region", and an
 * Aurora global database. Virginia writes, both are a second behind in Ireland, and Virginia goes.
 *
 * <table>
 *   <caption>What each does</caption>
 *   <tr><th></th><th>Aurora global database</th><th>global table</th></tr>
 *   <tr><td>not copied when the Region went</td><td>lost, but for a snapshot</td><td>late; arrives when the Region is back</td></tr>
 *   <tr><td>written again meanwhile</td><td>stays</td><td>stays: the later write wins, and nobody is told (LWW-2)</td></tr>
 *   <tr><td>until somebody is promoted</td><td>nobody can write</td><td>everybody can, which only the application prevents</td></tr>
 *   <tr><td>the old writer, not told of it</td><td>is refused</td><td>writes on</td></tr>
 *   <tr><td>handed over in good order</td><td colspan="2">nothing is lost</td></tr>
 * </table>
 */
class OneWritingRegionTests {

    private static final Duration LAG = Duration.ofSeconds(1);

    @RegisterExtension
    final GlobalTableExtension global = GlobalTableExtension.builder()
            .globalTable(GlobalTableDefinition.named("seats")
                    .partitionKey("seat")
                    .regions(US_EAST_1, EU_WEST_1)
                    .replicationDelay("1s")
                    .writeMode(WriteMode.oneRegion(US_EAST_1)))
            .build();

    private final DynamoDbClient virginia =
            DynamoDbClient.builder().region(US_EAST_1).build();
    private final DynamoDbClient ireland =
            DynamoDbClient.builder().region(EU_WEST_1).build();

    private final Bookings us = new GlobalTableBookings(virginia, virginia);
    private final Bookings euBeforeFailover = new GlobalTableBookings(ireland, virginia);
    private final Bookings euAfterFailover = new GlobalTableBookings(ireland, ireland);

    /** Ada's booking has had its time to be copied; Grace's and Joan's have not. */
    private static void book(Bookings us, SimulatedClock clock) {
        us.book("1A", "Ada");
        clock.advance(LAG);
        us.book("1B", "Grace");
        us.book("1C", "Joan");
    }

    @Nested
    class WhenTheRegionGoesWithoutWarning {

        @Nested
        class AnAuroraGlobalDatabase {

            private AuroraGlobalDatabase aurora;

            @BeforeEach
            void goes(SimulatedClock clock) {
                aurora = new AuroraGlobalDatabase(clock, US_EAST_1, LAG);
                book(aurora.in(US_EAST_1), clock);
                aurora.lose(US_EAST_1);
            }

            @Test
            void takesNoBookingsUntilIrelandIsPromoted() {
                Bookings eu = aurora.in(EU_WEST_1);

                assertThatIllegalStateException().isThrownBy(() -> eu.book("2A", "Hedy"));
                aurora.failOver(EU_WEST_1);
                assertThat(eu.book("2A", "Hedy")).isTrue();
            }

            @Test
            void losesTheBookingsThatWereNotCopied(SimulatedClock clock) {
                aurora.failOver(EU_WEST_1);
                assertThat(aurora.in(EU_WEST_1).guest("1A")).hasValue("Ada");
                assertThat(aurora.in(EU_WEST_1).book("1B", "Hedy")).isTrue();

                aurora.bringBack(US_EAST_1);
                clock.advance(LAG);

                assertThat(aurora.in(US_EAST_1).guest("1B")).hasValue("Hedy");
                assertThat(aurora.in(US_EAST_1).guest("1C")).isEmpty();
                assertThat(aurora.lost()).containsExactly("Grace in 1B", "Joan in 1C");
            }
        }

        @Nested
        class AGlobalTable {

            @BeforeEach
            void goes(SimulatedClock clock, Network network) {
                book(us, clock);
                network.isolate(US_EAST_1);
            }

            /** ISO-2: nothing acknowledged is dropped; LWW-2: of two bookings of a seat the later one stays. */
            @Test
            void keepsTheBookingsThatWereNotCopiedAndLosesThoseThatIrelandRepeated(
                    SimulatedClock clock, Network network, SimulatedTable seats) {
                seats.promote(EU_WEST_1);
                clock.advance(Duration.ofMinutes(5));
                assertThat(euAfterFailover.guest("1A")).hasValue("Ada");
                assertThat(euAfterFailover.book("1B", "Hedy")).isTrue();

                network.heal();
                assertThat(seats).convergesWithin(Duration.ofMinutes(1));

                assertThat(us.guest("1B")).hasValue("Hedy");
                assertThat(euAfterFailover.guest("1C")).hasValue("Joan");
                assertThat(seats)
                        .conflicts()
                        .singleElement()
                        .wonBy(EU_WEST_1)
                        .hasLostImage(Map.of("seat", "1B", "guest", "Grace"));
                assertThat(seats).keepsToItsWriteMode();
            }

            /** No Region is ever read-only: that Ireland waits for its promotion is the application's own doing. */
            @Test
            void takesBookingsInIrelandBeforeAnybodyDecidedIt(SimulatedTable seats) {
                assertThat(euAfterFailover.book("1C", "Hedy")).isTrue();

                assertThat(seats.strayWrites())
                        .singleElement()
                        .satisfies(stray -> assertThat(stray.region()).isEqualTo(EU_WEST_1));
            }

            /** Virginia is cut off, not gone: whoever still reaches it can book there, unseen by Ireland (ISO-1). */
            @Test
            void takesBookingsInVirginiaFromWhoeverWasNotTold(
                    SimulatedClock clock, Network network, SimulatedTable seats) {
                seats.promote(EU_WEST_1);
                assertThat(euAfterFailover.book("2A", "Hedy")).isTrue();
                clock.advance(Duration.ofMinutes(1));
                assertThat(us.book("2A", "Katherine")).isTrue();

                network.heal();
                assertThat(seats).convergesWithin(Duration.ofMinutes(1));

                assertThat(euAfterFailover.guest("2A")).hasValue("Katherine");
                assertThat(seats.strayWrites())
                        .singleElement()
                        .satisfies(stray -> assertThat(stray.region()).isEqualTo(US_EAST_1));
            }
        }
    }

    @Nested
    class WhenTheRoleIsHandedOverInGoodOrder {

        @Test
        void anAuroraGlobalDatabaseLosesNothing(SimulatedClock clock) {
            AuroraGlobalDatabase aurora = new AuroraGlobalDatabase(clock, US_EAST_1, LAG);
            book(aurora.in(US_EAST_1), clock);

            aurora.switchOver(EU_WEST_1);

            assertThat(aurora.in(EU_WEST_1).guest("1C")).hasValue("Joan");
            assertThat(aurora.in(EU_WEST_1).book("1C", "Hedy")).isFalse();
            assertThat(aurora.lost()).isEmpty();
        }

        /** ISO-7: writes stop, what is under way arrives, then the other Region takes over. */
        @Test
        void aGlobalTableLosesNothing(SimulatedClock clock, SimulatedTable seats) {
            book(us, clock);
            assertThat(euBeforeFailover.book("1C", "Hedy")).isFalse();

            assertThat(seats).convergesWithin(LAG);
            seats.promote(EU_WEST_1);

            assertThat(euAfterFailover.book("1C", "Hedy")).isFalse();
            assertThat(euAfterFailover.book("2A", "Hedy")).isTrue();
            assertThat(seats).conflicts().isEmpty();
            assertThat(seats).keepsToItsWriteMode();
        }
    }

    @Test
    void readersAskTheirOwnRegion(SimulatedClock clock) {
        us.book("1A", "Ada");
        assertThat(euBeforeFailover.guest("1A")).isEmpty();
        clock.advance(LAG);
        assertThat(euBeforeFailover.guest("1A")).hasValue("Ada");
    }
}
