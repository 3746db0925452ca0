package dev.globaltable.examples.scenarios;

import static dev.globaltable.assertj.GlobalTableAssertions.assertThat;
import static dev.globaltable.examples.scenarios.StreamText.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Scenario 29. One write is an INSERT in one Region and a MODIFY in another; mails go by INSERT. */
@GlobalTable(name = "members", partitionKey = "member")
class WelcomeMailTests {

    /** The members of a club, each name once. */
    static final class Members {

        private final DynamoDbClient dynamoDb;
        private final Region office;

        /**
         * @param office the Region in which somebody signs up
         */
        Members(Region writesTo, Region office) {
            this.dynamoDb = DynamoDbClient.builder().region(writesTo).build();
            this.office = office;
        }

        /** Says whether the name was free. */
        boolean signUp(String member, String mail) {
            try {
                dynamoDb.putItem(put -> put.tableName("members")
                        .item(Map.of("member", fromS(member), "mail", fromS(mail), "office", fromS(office.id())))
                        .conditionExpression("attribute_not_exists(#member)")
                        .expressionAttributeNames(Map.of("#member", "member")));
                return true;
            } catch (ConditionalCheckFailedException taken) {
                return false;
            }
        }
    }

    private final List<String> mails = new ArrayList<>();

    private void welcome(List<Record> records) {
        for (Record record : records) {
            if (record.eventName() == OperationType.INSERT) {
                mails.add(record.dynamodb().newImage().get("mail").s());
            }
        }
    }

    private void welcomeInBothRegions(SimulatedTable members) {
        members.regions().forEach(region -> members.stream(region).subscribe(this::welcome));
    }

    /** STR-1, STR-2. */
    @Test
    void eachRegionWelcomesTheSameMember(Simulation simulation, SimulatedTable members) {
        welcomeInBothRegions(members);

        assertThat(new Members(US_EAST_1, US_EAST_1).signUp("eve", "eve@example.com"))
                .isTrue();
        simulation.settle();

        assertThat(mails).containsExactly("eve@example.com", "eve@example.com");
    }

    /** STR-3, STR-4: the winner of a conflict is a MODIFY where the loser stood. */
    @Test
    void theOneWhoIsNoMemberIsWelcomedToo(Simulation simulation, SimulatedClock clock, SimulatedTable members) {
        welcomeInBothRegions(members);

        assertThat(new Members(US_EAST_1, US_EAST_1).signUp("eve", "eve@example.com"))
                .isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(new Members(EU_WEST_1, EU_WEST_1).signUp("eve", "eve@example.org"))
                .isTrue();
        simulation.settle();

        assertThat(mails).containsExactlyInAnyOrder("eve@example.com", "eve@example.org");
        assertThat(members).item("eve").hasConverged().in(US_EAST_1).hasAttribute("mail", "eve@example.org");
        assertThat(changes(members, US_EAST_1))
                .containsExactly(
                        "INSERT {mail: eve@example.com, member: eve, office: us-east-1}",
                        "MODIFY {mail: eve@example.com, member: eve, office: us-east-1}"
                                + " -> {mail: eve@example.org, member: eve, office: eu-west-1}");
        assertThat(changes(members, EU_WEST_1))
                .containsExactly("INSERT {mail: eve@example.org, member: eve, office: eu-west-1}");
    }

    /** The remedy: one Region takes sign-ups, and its stream alone sends mails. */
    @Test
    void oneMemberIsWelcomedOnceWhereOneRegionDecides(
            Simulation simulation, SimulatedClock clock, SimulatedTable members) {
        members.stream(US_EAST_1).subscribe(this::welcome);

        assertThat(new Members(US_EAST_1, US_EAST_1).signUp("eve", "eve@example.com"))
                .isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(new Members(US_EAST_1, EU_WEST_1).signUp("eve", "eve@example.org"))
                .isFalse();
        simulation.settle();

        assertThat(mails).containsExactly("eve@example.com");
    }
}
