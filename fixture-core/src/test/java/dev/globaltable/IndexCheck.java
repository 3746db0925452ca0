package dev.globaltable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Checks that every index of every table holds what the table's items project to, and nothing else. */
final class IndexCheck {

    private final Simulation simulation;
    private final Region region;
    private final TableDescription table;

    private IndexCheck(Simulation simulation, Region region, TableDescription table) {
        this.simulation = simulation;
        this.region = region;
        this.table = table;
    }

    /** Looks at the Regions of global tables, and at the home Region. */
    static void check(Simulation simulation) {
        Set<Region> regions = new LinkedHashSet<>(simulation.regions());
        regions.add(simulation.homeRegion());
        for (Region region : regions) {
            ListTablesResponse tables = (ListTablesResponse)
                    simulation.execute(region, ListTablesRequest.builder().build());
            for (String name : tables.tableNames()) {
                DescribeTableResponse described = (DescribeTableResponse) simulation.execute(
                        region, DescribeTableRequest.builder().tableName(name).build());
                if (described.table().tableStatus() != TableStatus.ARCHIVED) {
                    new IndexCheck(simulation, region, described.table()).check();
                }
            }
        }
    }

    private void check() {
        for (LocalSecondaryIndexDescription index : table.localSecondaryIndexes()) {
            check(index.indexName(), index.keySchema(), index.projection());
        }
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            if (index.indexStatus() == IndexStatus.ACTIVE) {
                check(index.indexName(), index.keySchema(), index.projection());
            }
        }
    }

    private void check(String index, List<KeySchemaElement> keys, Projection projection) {
        assertThat(scan(ScanRequest.builder().indexName(index)))
                .as("index %s of %s in %s", index, table.tableName(), region)
                .containsExactlyInAnyOrderElementsOf(scan(ScanRequest.builder()).stream()
                        .filter(item -> keys.stream().allMatch(key -> fits(item.get(key.attributeName()), key)))
                        .map(item -> project(item, keys, projection))
                        .toList());
    }

    private boolean fits(AttributeValue value, KeySchemaElement key) {
        String type = table.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(key.attributeName()))
                .map(AttributeDefinition::attributeTypeAsString)
                .findFirst()
                .orElseThrow();
        return value != null && value.type().toString().equals(type);
    }

    private Map<String, AttributeValue> project(
            Map<String, AttributeValue> item, List<KeySchemaElement> keys, Projection projection) {
        Map<String, AttributeValue> held = new TreeMap<>(item);
        if (projection.projectionType() != ProjectionType.ALL) {
            Set<String> names = new LinkedHashSet<>(projection.nonKeyAttributes());
            keys.forEach(key -> names.add(key.attributeName()));
            table.keySchema().forEach(key -> names.add(key.attributeName()));
            held.keySet().retainAll(names);
        }
        return held;
    }

    private List<Map<String, AttributeValue>> scan(ScanRequest.Builder request) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        ScanResponse page;
        do {
            page = (ScanResponse) simulation.execute(
                    region, request.tableName(table.tableName()).build());
            items.addAll(page.items());
            request.exclusiveStartKey(page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null);
        } while (page.hasLastEvaluatedKey());
        return items;
    }
}
