package dev.globaltable.expression;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules an expression must keep that do not depend on placeholders: no reserved words, known functions in places
 * where they may stand, list indexes in range. DynamoDB applies them in the order of the text, before it looks up any
 * placeholder.
 */
final class SyntaxRules {

    private static final int MAX_INDEX_DIGITS = 10;

    private final ExpressionKind kind;

    SyntaxRules(ExpressionKind kind) {
        this.kind = kind;
    }

    void check(Syntax.Predicate predicate) {
        if (predicate instanceof Syntax.Call call) {
            checkCall(call, Function.Use.PREDICATE);
        } else if (predicate instanceof Syntax.Comparison comparison) {
            check(comparison.left());
            check(comparison.right());
        } else if (predicate instanceof Syntax.Between between) {
            check(between.operand());
            check(between.lower());
            check(between.upper());
        } else if (predicate instanceof Syntax.In in) {
            check(in.operand());
            in.choices().forEach(this::check);
        } else if (predicate instanceof Syntax.And and) {
            and.parts().forEach(this::check);
        } else if (predicate instanceof Syntax.Or or) {
            or.parts().forEach(this::check);
        } else if (predicate instanceof Syntax.Not not) {
            check(not.predicate());
        }
    }

    void check(List<Syntax.Section> sections) {
        Set<TokenKind> keywords = EnumSet.noneOf(TokenKind.class);
        for (Syntax.Section section : sections) {
            check(section);
            if (!keywords.add(section.keyword())) {
                throw kind.invalid(
                        "The \"" + section.keyword() + "\" section can only be used once in an update expression;");
            }
        }
    }

    private void check(Syntax.Section section) {
        if (section instanceof Syntax.SetSection set) {
            for (Syntax.Assignment assignment : set.assignments()) {
                check(assignment.path());
                check(assignment.value());
            }
        } else if (section instanceof Syntax.RemoveSection remove) {
            remove.paths().forEach(this::check);
        } else if (section instanceof Syntax.ChangeSection changes) {
            changes.changes().forEach(change -> check(change.path()));
        }
    }

    private void check(Syntax.SetValue value) {
        if (value instanceof Syntax.Sum sum) {
            check(sum.left());
            check(sum.right());
        } else if (value instanceof Syntax.Call call) {
            checkCall(call, Function.Use.SET_VALUE);
        } else if (value instanceof Syntax.Operand operand) {
            check(operand);
        }
    }

    private void check(Syntax.Operand operand) {
        if (operand instanceof Syntax.Path path) {
            check(path);
        } else if (operand instanceof Syntax.Call call) {
            checkCall(call, kind == ExpressionKind.UPDATE ? Function.Use.SET_OPERAND : Function.Use.OPERAND);
        }
    }

    private void checkCall(Syntax.Call call, Function.Use place) {
        Function function = Function.named(call.function());
        if (function == null) {
            throw kind.invalid("Invalid function name; function: " + call.function());
        }
        boolean update = kind == ExpressionKind.UPDATE;
        if (function.belongsToUpdates() != update) {
            throw kind.invalid("The function is not allowed in "
                    + (update ? "an update" : "a condition")
                    + " expression; function: " + call.function());
        }
        boolean fits = function.use() == place
                || (function.use() == Function.Use.SET_OPERAND && place == Function.Use.SET_VALUE);
        if (!fits) {
            throw kind.invalid(
                    "The function is not allowed to be used this way in an expression; function: " + call.function());
        }
        call.arguments().forEach(this::check);
    }

    void check(Syntax.Path path) {
        for (Syntax.Step step : path.steps()) {
            if (step.kind() == TokenKind.INTEGER) {
                checkIndex(step.text());
            } else if (step.kind() == TokenKind.WORD && ReservedWords.contain(step.text())) {
                throw kind.invalid("Attribute name is a reserved keyword; reserved keyword: " + step.text());
            }
        }
    }

    private void checkIndex(String digits) {
        if (digits.length() > MAX_INDEX_DIGITS || Long.parseLong(digits) > Integer.MAX_VALUE) {
            throw kind.invalid("List index is not within the allowable range; index: [" + digits + "]");
        }
    }
}
