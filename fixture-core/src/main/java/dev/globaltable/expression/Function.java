package dev.globaltable.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of the expression languages. */
enum Function {
    ATTRIBUTE_EXISTS("attribute_exists", 1, Use.PREDICATE),
    ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1, Use.PREDICATE),
    ATTRIBUTE_TYPE("attribute_type", 2, Use.PREDICATE),
    BEGINS_WITH("begins_with", 2, Use.PREDICATE),
    CONTAINS("contains", 2, Use.PREDICATE),
    SIZE("size", 1, Use.OPERAND),
    IF_NOT_EXISTS("if_not_exists", 2, Use.SET_OPERAND),
    LIST_APPEND("list_append", 2, Use.SET_VALUE);

    /** Where in an expression a call may stand. */
    enum Use {
        /** By itself, in a condition. */
        PREDICATE,
        /** As an operand in a condition. */
        OPERAND,
        /** As an operand in a SET section. */
        SET_OPERAND,
        /** As the whole value that SET assigns. */
        SET_VALUE
    }

    private static final List<Function> ALL = List.of(values());

    private final String spelling;
    private final int arity;
    private final Use use;

    Function(String spelling, int arity, Use use) {
        this.spelling = spelling;
        this.arity = arity;
        this.use = use;
    }

    /** Function names, unlike keywords, are not recognised in any other case. */
    static @Nullable Function named(String name) {
        for (Function function : ALL) {
            if (function.spelling.equals(name)) {
                return function;
            }
        }
        return null;
    }

    String spelling() {
        return spelling;
    }

    int arity() {
        return arity;
    }

    Use use() {
        return use;
    }

    boolean belongsToUpdates() {
        return use == Use.SET_OPERAND || use == Use.SET_VALUE;
    }
}
