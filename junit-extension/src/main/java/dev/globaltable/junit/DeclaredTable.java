package dev.globaltable.junit;

import dev.globaltable.GlobalTableDefinition;
import dev.globaltable.SecondaryIndexDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * One annotation and the place it was found.
 *
 * @param where the annotated element in words, such as {@code class com.example.ProfileTests}
 */
record DeclaredTable(GlobalTable annotation, String where) {

    String name() {
        return annotation.name();
    }

    GlobalTableDefinition definition() {
        try {
            GlobalTableDefinition definition = GlobalTableDefinition.named(annotation.name())
                    .partitionKey(annotation.partitionKey(), annotation.partitionKeyType());
            if (!annotation.sortKey().isEmpty()) {
                definition = definition.sortKey(annotation.sortKey(), annotation.sortKeyType());
            } else if (annotation.sortKeyType() != ScalarAttributeType.S) {
                throw new IllegalArgumentException("Found sortKeyType = " + annotation.sortKeyType()
                        + " but no sortKey. Expected the name of the attribute too, for example sortKey = \"score\".");
            }
            for (GlobalTable.Index index : annotation.localIndexes()) {
                definition = definition.localIndex(index(index));
            }
            for (GlobalTable.Index index : annotation.globalIndexes()) {
                definition = definition.globalIndex(index(index));
            }
            if (!annotation.indexDelay().isEmpty()) {
                definition = definition.indexDelay(annotation.indexDelay());
            }
            definition = definition
                    .regions(regions())
                    .replicationDelay(annotation.replicationDelay())
                    .version(annotation.version())
                    .consistency(annotation.consistency());
            if (!annotation.witness().isEmpty()) {
                definition = definition.witness(region(annotation.witness()));
            }
            definition.requireComplete();
            return definition;
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw Misuse.annotation(where, String.valueOf(wrong.getMessage()));
        }
    }

    private static SecondaryIndexDefinition index(GlobalTable.Index annotation) {
        SecondaryIndexDefinition index = SecondaryIndexDefinition.named(annotation.name());
        if (!annotation.partitionKey().isEmpty()) {
            index = index.partitionKey(annotation.partitionKey(), annotation.partitionKeyType());
        }
        return annotation.sortKey().isEmpty() ? index : index.sortKey(annotation.sortKey(), annotation.sortKeyType());
    }

    Optional<Region> homeRegion() {
        if (annotation.homeRegion().isEmpty()) {
            return Optional.empty();
        }
        return Region.regions().stream()
                .filter(region -> region.id().equals(annotation.homeRegion()))
                .findFirst()
                .or(() -> {
                    throw Misuse.annotation(
                            where,
                            "Not an AWS Region: homeRegion = \"" + annotation.homeRegion()
                                    + "\". Expected one such as \"eu-west-1\".");
                });
    }

    OptionalLong seed() {
        return annotation.seed() == GlobalTable.NO_SEED ? OptionalLong.empty() : OptionalLong.of(annotation.seed());
    }

    private List<Region> regions() {
        return Arrays.stream(annotation.regions()).map(DeclaredTable::region).toList();
    }

    private static Region region(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "Not an AWS Region: \"" + id + "\". Expected one such as \"eu-west-1\" in regions.");
        }
        return Region.of(id);
    }
}
