package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import java.util.List;

/**
 * {@code ORDER BY}: which way the partitions are gone through, and which way the items of each.
 *
 * @param partitionsDescending whether the greatest partition key comes first
 * @param itemsDescending whether the greatest sort key comes first
 */
record SortOrder(boolean partitionsDescending, boolean itemsDescending) {

    static SortOrder of(Statement.Select select, TableKeys keys, boolean partitionsKnown) {
        boolean partitionsDescending = false;
        boolean itemsDescending = false;
        List<Statement.Order> order = select.order();
        if (!order.isEmpty() && select.where() == null) {
            throw validation("Must have WHERE clause in the statement when using ORDER BY clause.");
        }
        if (!order.isEmpty() && !partitionsKnown) {
            throw validation(
                    "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
        }
        for (Statement.Order by : order) {
            if (!(by.key() instanceof Expression.Path path) || !path.steps().isEmpty()) {
                throw validation("Argument to ORDER BY must be of type VariableReference. Type: "
                        + (by.key() instanceof Expression.Path ? "PATH" : Nodes.kind(by.key())));
            }
            if (path.attribute().equals(keys.partition())) {
                partitionsDescending = by.descending();
            } else if (path.attribute().equals(keys.sort())) {
                itemsDescending = by.descending();
            } else {
                throw validation("Variable reference " + path.attribute()
                        + " in ORDER BY clause must be part of the primary key");
            }
        }
        return new SortOrder(partitionsDescending, itemsDescending);
    }
}
