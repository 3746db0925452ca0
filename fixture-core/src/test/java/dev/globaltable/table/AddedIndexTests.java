package dev.globaltable.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.ItemKey;
import dev.globaltable.item.Items;
import dev.globaltable.item.KeyAttribute;
import dev.globaltable.item.KeyValue;
import dev.globaltable.item.Version;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A global secondary index that a table gets later. */
class AddedIndexTests {

    private static final KeySchema KEYS = new KeySchema(new KeyAttribute("id", AttributeType.S), null);
    private static final IndexDefinition BY_DAY = new IndexDefinition(
            "by-day",
            IndexDefinition.Scope.GLOBAL,
            List.of(new KeyAttribute("day", AttributeType.S, "by-day")),
            List.of(),
            Projection.builder().projectionType(ProjectionType.ALL).build(),
            KEYS);

    private static final StreamSwitch NO_STREAMS = new StreamSwitch() {
        @Override
        public void enable(ReplicaTable table) {}

        @Override
        public void disable(ReplicaTable table) {}
    };

    private long versions;

    private final ReplicaTable table = new RegionalTables(
                    Region.US_EAST_1,
                    VersionRules.of((overwritten, consistency) -> new Version(++versions, Region.US_EAST_1, versions)),
                    write -> {},
                    NO_STREAMS,
                    (of, index, item, update) -> update.run(),
                    of -> Throughput.UNLIMITED)
            .add(
                    new TableDefinition("tasks", "arn", "id", 0, KEYS),
                    TableSettings.builder().build());

    private void put(String id, AttributeValue day) {
        table.put(
                ItemKey.of(new KeyValue.Text(id)), Items.canonical(Map.of("id", AttributeValue.fromS(id), "day", day)));
    }

    private static List<String> ids(SecondaryIndex index) {
        return index.entries().values().stream()
                .map(entry -> entry.item().get("id").s())
                .sorted()
                .toList();
    }

    @Test
    void isCreatingUntilItIsFilledAndTakesInWhatIsWrittenMeanwhile() {
        put("old", AttributeValue.fromS("mon"));
        put("changed", AttributeValue.fromS("mon"));

        SecondaryIndex index = table.addIndex(new IndexSettings(BY_DAY, null));
        put("new", AttributeValue.fromS("tue"));
        put("changed", AttributeValue.fromS("tue"));

        assertThat(index.status()).isEqualTo(IndexStatus.CREATING);
        assertThat(index.isBackfilling()).isTrue();
        assertThat(ids(index)).containsExactly("changed", "new");

        index.fill(table);

        assertThat(index.status()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(index.isBackfilling()).isFalse();
        assertThat(ids(index)).containsExactly("changed", "new", "old");
    }

    @Test
    void leavesOutWhatCannotBeAKey() {
        put("number", AttributeValue.fromN("1"));
        put("empty", AttributeValue.fromS(""));
        put("long", AttributeValue.fromS("x".repeat(2049)));

        SecondaryIndex index = table.addIndex(new IndexSettings(BY_DAY, null));
        index.fill(table);

        assertThat(index.entries()).isEmpty();
    }

    @Test
    void holdsTheVeryImagesOfTheTable() {
        put("old", AttributeValue.fromS("mon"));

        SecondaryIndex index = table.addIndex(new IndexSettings(BY_DAY, null));
        index.fill(table);

        assertThat(index.entries().firstEntry().getValue().item())
                .isSameAs(table.get(ItemKey.of(new KeyValue.Text("old"))));
    }

    @Test
    void isForgottenWhenItIsRemoved() {
        table.addIndex(new IndexSettings(BY_DAY, null)).fill(table);

        table.removeIndex("by-day");

        assertThat(table.indexes().isEmpty()).isTrue();
        assertThat(table.settings().indexes()).isEmpty();
    }
}
