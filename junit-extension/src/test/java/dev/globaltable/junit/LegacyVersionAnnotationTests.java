package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.GlobalTableVersion;
import dev.globaltable.SimulatedClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableStatus;

/** {@code @GlobalTable(version = V2017_11_29)}: reference section 3. */
@GlobalTable(name = "parcels", partitionKey = "id", version = GlobalTableVersion.V2017_11_29)
class LegacyVersionAnnotationTests {

    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("1"));

    @Test
    void itemsTellWhereTheyWereWritten( // REP-1, LEG-7
            @InRegion("us-east-1") DynamoDbClient virginia,
            @InRegion("eu-west-1") DynamoDbClient ireland,
            SimulatedClock clock) {
        virginia.putItem(put -> put.tableName("parcels").item(ITEM));
        clock.advance(Duration.ofSeconds(1));

        assertThat(ireland.getItem(get -> get.tableName("parcels").key(ITEM)).item())
                .containsEntry("aws:rep:updateregion", AttributeValue.fromS("us-east-1"));
        assertThat(ireland.describeGlobalTable(table -> table.globalTableName("parcels"))
                        .globalTableDescription()
                        .globalTableStatus())
                .isEqualTo(GlobalTableStatus.ACTIVE);
    }
}
