package dev.globaltable.legacy;

import static dev.globaltable.legacy.LegacyTables.delete;
import static dev.globaltable.legacy.LegacyTables.put;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.operation.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What writes cost in version 2017.11.29 where write capacity has a limit (CAP-1, reference 3.4). */
class LegacyCapacityTests {

    private static final int LIMIT = 10;

    @RegisterExtension
    final CheckedSimulation checked = CheckedSimulation.of(
                    builder -> LegacyTables.emulating(builder).replicationDelay("instant"))
            .withoutReplay();

    private final Endpoint us = new Endpoint(checked::simulation, US_EAST_1);
    private final Endpoint eu = new Endpoint(checked::simulation, EU_WEST_1);

    @BeforeEach
    void createGlobalTable() {
        LegacyTables.create(checked, US_EAST_1, EU_WEST_1);
    }

    private void limit() {
        checked.simulation().table("orders").limitWrites(US_EAST_1, LIMIT);
        checked.simulation().table("orders").limitWrites(EU_WEST_1, LIMIT);
    }

    /** How many units were used, found by using all others up: a delete of nothing costs one. */
    private static int used(Endpoint endpoint) {
        int left = 0;
        while (true) {
            try {
                endpoint.call(delete("missing"));
            } catch (ProvisionedThroughputExceededException empty) {
                return LIMIT - left;
            }
            left++;
        }
    }

    @Test
    void aPutCostsTwoUnitsInEachRegion() {
        limit();
        us.call(put("pk", "1"));

        assertThat(used(us)).isEqualTo(2);
        assertThat(used(eu)).isEqualTo(2);
    }

    @Test
    void anUpdateCostsTwoUnitsWhereItIsMadeAndOneElsewhere() {
        us.call(put("pk", "1"));
        limit();
        us.call(UpdateItemRequest.builder()
                .tableName("orders")
                .key(item("pk", "1"))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(item(":v", "a"))
                .build());

        assertThat(used(us)).isEqualTo(2);
        assertThat(used(eu)).isEqualTo(1);
    }

    @Test
    void aDeleteCostsOneUnitWhereItIsMadeAndTwoElsewhere() {
        us.call(put("pk", "1"));
        limit();
        us.call(delete("1"));

        assertThat(used(us)).isEqualTo(1);
        assertThat(used(eu)).isEqualTo(2);
    }
}
