package dev.globaltable.operation;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.expression.ConditionExpression;
import dev.globaltable.table.IndexDefinition;
import java.util.List;
import java.util.Map;
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

    private Selection(Projection projection, boolean fetches) {
        this.projection = projection;
        this.fetches = fetches;
    }

    /** Fails when {@code Select} contradicts the rest of the request, or asks for what the index does not hold. */
    static Selection of(
            @Nullable Select select,
            Projection projection,
            @Nullable ConditionExpression filter,
            @Nullable IndexDefinition index) {
        check(select, projection, index);
        if (index == null || index.projectsAll()) {
            return new Selection(projection, false);
        }
        if (index.isGlobal()) {
            requireProjected(select, projection, index);
            return new Selection(projection, false);
        }
        return new Selection(
                projection,
                select == Select.ALL_ATTRIBUTES
                        || !projection.absentIn(index).isEmpty()
                        || (filter != null && !filter.attributes().stream().allMatch(index::projects)));
    }

    /** Whether each item is fetched from the table, at the cost of reading it there. */
    boolean fetches() {
        return fetches;
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return projection.of(item);
    }

    private static void check(@Nullable Select select, Projection projection, @Nullable IndexDefinition index) {
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
            case ALL_ATTRIBUTES -> refuseProjection(projection, "ALL_ATTRIBUTES");
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
    private static void requireProjected(@Nullable Select select, Projection projection, IndexDefinition index) {
        if (select == Select.ALL_ATTRIBUTES) {
            throw validation(
                    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for"
                            + " global secondary index " + index.name() + " because its projection type is not ALL");
        }
        List<String> absent = projection.absentIn(index);
        if (!absent.isEmpty()) {
            throw validation("One or more parameter values were invalid: Global secondary index " + index.name()
                    + " does not project " + absent);
        }
    }
}
