package dev.globaltable.table;

import dev.globaltable.item.Items;
import dev.globaltable.item.KeyAttribute;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.VectorDistanceFunction;

/**
 * What a vector index is for as long as it lives. Immutable.
 *
 * @param attribute the attribute that holds a vector: a list of numbers
 * @param dimensions how many numbers each vector has
 * @param schema the attributes by which a search can be narrowed
 * @param partition the one of them whose value every search has to give, {@code null} when there is none
 * @param tableKeys the primary key of the table, which every index holds
 */
public record VectorIndexDefinition(
        String name,
        String attribute,
        int dimensions,
        VectorDistanceFunction function,
        List<SearchSchemaElement> schema,
        @Nullable KeyAttribute partition,
        Projection projection,
        KeySchema tableKeys) {

    public VectorIndexDefinition {
        schema = List.copyOf(schema);
    }

    /** Whether a search condition may look at the attribute. */
    public boolean isSearchable(String name) {
        return schema.stream().anyMatch(element -> element.attributeName().equals(name));
    }

    /** Whether the index holds this attribute of its items. */
    public boolean projects(String name) {
        return projectsAll() || held().contains(name);
    }

    /** The part of an item that the index holds. */
    public Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
        return projectsAll() ? item : Items.only(item, held());
    }

    private boolean projectsAll() {
        return projection.projectionType() == ProjectionType.ALL;
    }

    private SortedSet<String> held() {
        SortedSet<String> held = new TreeSet<>(tableKeys.names());
        schema.forEach(element -> held.add(element.attributeName()));
        held.addAll(projection.nonKeyAttributes());
        return Collections.unmodifiableSortedSet(held);
    }
}
