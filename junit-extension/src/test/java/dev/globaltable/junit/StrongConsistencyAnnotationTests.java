package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;

/** {@code @GlobalTable(consistency = STRONG)}: reference section 4. */
@GlobalTable(
        name = "accounts",
        partitionKey = "id",
        regions = {"us-east-1", "us-east-2"},
        witness = "us-west-2",
        consistency = MultiRegionConsistency.STRONG)
class StrongConsistencyAnnotationTests {

    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("1"));

    @Test
    void aStrongReadInOneRegionSeesTheWriteOfTheOther( // STRONG-11, STRONG-12
            @InRegion("us-east-1") DynamoDbClient virginia, @InRegion("us-east-2") DynamoDbClient ohio) {
        virginia.putItem(put -> put.tableName("accounts").item(ITEM));

        assertThat(read(ohio, false).hasItem()).isFalse();
        assertThat(read(ohio, true).item()).isEqualTo(ITEM);
        assertThat(ohio.describeTable(table -> table.tableName("accounts"))
                        .table()
                        .globalTableWitnesses())
                .singleElement()
                .satisfies(witness -> assertThat(witness.regionName()).isEqualTo(Region.US_WEST_2.id()));
    }

    private static GetItemResponse read(DynamoDbClient client, boolean consistent) {
        return client.getItem(get -> get.tableName("accounts").key(ITEM).consistentRead(consistent));
    }
}
