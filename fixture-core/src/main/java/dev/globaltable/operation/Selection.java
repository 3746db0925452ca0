package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.table.IndexDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** What a {@code Query} or {@code Scan} returns of each item, and whether it has to look for that in the table. */
final class Selection {

    /** The enum's values, in the order in which the service's message lists them. */
    static final List<String> VALUES =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    private final Projection projection;
    private final boolean fetches;
    private final @Nullable IndexDefinition holding;

    /** What is fetched for the filter's sake alone is not returned: {@code holding} is the index that has the rest. */
    private Selection(Projection projection, boolean fetches, @Nullable IndexDefinition holding) {
        this.projection = projection;
        this.fetches = fetches;
        this.holding = holding;
    }

    /** Fails when {@code Select} contradicts the rest of the request, or asks for what the index does not hold. */
    static Selection of(
            @Nullable Select select,
            Projection projection,
            @Nullable ConditionExpression filter,
            @Nullable IndexDefinition index) {
        check(select, projection, index);
        if (index == null || index.projectsAll()) {
            return new Selection(projection, false, null);
        }
        if (index.isGlobal()) {
            requireProjected(projection, index);
            return new Selection(projection, false, null);
        }
        boolean asked =
                select == Select.ALL_ATTRIBUTES || !projection.absentIn(index).isEmpty();
        boolean filtered = filter != null && !filter.attributes().stream().allMatch(index::projects);
        return new Selection(projection, asked || filtered, asked ? null : index);
    }

    /** Whether each item is fetched from the table, at the cost of reading it there. */
    boolean fetches() {
        return fetches;
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return projection.of(fetches && holding != null ? held(item, holding) : item);
    }

    private static Map<String, AttributeValue> held(Map<String, AttributeValue> item, IndexDefinition index) {
        Map<String, AttributeValue> held = new TreeMap<>(item);
        held.keySet().removeIf(name -> !index.projects(name));
        return held;
    }

    /** Fails if {@code select} does not go with what is projected, by the request or by the index. */
    static void check(@Nullable Select select, Projection projection, @Nullable IndexDefinition index) {
        if (select == null) {
            return;
        }
        switch (select) {
            case SPECIFIC_ATTRIBUTES -> {
                if (projection.isAll()) {
                    throw validation("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                            + " SPECIFIC_ATTRIBUTES");
                }
            }
            case ALL_PROJECTED_ATTRIBUTES -> {
                refuseProjection(projection, "ALL_PROJECTED_ATTRIBUTES");
                if (index == null) {
                    throw validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
                }
            }
            case ALL_ATTRIBUTES -> {
                refuseProjection(projection, "ALL_ATTRIBUTES");
                refuseAllAttributes(index);
            }
            case COUNT -> refuseProjection(projection, "only the Count");
            default -> throw new IllegalArgumentException("Unchecked Select: " + select);
        }
    }

    private static void refuseProjection(Projection projection, String what) {
        if (!projection.isAll()) {
            throw validation("Cannot specify the " + projection.parameter() + " when choosing to get " + what);
        }
    }

    /** A global index cannot go back to the table. */
    private static void refuseAllAttributes(@Nullable IndexDefinition index) {
        if (index != null && index.isGlobal() && !index.projectsAll()) {
            throw validation(
                    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for"
                            + " global secondary index " + index.name() + " because its projection type is not ALL");
        }
    }

    private static void requireProjected(Projection projection, IndexDefinition index) {
        List<String> absent = projection.absentIn(index);
        if (!absent.isEmpty()) {
            throw validation("One or more parameter values were invalid: Global secondary index " + index.name()
                    + " does not project " + absent);
        }
    }
}
