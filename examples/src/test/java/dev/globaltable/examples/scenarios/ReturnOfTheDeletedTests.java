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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Scenario 6. An update in one Region brings back what another Region has deleted. */
@GlobalTable(name = "contacts", partitionKey = "contact")
class ReturnOfTheDeletedTests {

    /** An address book. Nobody is added by mistake: an update needs an item that is there. */
    static final class Contacts {

        private final DynamoDbClient dynamoDb;

        Contacts(Region region) {
            dynamoDb = DynamoDbClient.builder().region(region).build();
        }

        void add(String contact, String phone) {
            dynamoDb.putItem(
                    put -> put.tableName("contacts").item(Map.of("contact", fromS(contact), "phone", fromS(phone))));
        }

        void remove(String contact) {
            dynamoDb.deleteItem(delete -> delete.tableName("contacts").key(Map.of("contact", fromS(contact))));
        }

        /** Says whether there is such a contact. */
        boolean callAt(String contact, String phone) {
            try {
                dynamoDb.updateItem(update -> update.tableName("contacts")
                        .key(Map.of("contact", fromS(contact)))
                        .updateExpression("SET phone = :phone")
                        .conditionExpression("attribute_exists(contact)")
                        .expressionAttributeValues(Map.of(":phone", fromS(phone))));
                return true;
            } catch (ConditionalCheckFailedException unknown) {
                return false;
            }
        }
    }

    private final Contacts us = new Contacts(US_EAST_1);
    private final Contacts eu = new Contacts(EU_WEST_1);

    @BeforeEach
    void bothRegionsKnowBob(Simulation simulation) {
        us.add("bob", "555-1");
        simulation.settle();
    }

    /** LWW-2, LWW-19: the condition holds, for Ireland still has the item; the streams: STR-4. */
    @Test
    void aLaterUpdateInAnotherRegionBringsTheItemBack(
            Simulation simulation, SimulatedClock clock, SimulatedTable contacts) {
        us.remove("bob");
        clock.advance(Duration.ofMillis(1));
        assertThat(eu.callAt("bob", "555-2")).isTrue();
        simulation.settle();

        assertThat(contacts)
                .item("bob")
                .hasConverged()
                .in(US_EAST_1)
                .isEqualTo(Map.of("contact", "bob", "phone", "555-2"));
        assertThat(contacts).conflicts().singleElement().wonBy(EU_WEST_1).lostADelete();
        assertThat(changes(contacts, US_EAST_1))
                .containsExactly(
                        "INSERT {contact: bob, phone: 555-1}",
                        "REMOVE {contact: bob, phone: 555-1}",
                        "INSERT {contact: bob, phone: 555-2}");
        assertThat(changes(contacts, EU_WEST_1))
                .containsExactly(
                        "INSERT {contact: bob, phone: 555-1}",
                        "MODIFY {contact: bob, phone: 555-1} -> {contact: bob, phone: 555-2}");
    }

    /** The remedy: deletes and updates of an item meet in the Region that owns it. */
    @Test
    void theUpdateIsRefusedWhereOneRegionTakesBoth(
            Simulation simulation, SimulatedClock clock, SimulatedTable contacts) {
        Contacts calledFromEurope = new Contacts(US_EAST_1);

        us.remove("bob");
        clock.advance(Duration.ofMillis(1));
        assertThat(calledFromEurope.callAt("bob", "555-2")).isFalse();
        simulation.settle();

        assertThat(contacts).item("bob").hasConverged().in(EU_WEST_1).isAbsent();
    }
}
