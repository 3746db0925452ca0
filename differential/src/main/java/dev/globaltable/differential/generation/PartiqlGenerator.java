package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** PartiQL statements, well formed: alone, in batches and in transactions, which may return nothing. */
final class PartiqlGenerator {

    private static final List<String> NAMES = List.of("n", "n2", "s", "s2", "l", "m", "ss", "ns", "t");

    private final Choices choices;
    private final Schema schema;

    PartiqlGenerator(Choices choices, Schema schema) {
        this.choices = choices;
        this.schema = schema;
    }

    /** A statement with the values of its parameters. */
    private static final class Text {
        private final StringBuilder statement = new StringBuilder();
        private final List<AttributeValue> parameters = new ArrayList<>();

        private Text add(String text) {
            statement.append(text);
            return this;
        }
    }

    Step step() {
        return switch (choices.below(8)) {
            case 0 -> batch();
            case 1 -> transaction();
            default -> single(statement());
        };
    }

    private Step single(Text text) {
        return Step.call(ExecuteStatementRequest.builder()
                .statement(text.statement.toString())
                .parameters(text.parameters.isEmpty() ? null : text.parameters)
                .consistentRead(choices.oneIn(6) ? choices.oneIn(2) : null)
                .returnConsumedCapacity(ItemGenerator.capacity(choices))
                .build());
    }

