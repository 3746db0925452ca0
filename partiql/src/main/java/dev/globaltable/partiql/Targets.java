package dev.globaltable.partiql;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.operation.StatementTarget;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Statement;
import dev.globaltable.partiql.syntax.StatementParser;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Tells what a statement is about without executing it. */
final class Targets {

    private final RegionalService service;

    Targets(RegionalService service) {
        this.service = service;
    }

    /** {@code null} for a statement that its execution refuses, or that neither reads nor writes. */
    @Nullable
    StatementTarget of(String text, List<AttributeValue> parameters) {
        try {
            Statement statement = StatementParser.parse(text);
            return of(statement, Values.of(statement, parameters));
        } catch (DynamoDbException refused) {
            return null;
        }
    }

    private @Nullable StatementTarget of(Statement statement, Values values) {
        if (statement instanceof Statement.Exists exists) {
            return select(exists.select(), values);
        } else if (statement instanceof Statement.Select select) {
            return select(select, values);
        } else if (statement instanceof Statement.Insert insert) {
            SortedSet<String> names = new TreeSet<>(values.item(insert.item()).keySet());
            return target(StatementTarget.Action.INSERT, insert.target(), names, partition(insert, values), null);
        } else if (statement instanceof Statement.Update update) {
            SortedSet<String> names = new TreeSet<>();
            update.changes().forEach(change -> {
                collect(change.path(), names);
                collect(change.value(), names);
            });
            collect(update.where(), names);
            return target(
                    StatementTarget.Action.UPDATE,
                    update.target(),
                    names,
                    partitions(update.target(), update.where(), values),
                    update.returning());
        } else if (statement instanceof Statement.Delete delete) {
            SortedSet<String> names = new TreeSet<>();
            collect(delete.where(), names);
            return target(
                    StatementTarget.Action.DELETE,
                    delete.target(),
                    names,
                    partitions(delete.target(), delete.where(), values),
                    delete.returning());
        }
        return null;
    }

    private StatementTarget select(Statement.Select select, Values values) {
        SortedSet<String> names = new TreeSet<>();
        select.columns().forEach(column -> collect(column, names));
        collect(select.where(), names);
        Statement.Source source = select.source();
        return new StatementTarget(
                StatementTarget.Action.SELECT,
                source.table(),
                source.inside().isEmpty() ? null : source.inside().get(0),
                names,
                select.columns().isEmpty(),
                partitions(source, select.where(), values),
                null);
    }

    private static StatementTarget target(
            StatementTarget.Action action,
            Statement.Source source,
            SortedSet<String> names,
            @Nullable List<AttributeValue> partitions,
            Statement.@Nullable Returning returning) {
        String returned =
                returning == null ? null : (returning.all() ? "ALL_" : "UPDATED_") + (returning.old() ? "OLD" : "NEW");
        return new StatementTarget(action, source.table(), null, names, false, partitions, returned);
    }

    private @Nullable List<AttributeValue> partition(Statement.Insert insert, Values values) {
        TableKeys keys = keys(insert.target());
        AttributeValue value = keys == null
                ? null
                : values.item(insert.item()).get(keys.names().get(0));
        return value == null ? null : List.of(value);
    }

    private @Nullable List<AttributeValue> partitions(
            Statement.Source source, @Nullable Expression where, Values values) {
        TableKeys keys = keys(source);
        return keys == null ? null : new KeyConditions(keys, values, where).partitions();
    }

    /** That a table is missing is told to those who may know it, by the execution. */
    private @Nullable TableKeys keys(Statement.Source source) {
        try {
            return Tables.source(service, source);
        } catch (ResourceNotFoundException missing) {
            return null;
        }
    }

    /** Notes the attributes that an expression names. */
    private static void collect(@Nullable Expression expression, SortedSet<String> names) {
        if (expression instanceof Expression.Path path) {
            names.add(path.attribute());
        } else if (expression instanceof Expression.Operation operation) {
            operation.operands().forEach(operand -> collect(operand, names));
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> collect(argument, names));
        } else if (expression instanceof Expression.Sequence sequence) {
            sequence.elements().forEach(element -> collect(element, names));
        } else if (expression instanceof Expression.Is is) {
            collect(is.operand(), names);
        }
    }
}
