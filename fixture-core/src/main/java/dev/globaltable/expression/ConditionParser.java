package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses conditions by recursive descent. An opening parenthesis may begin an operand or a condition; which of them
 * shows only after the matching one, so parentheses give whatever they hold and the place they stand in decides.
 */
final class ConditionParser {

    private final TokenReader tokens;
    private final Operands operands;

    private ConditionParser(TokenReader tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens);
    }

    static Syntax.Predicate parse(ExpressionKind kind, String text) {
        TokenReader tokens = new TokenReader(kind, text);
        ConditionParser parser = new ConditionParser(tokens);
        Syntax.Predicate condition = parser.anyOf();
        tokens.expect(TokenKind.END);
        parser.operands.undecided(false);
        return condition;
    }

    private Syntax.Predicate anyOf() {
        return anyOf(negation());
    }

    /** The rest of {@code first OR ...}, or of {@code first AND ... OR ...}. */
    private Syntax.Predicate anyOf(Syntax.Predicate first) {
        Syntax.Predicate head = allOf(first);
        if (!tokens.at(TokenKind.OR)) {
            return head;
        }
        List<Syntax.Predicate> parts = new ArrayList<>();
        parts.add(head);
        while (tokens.skip(TokenKind.OR)) {
            parts.add(allOf(negation()));
        }
        return new Syntax.Or(parts);
    }

    private Syntax.Predicate allOf(Syntax.Predicate first) {
        if (!tokens.at(TokenKind.AND)) {
            return first;
        }
        List<Syntax.Predicate> parts = new ArrayList<>();
        parts.add(first);
        while (tokens.skip(TokenKind.AND)) {
            parts.add(negation());
        }
        return new Syntax.And(parts);
    }

    private Syntax.Predicate negation() {
        int negations = 0;
        while (tokens.skip(TokenKind.NOT)) {
            negations++;
        }
        operands.undecided(true);
        Syntax.Predicate predicate = predicate(operandOrPredicate());
        for (int i = 0; i < negations; i++) {
            predicate = new Syntax.Not(predicate);
        }
        return predicate;
    }

    /** An operand, or something in parentheses. */
    private Syntax operandOrPredicate() {
        return tokens.at(TokenKind.OPEN_PARENTHESIS) ? parentheses() : tokens.bareOperand(operands);
    }

    private Syntax parentheses() {
        boolean nested = operands.open();
        if (tokens.at(TokenKind.NOT)) {
            Syntax condition = anyOf();
            closeCondition();
            return condition;
        }
        Syntax content = operandOrPredicate();
        boolean closes = tokens.at(TokenKind.CLOSE_PARENTHESIS);
        if (closes) {
            operands.close(nested);
            return content;
        }
        Syntax condition = anyOf(predicate(content));
        closeCondition();
        return condition;
    }

    private void closeCondition() {
        if (tokens.at(TokenKind.CLOSE_PARENTHESIS)) {
            operands.undecided(false);
        }
        operands.close(false);
    }

    /** Makes a predicate of what was read, reading on when it is an operand. */
    private Syntax.Predicate predicate(Syntax start) {
        Comparator comparator = Comparator.of(tokens.peek().kind());
        if (start instanceof Syntax.Operand operand) {
            if (comparator != null) {
                operands.undecided(false);
                tokens.next();
                return new Syntax.Comparison(comparator, operand, operands.next());
            }
            if (tokens.at(TokenKind.BETWEEN)) {
                return between(operand);
            }
            if (tokens.at(TokenKind.IN)) {
                return in(operand);
            }
        }
        if (start instanceof Syntax.Predicate predicate) {
            if (tokens.at(TokenKind.AND) || tokens.at(TokenKind.OR)) {
                operands.undecided(false);
            }
            return predicate;
        }
        throw tokens.syntaxError();
    }

    private Syntax.Predicate between(Syntax.Operand operand) {
        operands.undecided(false);
        tokens.expect(TokenKind.BETWEEN);
        Syntax.Operand lower = operands.next();
        tokens.expect(TokenKind.AND);
        return new Syntax.Between(operand, lower, operands.next());
    }

    private Syntax.Predicate in(Syntax.Operand operand) {
        operands.undecided(false);
        tokens.expect(TokenKind.IN);
        tokens.expect(TokenKind.OPEN_PARENTHESIS);
        List<Syntax.Operand> choices = operands.list();
        tokens.expect(TokenKind.CLOSE_PARENTHESIS);
        return new Syntax.In(operand, choices);
    }
}
