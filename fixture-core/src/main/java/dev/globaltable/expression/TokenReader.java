package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Reads the tokens of one expression from left to right, and knows the parts all grammars share. */
final class TokenReader {

    private static final int MAX_LENGTH = 4096;

    private final ExpressionKind kind;
    private final String text;
    private final List<Token> tokens;
    private int at;

    TokenReader(ExpressionKind kind, String text) {
        if (text.isEmpty()) {
            throw kind.invalid("The expression can not be empty;");
        }
        if (text.length() > MAX_LENGTH) {
            throw kind.invalid("Expression size has exceeded the maximum allowed size;"
                    + (kind == ExpressionKind.PROJECTION || kind == ExpressionKind.UPDATE
                            ? ""
                            : " expression size: " + text.length()));
        }
        this.kind = kind;
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    ExpressionKind kind() {
        return kind;
    }

    Token peek() {
        return tokens.get(at);
    }

    boolean at(TokenKind expected) {
        return peek().is(expected);
    }

    Token next() {
        return tokens.get(at++);
    }

    /** Takes the next token if it is of this kind. */
    boolean skip(TokenKind expected) {
        if (at(expected)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(TokenKind expected) {
        if (!at(expected)) {
            throw syntaxError();
        }
        return next();
    }

    /** The error for a token that cannot stand where it stands: shows it with its neighbours. */
    DynamoDbException syntaxError() {
        Token token = peek();
        int from = at == 0 ? 0 : tokens.get(at - 1).start();
        int to = token.is(TokenKind.END) ? text.length() : endOfNeighbour();
        String shown = token.is(TokenKind.END) ? "<EOF>" : token.text();
        return kind.invalid("Syntax error; token: \"" + shown + "\", near: \"" + text.substring(from, to) + "\"");
    }

    private int endOfNeighbour() {
        Token after = tokens.get(at + 1);
        return after.is(TokenKind.END) ? text.length() : after.end();
    }

    /** {@code name}, {@code #name}, each followed by any number of {@code .name} and {@code [index]}. */
    Syntax.Path path() {
        List<Syntax.Step> steps = new ArrayList<>(2);
        steps.add(name());
        while (true) {
            if (skip(TokenKind.DOT)) {
                steps.add(at(TokenKind.VALUE) ? valueAsName() : name());
            } else if (skip(TokenKind.OPEN_BRACKET)) {
                steps.add(new Syntax.Step(
                        TokenKind.INTEGER, expect(TokenKind.INTEGER).text()));
                expect(TokenKind.CLOSE_BRACKET);
            } else {
                return new Syntax.Path(steps);
            }
        }
    }

    private Syntax.Step name() {
        if (!at(TokenKind.WORD) && !at(TokenKind.NAME)) {
            throw syntaxError();
        }
        Token token = next();
        return new Syntax.Step(token.kind(), token.text());
    }

    /** The service's grammar takes a value placeholder after a dot, and then finds no name for it. */
    private Syntax.Step valueAsName() {
        return new Syntax.Step(TokenKind.NAME, next().text());
    }

    Syntax.Value value() {
        return new Syntax.Value(expect(TokenKind.VALUE).text());
    }

    /** A path, a value or a function call, without parentheses around it. */
    Syntax.Operand bareOperand(Operands operands) {
        if (at(TokenKind.VALUE)) {
            return value();
        }
        if (at(TokenKind.WORD) && tokens.get(at + 1).is(TokenKind.OPEN_PARENTHESIS)) {
            return call(operands);
        }
        return path();
    }

    private Syntax.Call call(Operands operands) {
        String function = next().text();
        expect(TokenKind.OPEN_PARENTHESIS);
        List<Syntax.Operand> arguments = operands.list();
        expect(TokenKind.CLOSE_PARENTHESIS);
        return new Syntax.Call(function, arguments);
    }
}
