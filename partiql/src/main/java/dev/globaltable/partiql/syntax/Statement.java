package dev.globaltable.partiql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed statement. */
public sealed interface Statement {

    /** How many question marks the statement has. */
    int parameters();

    /** A table, or one of its indexes; more names than that are not valid. */
    record Source(String table, List<String> inside) {}

    /** {@code SELECT}; all columns when the list is empty. */
    record Select(
            List<Expression> columns,
            Source source,
            @Nullable Expression where,
            List<Order> order,
            int parameters) implements Statement {}

    /** A key of {@code ORDER BY}. */
    record Order(Expression key, boolean descending) {}

    /** {@code INSERT INTO table VALUE item}. */
    record Insert(Source target, Expression item, boolean returning, int parameters) implements Statement {}

    /** {@code UPDATE}. */
    record Update(
            Source target,
            List<Change> changes,
            @Nullable Expression where,
            @Nullable Returning returning,
            int parameters)
            implements Statement {}

    /** {@code SET path = value}, or {@code REMOVE path} when the value is null. */
    record Change(Expression.Path path, @Nullable Expression value) {}

    /** {@code DELETE FROM}. */
    record Delete(
            Source target,
            @Nullable Expression where,
            @Nullable Returning returning,
            int parameters) implements Statement {}

    /** {@code RETURNING}: all attributes or those modified, as they were or as they are. */
    record Returning(boolean all, boolean old) {

        @Override
        public String toString() {
            return "RETURNING " + (all ? "ALL" : "MODIFIED") + " " + (old ? "OLD" : "NEW") + " *";
        }
    }

    /** {@code EXISTS(SELECT ...)}. */
    record Exists(Select select, int parameters) implements Statement {}

    /** An expression that stands alone; it does nothing. */
    record Other(Expression expression, int parameters) implements Statement {}
}
