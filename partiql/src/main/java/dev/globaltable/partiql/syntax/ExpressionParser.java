package dev.globaltable.partiql.syntax;

import dev.globaltable.error.ServiceErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Parses expressions: terms, and operators by their precedence. */
final class ExpressionParser {

    /** Deeper nesting is refused before it can fill the stack; no attribute value and no expression goes that deep. */
    private static final int DEPTH_MAX = 150;

    private static final int NOT = 3;
    private static final int COMPARISON = 5;
    private static final int ADDITION = 6;

    private static final Map<String, Integer> PRECEDENCE = new TreeMap<>();

    static {
        PRECEDENCE.put("or", 1);
        PRECEDENCE.put("and", 2);
        List.of("=", "<>", "!=", "is", "in").forEach(operator -> PRECEDENCE.put(operator, 4));
        List.of("<", "<=", ">", ">=", "between", "like").forEach(operator -> PRECEDENCE.put(operator, COMPARISON));
        List.of("+", "-", "||").forEach(operator -> PRECEDENCE.put(operator, ADDITION));
        List.of("*", "/", "%").forEach(operator -> PRECEDENCE.put(operator, 7));
    }

    private final TokenStream tokens;
    private int depth;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        return expression(0);
    }

    /** An expression of operators that bind more tightly than this. */
    private Expression expression(int precedence) {
        int before = depth;
        deeper();
        Expression left = prefixed();
        while (true) {
            Token token = tokens.peek();
            boolean negated = token.isKeyword("not") && isNegatable(tokens.peekSecond());
            String operator = (negated ? tokens.peekSecond() : token).text();
            Integer binds = isOperator(negated ? tokens.peekSecond() : token) ? PRECEDENCE.get(operator) : null;
            if (binds == null || binds <= precedence) {
                depth = before;
                return left;
            }
            deeper();
            tokens.next();
            if (negated) {
                tokens.next();
            }
            Expression whole = infix(operator, binds, left, token.position());
            left = negated ? new Expression.Operation("not", List.of(whole), token.position()) : whole;
        }
    }

    private void deeper() {
        if (++depth > DEPTH_MAX) {
            throw Malformed.statement("Expressions are nested too deeply");
        }
    }

    private static boolean isOperator(Token token) {
        return token.kind() == TokenKind.OPERATOR || token.kind() == TokenKind.KEYWORD;
    }

    private static boolean isNegatable(Token token) {
        return token.isKeyword("in") || token.isKeyword("between") || token.isKeyword("like");
    }

    private Expression infix(String operator, int precedence, Expression left, Position position) {
        if (operator.equals("is")) {
            return is(left, position);
        }
        if (operator.equals("in") && tokens.peek().is(TokenKind.PUNCTUATION, "(")) {
            Token opening = tokens.next();
            List<Expression> listed = nonEmpty(")", "RIGHT_PAREN");
            return new Expression.Operation(
                    operator, List.of(left, new Expression.Sequence(listed, opening.position())), position);
        }
        Expression right = operand(precedence);
        if (operator.equals("between")) {
            if (!tokens.skipKeyword("and")) {
                throw Malformed.statement("Expected AND keyword");
            }
            return new Expression.Operation(operator, List.of(left, right, operand(COMPARISON)), position);
        }
        List<Expression> operands = new ArrayList<>();
        operands.add(left);
        operands.add(right);
        if (operator.equals("and") || operator.equals("or")) {
            // The whole chain at once: long conditions are wide, not deep.
            while (tokens.skipKeyword(operator)) {
                operands.add(operand(precedence));
            }
        }
        return new Expression.Operation(operator, operands, position);
    }

    private Expression operand(int precedence) {
        if (tokens.atEnd()) {
            throw Malformed.statement("Missing right-hand side expression of infix operator");
        }
        return expression(precedence);
    }

    private Expression is(Expression operand, Position position) {
        boolean negated = tokens.skipKeyword("not");
        Token type = tokens.peek();
        String name = type.kind() == TokenKind.KEYWORD ? TypeNames.of(type.text()) : null;
        if (name == null) {
            throw Malformed.statement("Expected type name");
        }
        tokens.next();
        Expression is = new Expression.Is(operand, name, position);
        return negated ? new Expression.Operation("not", List.of(is), position) : is;
    }

    private Expression prefixed() {
        Token token = tokens.peek();
        if (tokens.skipKeyword("not")) {
            return new Expression.Operation("not", List.of(expression(NOT)), token.position());
        }
        if (token.kind() == TokenKind.OPERATOR
                && (token.text().equals("-") || token.text().equals("+"))) {
            tokens.next();
            deeper();
            return signed(token, prefixed());
        }
        return term();
    }

    private static Expression signed(Token sign, Expression operand) {
        if (operand instanceof Expression.Numeral number) {
            boolean minus = sign.text().equals("-");
            String digits = number.value();
            String signed = !minus ? digits : digits.startsWith("-") ? digits.substring(1) : "-" + digits;
            return new Expression.Numeral(signed, number.position());
        }
        return new Expression.Operation(sign.text(), List.of(operand), sign.position());
    }

    private Expression term() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING -> new Expression.Text(tokens.next().text(), token.position());
            case NUMBER -> new Expression.Numeral(tokens.next().text(), token.position());
            case ION -> new Expression.Ion(tokens.next().text(), token.position());
            case PARAMETER -> {
                tokens.next();
                yield new Expression.Parameter(tokens.parameter(), token.position());
            }
            case IDENTIFIER, QUOTED -> named();
            case KEYWORD -> keyword(token);
            case OPERATOR -> operatorTerm(token);
            case PUNCTUATION -> bracketed(token);
            case END -> throw Malformed.statement("Unexpected term");
        };
    }

    private Expression named() {
        Token name = tokens.next();
        if (name.kind() == TokenKind.IDENTIFIER && tokens.peek().is(TokenKind.PUNCTUATION, "(")) {
            return call(name);
        }
        return new PathParser(tokens, this).path(name);
    }

    private Expression call(Token name) {
        tokens.expectPunctuation("(", "LEFT_PAREN");
        List<Expression> arguments = elements(")", "RIGHT_PAREN");
        return new Expression.Call(name.text().toLowerCase(Locale.ROOT), arguments, name.position());
    }

    private Expression keyword(Token token) {
        Position position = token.position();
        switch (token.text()) {
            case "true", "false" -> {
                return new Expression.Truth(Boolean.parseBoolean(tokens.next().text()), position);
            }
            case "null" -> {
                tokens.next();
                return new Expression.Null(position);
            }
            case "missing" -> {
                tokens.next();
                return new Expression.Missing(position);
            }
            case "select", "case" -> throw unsupported(token.text().toUpperCase(Locale.ROOT), position);
            case "date" -> throw Malformed.statement("Expected date string followed by the keyword DATE, found SYMBOL");
            case "time" ->
                throw Malformed.statement(
                        "Expected time string followed by the keyword TIME OR TIME WITH TIME ZONE, found SYMBOL");
            case "from" -> throw Malformed.statement("Expected data manipulation");
            default -> {
                return functionKeyword(token);
            }
        }
    }

    private Expression functionKeyword(Token token) {
        if (tokens.peekSecond().is(TokenKind.PUNCTUATION, "(")) {
            if (Keywords.isRefusedFunction(token.text())) {
                throw unsupported(token.text(), token.position());
            }
            if (Keywords.isFunction(token.text())) {
                return call(tokens.next());
            }
        }
        throw Malformed.statement("Unexpected keyword");
    }

    private static RuntimeException unsupported(String token, Position position) {
        return ServiceErrors.validation("Unsupported token in expression: " + token + " at " + position);
    }

    private Expression operatorTerm(Token token) {
        tokens.next();
        if (token.text().equals("@")) {
            Token name = tokens.peek();
            if (name.kind() == TokenKind.IDENTIFIER || name.kind() == TokenKind.QUOTED) {
                return named();
            }
            throw Malformed.statement("Identifier expected after `@` symbol");
        }
        if (token.text().equals("<<")) {
            List<Expression> elements = elements(">>", "RIGHT_DOUBLE_ANGLE_BRACKET");
            return new Expression.Bag(elements, token.position());
        }
        throw Malformed.statement("Unexpected operator");
    }

    private Expression bracketed(Token token) {
        tokens.next();
        return switch (token.text()) {
            case "(" -> parenthesized(token);
            case "[" -> new Expression.Sequence(elements("]", "RIGHT_BRACKET"), token.position());
            case "{" -> tuple(token);
            default -> throw Malformed.statement("Unexpected term");
        };
    }

    private Expression parenthesized(Token opening) {
        List<Expression> elements = nonEmpty(")", "RIGHT_PAREN");
        return elements.size() == 1 ? elements.get(0) : new Expression.Sequence(elements, opening.position());
    }

    private List<Expression> nonEmpty(String closing, String closingName) {
        List<Expression> elements = elements(closing, closingName);
        if (elements.isEmpty()) {
            throw Malformed.statement("Unexpected term");
        }
        return elements;
    }

    /** Elements between commas, up to the closing mark. */
    private List<Expression> elements(String closing, String closingName) {
        List<Expression> elements = new ArrayList<>();
        if (skipClosing(closing)) {
            return elements;
        }
        do {
            elements.add(expression());
        } while (tokens.skipPunctuation(","));
        if (!skipClosing(closing)) {
            throw Malformed.statement("Expected " + closingName);
        }
        return elements;
    }

    private boolean skipClosing(String closing) {
        return closing.equals(">>") ? tokens.skipOperator(closing) : tokens.skipPunctuation(closing);
    }

    private Expression tuple(Token opening) {
        List<Expression.Entry> entries = new ArrayList<>();
        if (tokens.skipPunctuation("}")) {
            return new Expression.Tuple(entries, opening.position());
        }
        do {
            Expression key = expression();
            tokens.expectPunctuation(":", "COLON");
            entries.add(new Expression.Entry(key, expression()));
        } while (tokens.skipPunctuation(","));
        tokens.expectPunctuation("}", "RIGHT_CURLY");
        return new Expression.Tuple(entries, opening.position());
    }
}
