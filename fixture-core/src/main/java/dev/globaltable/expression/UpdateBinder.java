package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the syntax of an update into its actions. All paths that are changed are looked up first, then the values; both
 * from the last to the first, as the service does, so that of several errors it finds the same one.
 */
final class UpdateBinder {

    private static final ExpressionKind KIND = ExpressionKind.UPDATE;

    private final Binder binder;
    private final OperandRules rules = new OperandRules(KIND);

    private UpdateBinder(ExpressionAttributes attributes) {
        this.binder = new Binder(KIND, attributes);
    }

    /**
     * A bound update.
     *
     * @param operands the paths that the values are read from, not those that are changed
     */
    record Bound(List<UpdateAction> actions, List<DocumentPath> operands) {}

    static Bound bind(List<Syntax.Section> sections, ExpressionAttributes attributes) {
        UpdateBinder updates = new UpdateBinder(attributes);
        List<Change> changes = new ArrayList<>();
        sections.forEach(section -> addChanges(section, changes));
        List<DocumentPath> paths = new DistinctPaths(updates.binder)
                .bind(changes.stream().map(Change::path).toList());
        int targets = updates.binder.paths().size();
        List<UpdateAction> actions = new ArrayList<>(changes.size());
        for (int i = changes.size() - 1; i >= 0; i--) {
            actions.add(updates.action(changes.get(i), paths.get(i)));
        }
        Collections.reverse(actions);
        List<DocumentPath> all = updates.binder.paths();
        return new Bound(actions, List.copyOf(all.subList(targets, all.size())));
    }

    /** One element of any section. */
    private record Change(TokenKind keyword, Syntax.Path path, Syntax.@Nullable SetValue value) {}

    private static void addChanges(Syntax.Section section, List<Change> changes) {
        TokenKind keyword = section.keyword();
        if (section instanceof Syntax.SetSection set) {
            set.assignments().forEach(each -> changes.add(new Change(keyword, each.path(), each.value())));
        } else if (section instanceof Syntax.RemoveSection remove) {
            remove.paths().forEach(path -> changes.add(new Change(keyword, path, null)));
        } else if (section instanceof Syntax.ChangeSection change) {
            change.changes().forEach(each -> changes.add(new Change(keyword, each.path(), each.value())));
        }
    }

    private UpdateAction action(Change change, DocumentPath path) {
        if (change.value() == null) {
            return new UpdateAction.Remove(path);
        }
        return change.keyword() != TokenKind.SET && change.value() instanceof Syntax.Value written
                ? change(change.keyword(), path, written)
                : new UpdateAction.Assign(path, value(change.value()));
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
            rules.requireDistinct(function.spelling(), path, operands.subList(1, 2));
            return new UpdateOperand.IfNotExists(path, operands.get(1));
        }
        rules.requireTypes(function.spelling(), OperandRules.LIST, operands);
        return new UpdateOperand.ListAppend(operands.get(0), operands.get(1));
    }
}
