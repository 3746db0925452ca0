package dev.globaltable.partiql.syntax;

import dev.globaltable.error.ServiceErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Parses the steps of a path. */
final class PathParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    PathParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** The path that starts with this name, which has been read. */
    Expression.Path path(Token name) {
        List<Expression.Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.skipPunctuation(".")) {
                steps.add(named());
            } else if (tokens.skipPunctuation("[")) {
                steps.add(indexed());
            } else {
                return new Expression.Path(name.text(), steps, name.position());
            }
        }
    }

    /** The path that an update changes. */
    Expression.Path simplePath() {
        Token name = tokens.peek();
        if (name.kind() != TokenKind.IDENTIFIER && name.kind() != TokenKind.QUOTED) {
            throw Malformed.statement("Expected identifier for simple path");
        }
        tokens.next();
        Expression.Path path = path(name);
        for (Expression.Step step : path.steps()) {
            if (step instanceof Expression.Step.Other other) {
                throw Malformed.statement(
                        other.position() == null
                                ? "Invalid path dot component for simple path"
                                : "Invalid path component for simple path");
            }
        }
        return path;
    }

    private Expression.Step named() {
        Token name = tokens.peek();
        if (tokens.skipOperator("*")) {
            return new Expression.Step.Other(null);
        }
        if (name.kind() != TokenKind.IDENTIFIER && name.kind() != TokenKind.QUOTED) {
            throw Malformed.statement("Invalid path dot component");
        }
        tokens.next();
        return new Expression.Step.Name(name.text());
    }

    private Expression.Step indexed() {
        if (tokens.peek().is(TokenKind.OPERATOR, "*")) {
            throw Malformed.statement("Invalid use of * in select list");
        }
        Expression index = expressions.expression();
        tokens.expectPunctuation("]", "RIGHT_BRACKET");
        if (index instanceof Expression.Text name) {
            return new Expression.Step.Name(name.value());
        }
        if (index instanceof Expression.Numeral number) {
            return index(number);
        }
        return new Expression.Step.Other(index.position());
    }

    private static Expression.Step index(Expression.Numeral number) {
        BigDecimal value = new BigDecimal(number.value());
        if (number.value().matches("-?\\d+")) {
            if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw ServiceErrors.validation("List index is not within the allowable range; index: [" + number.value()
                        + "] at " + number.position());
            }
            return new Expression.Step.Index(value.intValueExact());
        }
        return new Expression.Step.Other(number.position());
    }
}