    private Step batch() {
        boolean reads = choices.oneIn(2);
        List<BatchStatementRequest> statements = new ArrayList<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            Text text = reads ? select(true) : write(true);
            statements.add(BatchStatementRequest.builder()
                    .statement(text.statement.toString())
                    .parameters(text.parameters.isEmpty() ? null : text.parameters)
                    .build());
        }
        return Step.call(
                BatchExecuteStatementRequest.builder().statements(statements).build());
    }

    private Step transaction() {
        boolean reads = choices.oneIn(3);
        List<ParameterizedStatement> statements = new ArrayList<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            Text text = reads ? select(true) : write(false);
            statements.add(ParameterizedStatement.builder()
                    .statement(text.statement.toString())
                    .parameters(text.parameters.isEmpty() ? null : text.parameters)
                    .build());
        }
        return Step.call(ExecuteTransactionRequest.builder()
                .transactStatements(statements)
                .build());
    }

    private Text statement() {
        return choices.oneIn(2) ? select(false) : write(true);
    }

    private Text write(boolean returning) {
        return switch (choices.below(4)) {
            case 0, 1 -> insert();
            case 2 -> update(returning);
            default -> delete(returning);
        };
    }

    private Text select(boolean one) {
        Text text = new Text().add(word("SELECT") + " ").add(choices.oneIn(2) ? "*" : columns());
        text.add(" " + word("FROM") + " " + table());
        if (one) {
            return key(text.add(" " + word("WHERE") + " "));
        }
        Index index = schema.indexes().isEmpty() || choices.oneIn(2) ? null : choices.pick(schema.indexes());
        if (index != null) {
            text.add(".\"" + index.name() + "\"");
        }
        if (choices.oneIn(6)) {
            return text;
        }
        KeyAttribute partition = index == null ? schema.partitionKey() : index.partition();
        KeyAttribute sort = index == null ? schema.sortKey() : index.sort();
        equal(text.add(" " + word("WHERE") + " "), partition.name(), partition.value(choices));
        if (sort != null && choices.oneIn(2)) {
            text.add(" " + word("AND") + " " + quoted(sort.name()) + choices.pick(" = ", " < ", " <= ", " > ", " >= "));
            value(text, sort.value(choices));
        }
        return choices.oneIn(4) ? condition(text.add(" " + word("AND") + " ")) : text;
    }

    private String columns() {
        Set<String> columns = new TreeSet<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            columns.add(choices.oneIn(4) ? Schema.PARTITION_KEY : choices.pick(NAMES));
        }
        return String.join(", ", columns.stream().map(this::quoted).toList());
    }

    private Text insert() {
        Text text = new Text().add(word("INSERT") + " " + word("INTO") + " " + table() + " " + word("VALUE") + " {");
        String separator = "";
        for (var attribute : schema.key(choices).entrySet()) {
            text.add(separator + "'" + attribute.getKey() + "': ");
            value(text, attribute.getValue());
            separator = ", ";
        }
        Set<String> names = new TreeSet<>();
        for (int i = choices.below(4); i > 0; i--) {
            names.add(choices.pick(NAMES));
        }
        for (String name : names) {
            value(text.add(", '" + name + "': "), Attributes.usual(name, choices));
        }
        return text.add("}");
    }

    private Text update(boolean returning) {
        Text text = new Text().add(word("UPDATE") + " " + table());
        Set<String> names = new TreeSet<>();
        for (int i = choices.between(1, 3); i > 0; i--) {
            names.add(choices.pick(NAMES));
        }
        for (String name : names) {
            if (choices.oneIn(4)) {
                text.add(" " + word("REMOVE") + " " + quoted(name));
            } else if (name.equals("n") && choices.oneIn(2)) {
                text.add(" " + word("SET") + " n = n" + choices.pick(" + ", " - "));
                value(text, AttributeValue.fromN(Integer.toString(choices.below(9))));
            } else {
                value(text.add(" " + word("SET") + " " + quoted(name) + " = "), Attributes.usual(name, choices));
            }
        }
        key(text.add(" " + word("WHERE") + " "));
        if (choices.oneIn(4)) {
            condition(text.add(" " + word("AND") + " "));
        }
        return returning && choices.oneIn(2)
                ? text.add(" RETURNING " + choices.pick("ALL", "MODIFIED") + " " + choices.pick("OLD", "NEW") + " *")
                : text;
    }

    private Text delete(boolean returning) {
        Text text =
                key(new Text().add(word("DELETE") + " " + word("FROM") + " " + table() + " " + word("WHERE") + " "));
        if (choices.oneIn(4)) {
            condition(text.add(" " + word("AND") + " "));
        }
        return returning && choices.oneIn(2) ? text.add(" RETURNING ALL OLD *") : text;
    }

    private Text key(Text text) {
        equal(text, Schema.PARTITION_KEY, schema.partition().few(choices));
        if (schema.sort() != null && !choices.oneIn(30)) {
            equal(
                    text.add(" " + word("AND") + " "),
                    Schema.SORT_KEY,
                    schema.sort().value(choices));
        }
        return text;
    }

    private Text condition(Text text) {
        String name = choices.pick(NAMES);
        return switch (choices.below(6)) {
            case 0 -> text.add("attribute_type(" + quoted(name) + ", 'N')");
            case 1 -> text.add(quoted(name) + " IS " + choices.pick("", "NOT ") + "MISSING");
            case 2 ->
                value(text.add("contains(" + quoted(name) + ", "), Values.string(choices))
                        .add(")");
            case 3 ->
                value(text.add("begins_with(" + quoted(name) + ", "), Values.string(choices))
                        .add(")");
            default ->
                value(
                        text.add(quoted(name) + choices.pick(" = ", " <> ", " < ", " >= ")),
                        Attributes.usual(name, choices));
        };
    }

    private void equal(Text text, String name, AttributeValue value) {
        value(text.add(quoted(name) + choices.pick(" = ", "=")), value);
    }

    private Text value(Text text, AttributeValue value) {
        String literal = choices.oneIn(2) ? literal(value) : null;
        if (literal != null) {
            return text.add(literal);
        }
        text.parameters.add(value);
        return text.add("?");
    }

    private static @Nullable String literal(AttributeValue value) {
        if (value.s() != null) {
            return value.s().matches("[a-zA-Z0-9 ]*") ? "'" + value.s() + "'" : null;
        }
        if (value.bool() != null) {
            return value.bool().toString();
        }
        return value.n() != null && value.n().matches("0|-?[1-9][0-9]{0,8}") ? value.n() : null;
    }

    private String table() {
        return "\"" + (choices.oneIn(60) ? "no-such-table" : schema.table()) + "\"";
    }

    private String quoted(String name) {
        return choices.oneIn(2) ? "\"" + name + "\"" : name;
    }

    private String word(String keyword) {
        return choices.oneIn(5) ? keyword.toLowerCase(Locale.ROOT) : keyword;
    }
}
