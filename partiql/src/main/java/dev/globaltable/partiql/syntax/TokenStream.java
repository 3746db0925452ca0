package dev.globaltable.partiql.syntax;

import java.util.List;

/** The tokens of a statement, read from the front. */
final class TokenStream {

    private final List<Token> tokens;
    private int at;
    private int parameters;

    TokenStream(String statement) {
        this.tokens = Tokenizer.tokens(statement);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token after the next one. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != TokenKind.END) {
            at++;
        }
        return token;
    }

    /** The index of the question mark that was read last, and counts it. */
    int parameter() {
        return parameters++;
    }

    int parameters() {
        return parameters;
    }

    boolean skip(TokenKind kind, String text) {
        if (peek().is(kind, text)) {
            next();
            return true;
        }
        return false;
    }

    boolean skipKeyword(String word) {
        return skip(TokenKind.KEYWORD, word);
    }

    boolean skipPunctuation(String mark) {
        return skip(TokenKind.PUNCTUATION, mark);
    }

    boolean skipOperator(String operator) {
        return skip(TokenKind.OPERATOR, operator);
    }

    void expectPunctuation(String mark, String name) {
        if (!skipPunctuation(mark)) {
            throw Malformed.statement("Expected " + name);
        }
    }

    boolean atEnd() {
        return peek().kind() == TokenKind.END;
    }
}
