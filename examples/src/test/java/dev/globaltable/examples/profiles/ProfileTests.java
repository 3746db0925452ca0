package dev.globaltable.examples.profiles;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.Network;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.examples.profiles.UserSession.LastWrite;
import dev.globaltable.junit.GlobalTable;
import dev.globaltable.junit.InRegion;
import dev.globaltable.junit.Simulated;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ada, user 42, is served from Virginia, until traffic is moved to Ireland. */
@GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "800ms")
@GlobalTable(name = "usernames", partitionKey = "username", replicationDelay = "800ms")
class ProfileTests {

    @InRegion("us-east-1")
    private DynamoDbEnhancedClient virginia;

    @InRegion("eu-west-1")
    private DynamoDbEnhancedClient ireland;

    @Simulated
    private Simulation simulation;

    @Simulated
    private SimulatedClock clock;

    @Simulated
    private Network network;

    @Simulated
    private SimulatedTable profiles;

    @Simulated
    private SimulatedTable usernames;

    @Nested
    class OfAUserWithoutASession {

        private final Profiles us = new Profiles(virginia);
        private final Profiles eu = new Profiles(ireland);

        @BeforeEach
        void bothRegionsKnowAda() {
            us.save(Profile.of("42", "ada", "Ada", "ada@example.com"));
            simulation.settle();
        }

        /** LWW-22: a consistent read is consistent with its own Region only. */
        @Test
        void anotherRegionServesTheOldNameUntilTheNewOneArrives() {
            us.change("42", ada -> ada.setDisplayName("Countess Ada"));

            assertThat(profiles).in(EU_WEST_1).item("42").isStale();
            assertThat(eu.find("42")).map(Profile::getDisplayName).hasValue("Ada");

            assertThat(profiles).item("42").convergesWithin(Duration.ofMillis(800));
            assertThat(eu.find("42")).map(Profile::getDisplayName).hasValue("Countess Ada");
        }

        /** LWW-22 after a failover. */
        @Test
        void afterAFailoverAdaDoesNotSeeHerOwnChange() {
            us.change("42", ada -> ada.setDisplayName("Countess Ada"));
            network.isolate(US_EAST_1);

            assertThat(eu.find("42")).map(Profile::getDisplayName).hasValue("Ada");
        }

        /** LWW-20: both Regions accept revision 2. */
        @Test
        void afterAFailoverAdasNextChangeUndoesTheFirst() {
            us.change("42", ada -> ada.setDisplayName("Countess Ada"));
            network.isolate(US_EAST_1);
            clock.advance(Duration.ofMinutes(10));
            eu.change("42", ada -> ada.setEmail("countess@example.com"));

            network.heal();
            simulation.settle();

            assertThat(us.find("42")).map(Profile::getDisplayName).hasValue("Ada");
            assertThat(us.find("42")).map(Profile::getEmail).hasValue("countess@example.com");
            assertThat(profiles)
                    .conflicts()
                    .singleElement()
                    .wonBy(EU_WEST_1)
                    .lostBy(US_EAST_1)
                    .lostItem()
                    .containsEntry("displayName", AttributeValue.fromS("Countess Ada"));
        }
    }

    @Nested
    class OfAUserWithASession {

        private UserSession session(Region servedFrom, Optional<LastWrite> cookie) {
            return new UserSession("42", servedFrom, Map.of(US_EAST_1, virginia, EU_WEST_1, ireland), cookie);
        }

        @BeforeEach
        void bothRegionsKnowAda() {
            new Profiles(virginia).save(Profile.of("42", "ada", "Ada", "ada@example.com"));
            simulation.settle();
        }

        @Test
        void afterAFailoverAdaSeesHerOwnChange() {
            UserSession before = session(US_EAST_1, Optional.empty());
            before.change(ada -> ada.setDisplayName("Countess Ada"));
            network.isolate(US_EAST_1);
            UserSession after = session(EU_WEST_1, before.lastWrite());

            assertThat(profiles).in(EU_WEST_1).item("42").isStale();
            assertThat(after.profile()).map(Profile::getDisplayName).hasValue("Countess Ada");
        }

        @Test
        void afterAFailoverAdasNextChangeKeepsTheFirst() {
            UserSession before = session(US_EAST_1, Optional.empty());
            before.change(ada -> ada.setDisplayName("Countess Ada"));
            network.isolate(US_EAST_1);
            clock.advance(Duration.ofMinutes(10));
            session(EU_WEST_1, before.lastWrite()).change(ada -> ada.setEmail("countess@example.com"));

            network.heal();
            simulation.settle();

            Optional<Profile> ada = new Profiles(ireland).find("42");
            assertThat(ada).map(Profile::getDisplayName).hasValue("Countess Ada");
            assertThat(ada).map(Profile::getEmail).hasValue("countess@example.com");
            assertThat(profiles).conflicts().isEmpty();
        }

        @Test
        void onceIrelandHasCaughtUpItServesAdaByItself() {
            UserSession before = session(US_EAST_1, Optional.empty());
            before.change(ada -> ada.setDisplayName("Countess Ada"));
            clock.advance(Duration.ofMillis(800));

            UserSession after = session(EU_WEST_1, before.lastWrite());
            after.change(ada -> ada.setEmail("countess@example.com"));

            assertThat(after.lastWrite()).hasValue(new LastWrite(EU_WEST_1, 3));
        }
    }

    @Nested
    class WithNamesReservedWhereUsersSignUp {

        private final SignUp us = new SignUp(virginia, virginia);
        private final SignUp eu = new SignUp(ireland, ireland);

        /** LWW-19. */
        @Test
        void twoUsersGetTheSameName() {
            us.register("42", "ada", "ada@example.com");
            clock.advance(Duration.ofMillis(5));
            eu.register("43", "ada", "ada@example.org");
            simulation.settle();

            assertThat(us.ownerOf("ada")).hasValue("43");
            assertThat(eu.ownerOf("ada")).hasValue("43");
            assertThat(new Profiles(virginia).find("42"))
                    .map(Profile::getUsername)
                    .hasValue("ada");
            assertThat(usernames)
                    .conflicts()
                    .singleElement()
                    .onItem("ada")
                    .wonBy(EU_WEST_1)
                    .lostBy(US_EAST_1);
        }
    }

    @Nested
    class WithNamesReservedInOneRegion {

        private final SignUp us = new SignUp(virginia, virginia);
        private final SignUp eu = new SignUp(virginia, ireland);

        @Test
        void theSecondUserIsRefused() {
            us.register("42", "ada", "ada@example.com");
            clock.advance(Duration.ofMillis(5));

            assertThatThrownBy(() -> eu.register("43", "ada", "ada@example.org"))
                    .isInstanceOf(UsernameTakenException.class)
                    .hasMessage("The user name ada is taken");
            simulation.settle();
            assertThat(eu.ownerOf("ada")).hasValue("42");
            assertThat(new Profiles(virginia).find("43")).isEmpty();
            assertThat(usernames).conflicts().isEmpty();
        }

        @Test
        void aSignUpCanBeRepeated() {
            eu.register("43", "grace", "grace@example.org");

            assertThat(eu.register("43", "grace", "grace@example.org").getRevision())
                    .isEqualTo(1);
        }
    }
}
