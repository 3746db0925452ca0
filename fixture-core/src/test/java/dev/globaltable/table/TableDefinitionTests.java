package dev.globaltable.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class TableDefinitionTests {

    @ParameterizedTest
    @MethodSource("software.amazon.awssdk.regions.Region#regions")
    void anArnIsOfThePartitionThatTheSdkKnowsTheRegionIn(Region region) {
        assertThat(TableDefinition.arn(region, "items"))
                .isEqualTo("arn:" + PartitionMetadata.of(region).id() + ":dynamodb:" + region.id()
                        + ":123456789012:table/items");
    }
}
