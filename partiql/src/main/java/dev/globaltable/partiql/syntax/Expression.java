package dev.globaltable.partiql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a statement that stands for a value or a condition. */
public sealed interface Expression {

    /** Where it stands: its first token, or its operator. */
    Position position();

    /** A string, as it is meant. */
    record Text(String value, Position position) implements Expression {}

    /** A number, as it is written. */
    record Numeral(String value, Position position) implements Expression {}

    /** {@code TRUE} or {@code FALSE}. */
    record Truth(boolean value, Position position) implements Expression {}

    /** {@code NULL}. */
    record Null(Position position) implements Expression {}

    /** {@code MISSING}. */
    record Missing(Position position) implements Expression {}

    /** An Ion literal. */
    record Ion(String value, Position position) implements Expression {}

    /** The n-th question mark of the statement, from 0. */
    record Parameter(int index, Position position) implements Expression {}

    /** {@code {'name': value}}. */
    record Tuple(List<Entry> entries, Position position) implements Expression {}

    /** An entry of a tuple. */
    record Entry(Expression key, Expression value) {}

    /** {@code [a, b]}, or {@code (a, b)}. */
    record Sequence(List<Expression> elements, Position position) implements Expression {}

    /** {@code <<a, b>>}: a set. */
    record Bag(List<Expression> elements, Position position) implements Expression {}

    /** A path into an item: the name of an attribute, then names and indexes. */
    record Path(String attribute, List<Step> steps, Position position) implements Expression {}

    /** A step of a path. */
    sealed interface Step {

        /** {@code .name} or {@code ['name']}. */
        record Name(String name) implements Step {}

        /** {@code [index]}. */
        record Index(int index) implements Step {}

        /** Something a path of DynamoDB cannot have; {@code .*} has no position. */
        record Other(@Nullable Position position) implements Step {}
    }

    /** A call of a function; its name in lower case. */
    record Call(String function, List<Expression> arguments, Position position) implements Expression {}

    /**
     * An operator and its operands. {@code and}, {@code or}, {@code +} and {@code -} hold a whole chain; {@code in} holds
     * what to find and where; {@code between} the value and the bounds.
     */
    record Operation(String operator, List<Expression> operands, Position position) implements Expression {}

    /** {@code operand IS type}; the type in upper case. */
    record Is(Expression operand, String type, Position position) implements Expression {}
}
