package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns the syntax of an update into its actions. All paths that are changed are looked up first, then compared with
 * each other, and only then the values.
 */
final class UpdateBinder {

    private static final ExpressionKind KIND = ExpressionKind.UPDATE;

    private final Binder binder;
    private final OperandRules rules = new OperandRules(KIND);

    private UpdateBinder(ExpressionAttributes attributes) {
        this.binder = new Binder(KIND, attributes);
    }

    static List<UpdateAction> bind(List<Syntax.Section> sections, ExpressionAttributes attributes) {
        UpdateBinder updates = new UpdateBinder(attributes);
        List<List<DocumentPath>> paths = new ArrayList<>();
        for (Syntax.Section section : sections) {
            paths.add(updates.paths(section));
        }
        PathRules.requireDistinct(KIND, updates.binder.paths());
        List<UpdateAction> actions = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            updates.addActions(sections.get(i), paths.get(i), actions);
        }
        return actions;
    }

    private List<DocumentPath> paths(Syntax.Section section) {
        List<DocumentPath> paths = new ArrayList<>();
        if (section instanceof Syntax.SetSection set) {
            set.assignments().forEach(assignment -> paths.add(binder.path(assignment.path())));
        } else if (section instanceof Syntax.RemoveSection remove) {
            remove.paths().forEach(path -> paths.add(binder.path(path)));
        } else if (section instanceof Syntax.ChangeSection changes) {
            changes.changes().forEach(change -> paths.add(binder.path(change.path())));
        }
        return paths;
    }

    private void addActions(Syntax.Section section, List<DocumentPath> paths, List<UpdateAction> actions) {
        for (int i = 0; i < paths.size(); i++) {
            DocumentPath path = paths.get(i);
            if (section instanceof Syntax.SetSection set) {
                actions.add(new UpdateAction.Assign(
                        path, value(set.assignments().get(i).value())));
            } else if (section instanceof Syntax.ChangeSection changes) {
                actions.add(
                        change(changes.keyword(), path, changes.changes().get(i).value()));
            } else {
                actions.add(new UpdateAction.Remove(path));
            }
        }
    }

    private UpdateAction change(TokenKind keyword, DocumentPath path, Syntax.Value written) {
        Operand.Literal literal = binder.literal(written);
        rules.requireChangeType(keyword, literal);
        return keyword == TokenKind.ADD
                ? new UpdateAction.Add(path, literal.value())
                : new UpdateAction.Delete(path, literal.value());
    }

    private Operand value(Syntax.SetValue value) {
        if (value instanceof Syntax.Sum sum) {
            Operand left = value(sum.left());
            Operand right = value(sum.right());
            boolean negative = sum.sign() == TokenKind.MINUS;
            rules.requireTypes(negative ? "-" : "+", OperandRules.NUMBER, List.of(left, right));
            return new UpdateOperand.Sum(negative, left, right);
        }
        if (value instanceof Syntax.Path path) {
            return binder.path(path);
        }
        if (value instanceof Syntax.Value literal) {
            return binder.literal(literal);
        }
        return call((Syntax.Call) value);
    }

    private Operand call(Syntax.Call call) {
        Function function = Function.IF_NOT_EXISTS.spelling().equals(call.function())
                ? Function.IF_NOT_EXISTS
                : Function.LIST_APPEND;
        List<Operand> operands = new ArrayList<>();
        for (Syntax.Operand argument : call.arguments()) {
            operands.add(value(argument));
        }
        rules.requireArity(function, operands);
        if (function == Function.IF_NOT_EXISTS) {
            DocumentPath path = rules.requirePath(function.spelling(), operands.get(0));
            return new UpdateOperand.IfNotExists(path, operands.get(1));
        }
        rules.requireTypes(function.spelling(), OperandRules.LIST, operands);
        return new UpdateOperand.ListAppend(operands.get(0), operands.get(1));
    }
}
